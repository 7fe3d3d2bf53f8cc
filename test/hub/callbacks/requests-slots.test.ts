import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {isCallingTime} from '../../../src/domain/calling-hours.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {asks, counts, forgetAll, formFor, hubForRequests, receiptFor, refusalIn, someNumber} from './request-world.ts';

const NEVER = {hours: [{id: 'never', name: 'Never', zone: 'Etc/UTC', weekly: [], holidays: []}]};
const HOURS = {from: '09:00', to: '17:00'};

describe('times that customers may choose', {timeout: 120_000}, () => {
  let hub: TestHub;

  before(async () => {
    hub = await hubForRequests(
      {},
      {slots: {lengthMs: 3_600_000, perSlot: 2, days: 3}},
      {callingHours: HOURS, leadMs: 7_200_000},
    );
  });

  afterEach(() => forgetAll(hub));

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[PK-52] lie in the calling hours of their zone, after the lead and within the days, by the hub’s clock', async () => {
    for (const zone of ['America/New_York', 'Europe/Warsaw', 'Asia/Kolkata', 'Pacific/Auckland']) {
      const {slots} = await formFor(hub, `zone=${zone}`);
      const [now] = await hub.query<{now: number}>('select (extract(epoch from now()) * 1000)::float8 as now');
      assert.ok(slots.length >= 8 && now !== undefined, zone);
      for (const {startsAt, endsAt} of slots) {
        assert.equal(endsAt - startsAt, 3_600_000);
        assert.ok(isCallingTime(HOURS, zone, startsAt) && isCallingTime(HOURS, zone, endsAt - 60_000), zone);
        assert.ok(startsAt >= now.now + 7_200_000 - 5_000 && startsAt <= now.now + 3 * 86_400_000);
      }
    }
    const night = {kind: 'slot', startsAt: Date.parse(`${tomorrow()}T07:00:00Z`)} as const;
    const refused = await refusalIn(await asks(hub, {zone: 'America/New_York', when: night}));
    assert.deepEqual(refused.problems, ['start outside-hours']);
  });

  it('[PK-52] take as many customers as there is room for; of two who want the last place one gets it', async () => {
    const {slots} = await formFor(hub);
    const slot = slots[2];
    assert.ok(slot !== undefined);
    const when = {kind: 'slot', startsAt: slot.startsAt} as const;
    await receiptFor(hub, {number: someNumber(), when});
    const answers = await Promise.all([1, 2, 3].map(() => asks(hub, {number: someNumber(), when})));
    assert.deepEqual(
      answers.map(({status}) => status).toSorted((one, other) => one - other),
      [201, 422, 422],
    );
    for (const each of answers)
      if (each.status === 422) assert.deepEqual((await refusalIn(each)).problems, ['when slot-gone']);
    assert.equal((await counts(hub))?.callbacks, 2);
    const left = await formFor(hub);
    assert.ok(!left.slots.some(({startsAt}) => startsAt === slot.startsAt));
    await hub.query(
      `update callback set status = 'cancelled', due_at = null, closed_at = now(), cancelled_by = 'customer'`,
    );
    assert.ok((await formFor(hub)).slots.some(({startsAt}) => startsAt === slot.startsAt));
  });
});

describe('a queue that is closed', {timeout: 120_000}, () => {
  it('[PK-52] [CB-7] takes no request for now and says when it opens; without hours ahead there is no time either', async () => {
    const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    const soon = {
      ...{id: 'soon', name: 'Soon', zone: 'Etc/UTC', weekly: []},
      holidays: [{date: day, name: 'Open day', open: [{from: '10:00', to: '12:00'}]}],
    };
    const organisation = (file: object): object => ({
      ...file,
      hours: [...NEVER.hours, soon],
      queues: Object(file).queues.map((each: {id: string}) => ({
        ...each,
        hours: each.id === 'billing' ? 'soon' : 'never',
      })),
    });
    const hub = await hubForRequests({organisation});
    const opensAt = Date.parse(`${day}T10:00:00Z`);
    const {now, slots} = await formFor(hub, 'zone=Europe/London');
    assert.deepEqual(now, {possible: false, opensAt});
    assert.deepEqual(
      slots.map(({startsAt}) => startsAt),
      [0, 1, 2, 3].map((n) => opensAt + n * 1_800_000),
    );
    assert.deepEqual((await refusalIn(await asks(hub))).problems, ['when closed']);
    await receiptFor(hub, {when: {kind: 'slot', startsAt: opensAt}});
    const late = await refusalIn(
      await asks(hub, {number: someNumber(), when: {kind: 'slot', startsAt: opensAt + 7_200_000}}),
    );
    assert.deepEqual(late.problems, ['when slot-gone']);
    await hub.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[PK-42] a queue that is gone, or no entry point, is told as not set up', async () => {
    const hub = await hubForRequests();
    await hub.query(`update queue set active = false where id = 'billing'`);
    const refused = await refusalIn(await asks(hub));
    assert.deepEqual([refused.status, refused.code], [409, 'callbacks-not-set-up']);
    await hub.query(`update queue set active = true where id = 'billing'`);
    await hub.query(`update entry_point set active = false where id = 'billing-line'`);
    assert.equal((await refusalIn(await asks(hub))).code, 'callbacks-not-set-up');
    await hub.stop();
    assert.deepEqual(errorsOf(hub), []);
  });
});

function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
}

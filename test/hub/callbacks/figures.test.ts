import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {countCallback, listFigures} from '../../../hub/callbacks/callback-figures.ts';
import {insertCallback} from '../../../hub/callbacks/callback-store.ts';
import {applyToCallback} from '../../../hub/callbacks/apply-to-callback.ts';
import {sweepCallbacks} from '../../../hub/store/housekeeping.ts';
import type {CallbackFigures} from '../../../src/api/wire/callback-inbox.ts';
import {CALLBACK_COUNTS, type CallbackCounts, NO_COUNTS, addCounts} from '../../../src/domain/callback-figures.ts';
import type {Callback} from '../../../src/domain/callback.ts';
import {type TestDesk, type TestPhone, connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {accept, becomeAvailable, errorsOf} from '../desk/scenes.ts';
import {type Person, endAll, person, phoneRings} from '../parties/scenes.ts';
import {signedIn} from '../organisation/people.ts';
import {CUSTOMER, becomesDue, changedTo, hubForCallbacks, offered, schedules} from './callback-world.ts';

const HOUR_MS = 3_600_000;

describe('the figures of callbacks', {timeout: 120_000}, () => {
  let hub: TestHub;
  let phone: TestPhone;
  let sofia: TestDesk;
  let anna: Person;

  before(async () => {
    hub = await hubForCallbacks();
    phone = await connectPhone(hub, CUSTOMER);
    sofia = await signedIn(hub, 'sofia', {name: 'Sofia', roles: ['supervisor']});
  });

  beforeEach(async () => {
    anna = await person(hub);
    await hub.query('delete from callback_figure');
  });

  afterEach(async () => {
    await endAll(hub);
    await anna.stop();
    await hub.query('delete from callback');
  });

  after(async () => {
    await phone?.stop();
    await sofia?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  const ask = (queueId: string | null = null): Promise<CallbackFigures> => {
    const slot = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
    return sofia.hub.ask('ListCallbackFigures', {queueId, fromAt: slot - HOUR_MS, toAt: slot + 2 * HOUR_MS});
  };
  const sum = async (queueId: string | null = null): Promise<Partial<CallbackCounts>> => {
    const {slots} = await ask(queueId);
    const total = slots.reduce<CallbackCounts>((one, other) => addCounts(one, other), NO_COUNTS);
    return Object.fromEntries(Object.entries(total).filter(([, value]) => value > 0));
  };
  const direct = (queueId: string, now: number): Callback => ({
    ...{id: crypto.randomUUID(), kind: 'direct', source: 'call', status: 'queued', reason: '', queueId, attempts: 0},
    customer: {number: CUSTOMER, name: null},
    ...{assigneeId: null, createdBy: null, time: null, zone: 'UTC', fromContactId: null},
    window: {startsAt: now, endsAt: now},
    ...{contactId: crypto.randomUUID(), createdAt: now, version: 1},
  });

  it('[DC-28] [PK-86] what is made, kept and cancelled is counted where it is decided, by queue', async () => {
    await schedules(anna, {assigneeId: anna.agentId, queueId: 'support'});
    const cancelled = await schedules(anna);
    const kept = await schedules(anna);
    assert.deepEqual(await sum(), {personal: 1, scheduled: 2});
    await anna.hub.send('DeleteCallback', {callbackId: cancelled, version: 1});
    await becomeAvailable(anna);
    await becomesDue(hub, kept);
    const rings = phone.states.all.length;
    const ring = await offered(anna);
    await accept(anna, ring);
    await phone.client.send('AnswerCall', {callId: await phoneRings(phone, rings)});
    await changedTo(anna, kept, ({status}) => status === 'kept');
    assert.deepEqual(await sum(), {personal: 1, scheduled: 2, cancelled: 1, kept: 1});
    assert.deepEqual(await sum('support'), {personal: 1});
    const {queues} = await ask();
    assert.deepEqual(
      queues.map(({id, kept: done}) => [id, done]),
      [
        ['billing', 1],
        ['support', 0],
      ],
    );
  });

  it('[DC-28] [PK-86] of a direct one that is kept the time is counted that its customer did not wait on the line', async () => {
    const made = await hub.store.decide(async (work) => {
      await countCallback(work, 'billing', 'offered');
      const callback = direct('billing', work.now - 600_000);
      await insertCallback(work, callback);
      return callback;
    });
    const reach = () =>
      hub.store.decide((work) =>
        applyToCallback(work, made, {type: 'reached', contactId: made.contactId ?? ''}, 'phone'),
      );
    await reach();
    const {savedMs = 0, ...counts} = await sum();
    assert.deepEqual(counts, {offered: 1, accepted: 1, kept: 1});
    assert.equal(savedMs >= 600_000 && savedMs < 660_000, true, String(savedMs));
  });

  it('[PK-87] what is rolled back or decided again is counted once, and what several count at once is all there', async () => {
    let attempts = 0;
    const thrown = hub.store.decide(async (work) => {
      attempts += 1;
      await countCallback(work, 'billing', 'offered');
      throw new RangeError('changed my mind');
    });
    await assert.rejects(thrown, RangeError);
    assert.equal(attempts, 1);
    assert.deepEqual(await sum(), {});
    await Promise.all(
      Array.from({length: 60}, (_unused, at) =>
        hub.store.decide(async (work) => {
          await countCallback(work, at % 2 === 0 ? 'billing' : 'support', 'offered');
          await countCallback(work, at % 2 === 0 ? 'support' : 'billing', 'accepted');
        }),
      ),
    );
    assert.deepEqual(await sum(), {offered: 60, accepted: 60});
    assert.deepEqual(await sum('billing'), {offered: 30, accepted: 30});
  });

  it('[PK-87] nobody waits for another one’s count, in whatever order', async () => {
    const {promise: counted, resolve: hold} = Promise.withResolvers<void>();
    const {promise: released, resolve: release} = Promise.withResolvers<void>();
    const first = hub.store.decide(async (work) => {
      await countCallback(work, 'billing', 'offered');
      hold();
      await released;
      await countCallback(work, 'support', 'offered');
    });
    await counted;
    // It comes back while the first one has not committed.
    await hub.store.decide(async (work) => {
      await countCallback(work, 'support', 'offered');
      await countCallback(work, 'billing', 'offered');
    });
    release();
    await first;
    assert.deepEqual(await sum(), {offered: 4});
  });

  it('[PK-88] the rows of a day that is over become one, and say the same', async () => {
    const old = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 48 * HOUR_MS);
    for (const writer of [1, 2, 3])
      await hub.query(
        `insert into callback_figure (queue_id, begins_at, writer, kept, saved_ms) values ('billing', $1, $2, $2, 1000)`,
        [old, writer],
      );
    await sweepCallbacks(hub.store.db, HOUR_MS);
    await hub.query(
      `insert into callback_figure (queue_id, begins_at, writer, kept, saved_ms) values ('billing', $1, 9, 4, 500)`,
      [old],
    );
    await sweepCallbacks(hub.store.db, HOUR_MS);
    assert.deepEqual(await hub.query('select writer, kept, saved_ms from callback_figure'), [
      {writer: 0, kept: 10, saved_ms: 3_500},
    ]);
    const question = {queueId: null, fromAt: old.getTime(), toAt: old.getTime() + HOUR_MS};
    const {slots} = await hub.store.decide((work) => listFigures(work, question));
    assert.deepEqual(slots, [{...NO_COUNTS, beginsAt: old.getTime(), kept: 10, savedMs: 3_500}]);
  });

  it('[PK-86] every count has its column, and agents may not ask', async () => {
    for (const what of CALLBACK_COUNTS) await hub.store.decide((work) => countCallback(work, 'billing', what, 10));
    const {savedMs, ...counts} = await sum();
    assert.deepEqual(counts, Object.fromEntries(CALLBACK_COUNTS.map((what) => [what, 1])));
    assert.equal(savedMs, CALLBACK_COUNTS.length * 10);
    await assert.rejects(anna.hub.ask('ListCallbackFigures', {queueId: null, fromAt: 0, toAt: HOUR_MS}));
    await assert.rejects(sofia.hub.ask('ListCallbackFigures', {queueId: null, fromAt: 0, toAt: 33 * 24 * HOUR_MS}));
  });
});

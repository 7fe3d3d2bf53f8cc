import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {accept, becomeAvailable, errorsOf} from '../desk/scenes.ts';
import {endAll, person, phoneRings} from '../parties/scenes.ts';
import {offered} from './callback-world.ts';
import {
  CUSTOMER,
  cancels,
  counts,
  forgetAll,
  formFor,
  hubForRequests,
  progress,
  receiptFor,
  refusalIn,
  send,
} from './request-world.ts';

describe('a number that is promised a callback', {timeout: 120_000}, () => {
  let hub: TestHub;
  const connected: {stop(): Promise<void>}[] = [];

  before(async () => {
    hub = await hubForRequests();
  });

  afterEach(async () => {
    for (const each of connected.splice(0)) await each.stop();
    await forgetAll(hub);
    await endAll(hub);
  });

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[PK-47] is promised no second one: who asks again is answered alike and learns nothing of the first', async () => {
    const {slots} = await formFor(hub);
    const [slot, later] = [slots[3], slots[4]];
    assert.ok(slot !== undefined && later !== undefined);
    const first = await receiptFor(hub, {when: {kind: 'slot', startsAt: slot.startsAt}, reason: 'Mine'});
    const theirs = {name: 'Somebody Else', reason: 'Theirs', when: {kind: 'slot', startsAt: later.startsAt}} as const;
    const known = await receiptFor(hub, theirs);
    const unknown = await receiptFor(hub, {...theirs, number: '+12015550188'});
    assert.deepEqual(await counts(hub), {callbacks: 2, requests: 3, mails: 0});
    const blind = ({progress: told}: typeof known) => ({...told, number: told.number.slice(0, -4)});
    assert.deepEqual(blind(known), blind(unknown));
    assert.notEqual(known.token, first.token);
    const [row] = await hub.query('select name, reason from callback where number = $1', [CUSTOMER]);
    assert.deepEqual(row, {name: 'Ada Nkemelu', reason: 'Mine'});
  });

  it('[PK-47] by two requests at the same moment is promised one', async () => {
    await Promise.all([1, 2, 3, 4, 5].map(() => receiptFor(hub)));
    assert.deepEqual(await counts(hub), {callbacks: 1, requests: 5, mails: 0});
  });

  it('[PK-47] is called off by the first request alone; the other takes back itself', async () => {
    const first = await receiptFor(hub);
    const second = await receiptFor(hub);
    assert.equal((await cancels(hub, second.token)).status, 'cancelled');
    assert.equal((await progress(hub, first.token)).status, 'waiting');
    assert.equal((await cancels(hub, first.token)).status, 'cancelled');
    const fourth = await receiptFor(hub);
    assert.equal(fourth.progress.status, 'waiting');
    assert.equal((await counts(hub))?.callbacks, 2);
  });

  it('[PK-112] is called at the earliest time that anybody asks for; each sees their own, whoever came first', async () => {
    const {early, late} = await twoSlots();
    const stranger = await receiptFor(hub, {when: late});
    const before = await progress(hub, stranger.token);
    const second = await receiptFor(hub, {when: early});
    assert.deepEqual(await promised(), [{status: 'scheduled', starts_at: early.startsAt}]);
    const third = await receiptFor(hub, {when: late});
    assert.deepEqual(await promised(), [{status: 'scheduled', starts_at: early.startsAt}], 'it is never delayed');
    const now = await receiptFor(hub, {when: {kind: 'now'}});
    await isQueued();
    assert.equal((await counts(hub))?.callbacks, 1);
    assert.deepEqual(await progress(hub, stranger.token), before);
    assert.deepEqual(
      await Promise.all([second, third, now].map(async ({token}) => (await progress(hub, token)).status)),
      ['scheduled', 'scheduled', 'waiting'],
    );
  });

  it('[PK-112] and a wish for now is answered as of a number that nobody asked for, whatever stood before', async () => {
    const {late} = await twoSlots();
    const unknown = await receiptFor(hub, {number: '+12015550188'});
    await forgetAll(hub);
    const stranger = await receiptFor(hub, {when: late});
    const known = await receiptFor(hub);
    assert.notEqual(known.token, stranger.token);
    const blind = ({progress: told}: typeof known) => ({...told, number: told.number.slice(0, -4)});
    assert.deepEqual(blind(known), blind(unknown));
  });

  it('[PK-112] what an agent has moved is brought forward too, and goes back to where they moved it', async () => {
    const {early, late} = await twoSlots();
    const first = await receiptFor(hub, {when: early});
    await hub.query('update callback set starts_at = $1, ends_at = $2, due_at = $1', [
      new Date(late.startsAt),
      new Date(late.startsAt + 1_800_000),
    ]);
    const moved = await progress(hub, first.token);
    const now = await receiptFor(hub);
    await isQueued();
    assert.deepEqual(await progress(hub, first.token), moved);
    await cancels(hub, now.token);
    assert.deepEqual(await promised(), [{status: 'scheduled', starts_at: late.startsAt}]);
    assert.deepEqual(await progress(hub, first.token), moved);
  });

  it('[PK-98] whose first request is taken back is called for the earliest of those that stand, at the time that one asked for', async () => {
    const {early, late} = await twoSlots();
    const first = await receiptFor(hub, {when: late});
    const second = await receiptFor(hub, {when: early});
    const third = await receiptFor(hub, {when: {kind: 'now'}});
    await isQueued();
    assert.equal((await cancels(hub, third.token)).status, 'cancelled');
    assert.deepEqual(await promised(), [{status: 'scheduled', starts_at: early.startsAt}]);
    assert.deepEqual(
      [(await progress(hub, first.token)).status, (await progress(hub, second.token)).status],
      ['scheduled', 'scheduled'],
    );
    assert.equal((await cancels(hub, second.token)).status, 'cancelled');
    assert.deepEqual(await promised(), [{status: 'scheduled', starts_at: late.startsAt}]);
    assert.equal((await cancels(hub, first.token)).status, 'cancelled');
    assert.deepEqual(await hub.query('select status from callback'), [{status: 'cancelled'}]);
    assert.deepEqual(await hub.query(`select 1 from contact where kind = 'callback' and status <> 'ended'`), []);
  });

  it('[PK-98] who takes theirs back twice takes nothing from whom it went to', async () => {
    const first = await receiptFor(hub);
    const second = await receiptFor(hub);
    for (let n = 0; n < 2; n += 1) assert.equal((await cancels(hub, first.token)).status, 'cancelled');
    assert.equal((await progress(hub, second.token)).status, 'waiting');
  });

  it('[PK-98] what rings for one who takes it back stops, and the next is called at their own time', async () => {
    const {late} = await twoSlots();
    await receiptFor(hub, {when: late});
    const anna = await person(hub);
    connected.push(anna);
    await becomeAvailable(anna);
    const from = anna.events.all.length;
    const now = await receiptFor(hub);
    await offered(anna, from);
    assert.equal((await cancels(hub, now.token)).status, 'cancelled');
    await anna.events.find('it is taken back', (each) => each.type === 'OfferWithdrawn', from);
    assert.deepEqual(await promised(), [{status: 'scheduled', starts_at: late.startsAt}]);
  });

  it('[PK-220] [PK-98] [PK-99] put off because of the hour, it stays so for who joined it and whose time has come meanwhile, and is not given up', async () => {
    const {early, late} = await twoSlots();
    const first = await receiptFor(hub, {when: early});
    const second = await receiptFor(hub, {when: late});
    // As if both had asked for times of yesterday evening, and it had been nobody's turn before night.
    await hub.query(
      `update callback_request set starts_at = starts_at - interval '2 days', ends_at = ends_at - interval '2 days'`,
    );
    await hub.query(
      `update callback set starts_at = starts_at - interval '2 days', due_at = now() + interval '1 hour',
         ends_at = now() + interval '1 hour', expires_at = now() + interval '2 hours'`,
    );
    assert.equal((await cancels(hub, first.token)).status, 'cancelled');
    const [row] = await hub.query(
      `select status, due_at > now() + interval '59 minutes' as later, expires_at = due_at + interval '1 hour' as hour from callback`,
    );
    assert.deepEqual(row, {status: 'scheduled', later: true, hour: true});
    assert.equal((await progress(hub, second.token)).cancellable, true);
  });

  it('[PK-228] [PK-98] what an agent has moved to a later day is kept at once for who joined it and whose time has come meanwhile', async () => {
    const {early, late} = await twoSlots();
    const first = await receiptFor(hub, {when: early});
    await receiptFor(hub, {when: late});
    await hub.query(
      `update callback set starts_at = now() + interval '7 days', due_at = now() + interval '7 days', ends_at = now() + interval '8 days'`,
    );
    await hub.query(
      `update callback_request set starts_at = now() - interval '1 minute', ends_at = now() + interval '1 hour'`,
    );
    assert.equal((await cancels(hub, first.token)).status, 'cancelled');
    await isQueued();
  });

  it('[PK-226] [PK-112] who wants to be called at once has as long as any, however old the callback that they bring forward', async () => {
    const {late} = await twoSlots();
    await receiptFor(hub, {when: late});
    await hub.query(`update callback set created_at = now() - interval '8 days'`);
    const now = await receiptFor(hub);
    await isQueued();
    const [row] = await hub.query(`select status, expires_at > now() + interval '6 days' as week from callback`);
    assert.deepEqual(row, {status: 'queued', week: true});
    assert.equal((await progress(hub, now.token)).status, 'waiting');
  });

  it('[PK-98] taken back and asked for at the same moment, somebody is called for whoever stands', async () => {
    for (let n = 0; n < 5; n += 1) {
      const first = await receiptFor(hub);
      const [, second] = await Promise.all([cancels(hub, first.token), receiptFor(hub)]);
      assert.equal((await progress(hub, second.token)).status, 'waiting');
      await forgetAll(hub);
    }
  });

  async function twoSlots() {
    const {slots} = await formFor(hub);
    const [early, late] = [slots[2], slots[5]];
    assert.ok(early !== undefined && late !== undefined);
    return {
      early: {kind: 'slot', startsAt: early.startsAt},
      late: {kind: 'slot', startsAt: late.startsAt},
    } as const;
  }

  function promised() {
    return hub.query('select status, starts_at from callback');
  }

  /** By the hub itself, a moment after somebody asked to be called now. */
  async function isQueued(): Promise<void> {
    const queued = async () => (await hub.query(`select 1 from callback where status = 'queued'`)).length > 0;
    for (const until = AbortSignal.timeout(10_000); !(await queued());) until.throwIfAborted();
  }

  it('[PK-48] [PK-8] is called off in every state until somebody speaks, twice too, and what rings stops', async () => {
    const {slots} = await formFor(hub);
    const slot = slots[0];
    assert.ok(slot !== undefined);
    const scheduled = await receiptFor(hub, {when: {kind: 'slot', startsAt: slot.startsAt}});
    assert.equal((await cancels(hub, scheduled.token)).status, 'cancelled');
    const again = await cancels(hub, scheduled.token);
    assert.deepEqual([again.status, again.cancellable], ['cancelled', false]);

    const anna = await person(hub);
    connected.push(anna);
    await becomeAvailable(anna);
    const from = anna.events.all.length;
    const ringing = await receiptFor(hub);
    const ring = await offered(anna, from);
    assert.equal((await cancels(hub, ringing.token)).status, 'cancelled');
    await anna.events.find('it is taken back', (each) => each.type === 'OfferWithdrawn', from);
    const [row] = await hub.query('select status, end_reason as why from contact where id = $1', [ring.contact.id]);
    assert.deepEqual(row, {status: 'ended', why: 'withdrawn'});
  });

  it('[PK-48] what is over stays as it was, and a token that is wrong opens nothing', async () => {
    const {token} = await receiptFor(hub);
    for (const [status, told] of [
      ['kept', 'talked'],
      ['unreached', 'unreached'],
      ['expired', 'late'],
    ] as const) {
      await hub.query(
        `update callback set status = $1, due_at = null, contact_id = null, closed_at = coalesce(closed_at, now())`,
        [status],
      );
      assert.equal((await cancels(hub, token)).status, told);
    }
    const wrong = [`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, 'x', '', `${token}x`];
    for (const each of wrong)
      for (const [method, path] of [
        ['GET', '/status'],
        ['POST', '/cancel'],
      ] as const) {
        const refused = await refusalIn(await send(hub, method, path, undefined, {token: each}));
        assert.deepEqual([refused.status, refused.code], [404, 'not-found']);
      }
  });

  it('[PK-48] stops the customer’s own telephone while it rings, and the agent is free again', async () => {
    const phone = await connectPhone(hub, CUSTOMER);
    connected.push(phone);
    const anna = await person(hub);
    connected.push(anna);
    await becomeAvailable(anna);
    const from = anna.events.all.length;
    const {token} = await receiptFor(hub);
    const ring = await offered(anna, from);
    await accept(anna, ring);
    await phoneRings(phone);
    const at = phone.states.all.length;
    assert.equal((await cancels(hub, token)).status, 'cancelled');
    await phone.states.find('it rings no more', (state) => state.call?.status !== 'ringing', at);
  });
});

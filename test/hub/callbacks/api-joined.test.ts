import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {applyToCallback} from '../../../hub/callbacks/apply-to-callback.ts';
import {lockCallback} from '../../../hub/callbacks/callback-store.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {becomeAvailable, errorsOf} from '../desk/scenes.ts';
import {type Answer, type Integrator, integrator, someKey} from '../digital/scenes.ts';
import {described} from '../digital/described.ts';
import {until} from '../flows/scenes.ts';
import {signedIn} from '../organisation/people.ts';
import {endAll, person} from '../parties/scenes.ts';
import {becomesDue, offered, wish} from './callback-world.ts';
import {CUSTOMER, cancels, forgetAll, formFor, hubForRequests, progress, receiptFor} from './request-world.ts';

const PATH = '/api/callbacks';
const ELSEWHERE = '+12015550188';

describe('a callback of another system that visitors have joined', {timeout: 120_000}, () => {
  let hub: TestHub;
  let bot: Integrator;
  const connected: {stop(): Promise<void>}[] = [];

  before(async () => {
    hub = await hubForRequests();
    bot = await integrator(hub);
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

  async function brings(): Promise<string> {
    const {date, start, end, zone} = wish();
    const body = {
      ...{source: 'voice-bot', queue: 'billing', number: CUSTOMER, name: 'Ada Nkemelu', reason: 'Order'},
      time: {zone, date, start, end},
    };
    const answer = await bot.send('POST', PATH, body, someKey());
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return String(answer.body['id']);
  }

  async function changes(id: string, change: object): Promise<Answer> {
    const {headers} = await bot.send('GET', `${PATH}/${id}`);
    return bot.send('PATCH', `${PATH}/${id}`, change, {'if-match': headers.get('etag') ?? ''});
  }

  async function lateSlot() {
    const slot = (await formFor(hub)).slots.at(-1);
    assert.ok(slot !== undefined);
    return {kind: 'slot', startsAt: slot.startsAt} as const;
  }

  function openOnes() {
    return hub.query<{id: string; number: string; starts_at: number; source: string}>(
      `select id, number, starts_at, source from callback where status in ('scheduled', 'queued')`,
    );
  }

  it('[PK-125] keeps its number while one of them stands; all else is changed, and the number once none does', async () => {
    const id = await brings();
    const visitor = await receiptFor(hub, {when: await lateSlot()});
    const refused = await changes(id, {number: ELSEWHERE});
    assert.deepEqual([refused.status, refused.body['code']], [409, 'callback-joined']);
    described(`${PATH}/{id}`, 'patch', refused);
    assert.equal(JSON.stringify(refused.body).includes(CUSTOMER.slice(-4)), false);
    assert.deepEqual(
      (await openOnes()).map(({number}) => number),
      [CUSTOMER],
    );
    assert.equal((await changes(id, {reason: 'Other', number: CUSTOMER})).status, 200);
    assert.deepEqual(await progress(hub, visitor.token), visitor.progress);
    await cancels(hub, visitor.token);
    assert.equal((await changes(id, {number: ELSEWHERE})).status, 200);
  });

  it('[PK-125] changed and asked for at the same moment, somebody is called at the number that a visitor wrote', async () => {
    for (let n = 0; n < 5; n += 1) {
      const id = await brings();
      const [, visitor] = await Promise.all([changes(id, {number: ELSEWHERE}), receiptFor(hub)]);
      const rows = await hub.query(
        `select callback.number from callback_request join callback on callback.id = callback_id where token_hash is not null`,
      );
      assert.deepEqual(rows, [{number: CUSTOMER}]);
      assert.equal((await progress(hub, visitor.token)).status, 'waiting');
      await forgetAll(hub);
    }
  });

  it('[PK-125] two that exchange their numbers at the same moment do not wait on each other', async () => {
    const id = await brings();
    const {date, start, end, zone} = wish();
    const second = await bot.send(
      'POST',
      PATH,
      {source: 'web', queue: 'billing', number: ELSEWHERE, name: 'Bob B', time: {zone, date, start, end}},
      someKey(),
    );
    const answers = await Promise.all([
      changes(id, {number: ELSEWHERE}),
      changes(String(second.body['id']), {number: CUSTOMER}),
    ]);
    assert.deepEqual(
      answers.map(({body: {code}}) => code),
      ['callback-open', 'callback-open'],
    );
  });

  it('[PK-126] cancelled by its system, is kept for the visitor at the visitor’s time, and is no longer the system’s', async () => {
    const id = await brings();
    const when = await lateSlot();
    const visitor = await receiptFor(hub, {when});
    for (let n = 0; n < 2; n += 1) {
      const cancelled = await bot.send('POST', `${PATH}/${id}/cancel`);
      assert.deepEqual(
        [cancelled.status, cancelled.body['status'], cancelled.body['cancelledBy']],
        [200, 'cancelled', 'customer'],
      );
    }
    const [left, ...more] = await openOnes();
    assert.ok(left !== undefined);
    assert.deepEqual(
      [left.number, left.starts_at, left.source, more.length],
      [CUSTOMER, when.startsAt, 'web', 0],
      'one goes on',
    );
    assert.deepEqual(await progress(hub, visitor.token), visitor.progress);
    assert.equal((await bot.send('GET', `${PATH}/${left.id}`)).status, 404);
    const {body} = await bot.send('GET', `${PATH}/${id}`);
    assert.equal(Date.parse(String(body['startsAt'])) === when.startsAt, false, 'it learns nothing of the visitor');
    assert.equal((await changes(id, {reason: 'Other'})).body['code'], 'callback-gone');
    assert.equal((await cancels(hub, visitor.token)).status, 'cancelled');
    assert.deepEqual(await openOnes(), []);
  });

  it('[PK-126] goes to the earliest of several who stand, and from them to the next', async () => {
    const id = await brings();
    const when = await lateSlot();
    const gone = await receiptFor(hub);
    const later = await receiptFor(hub, {when});
    const soon = await receiptFor(hub);
    await cancels(hub, gone.token);
    await bot.send('POST', `${PATH}/${id}/cancel`);
    assert.equal((await progress(hub, gone.token)).status, 'cancelled');
    assert.equal((await progress(hub, soon.token)).status, 'waiting');
    assert.deepEqual(await progress(hub, later.token), later.progress);
    await cancels(hub, soon.token);
    assert.deepEqual(
      (await openOnes()).map(({starts_at: at}) => at),
      [when.startsAt],
    );
    assert.deepEqual(await progress(hub, later.token), later.progress);
  });

  it('[PK-228] [PK-126] cancelled by its system long before its time, is kept at once for who wants it now', async () => {
    const id = await brings();
    const visitor = await receiptFor(hub);
    await bot.send('POST', `${PATH}/${id}/cancel`);
    await until(hub, 'it waits for whoever is free', `exists (select 1 from callback where status = 'queued')`, []);
    const [left] = await hub.query(
      `select callback.expires_at - callback_request.created_at = interval '7 days' as week
       from callback join callback_request on callback_id = callback.id where callback.status = 'queued'`,
    );
    assert.deepEqual(left, {week: true});
    assert.equal((await progress(hub, visitor.token)).status, 'waiting');
  });

  it('[PK-126] what rings goes on for who wants it now, and stops for who wants it later', async () => {
    const anna = await person(hub);
    connected.push(anna);
    await becomeAvailable(anna);
    const id = await brings();
    await becomesDue(hub, id);
    const ring = await offered(anna);
    await receiptFor(hub);
    await bot.send('POST', `${PATH}/${id}/cancel`);
    const [left] = await hub.query(
      `select contact.id, contact.status from callback join contact on contact.id = contact_id where callback.status = 'queued'`,
    );
    assert.deepEqual(left, {id: ring.contact.id, status: 'offered'});
    await forgetAll(hub);
    const from = anna.events.all.length;
    await becomeAvailable(anna);
    const second = await brings();
    await becomesDue(hub, second);
    await offered(anna, from);
    const later = await receiptFor(hub, {when: await lateSlot()});
    await bot.send('POST', `${PATH}/${second}/cancel`);
    await anna.events.find('it is taken back', (each) => each.type === 'OfferWithdrawn', from);
    assert.deepEqual(await progress(hub, later.token), later.progress);
  });

  it('[PK-126] cancelled and asked for at the same moment, somebody is called for the visitor', async () => {
    for (let n = 0; n < 5; n += 1) {
      const id = await brings();
      const [, visitor] = await Promise.all([bot.send('POST', `${PATH}/${id}/cancel`), receiptFor(hub)]);
      assert.equal((await progress(hub, visitor.token)).status, 'waiting');
      await forgetAll(hub);
    }
  });

  it('[PK-127] cancelled by a supervisor, is cancelled for all who joined it, and they may ask again', async () => {
    const id = await brings();
    const visitor = await receiptFor(hub);
    const sofia = await signedIn(hub, 'sofia', {name: 'Sofia', roles: ['supervisor']});
    connected.push(sofia);
    assert.equal((await sofia.hub.send('CancelCallback', {callbackId: id, version: 1})).status, 'done');
    assert.equal((await progress(hub, visitor.token)).status, 'cancelled');
    assert.deepEqual(await openOnes(), []);
    assert.equal((await receiptFor(hub)).progress.status, 'waiting');
  });

  it('[PK-127] who asks while it is being cancelled joins nothing that is over, and is called', async () => {
    const id = await brings();
    const held = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const cancelling = hub.store.decide(async (work) => {
      const callback = await lockCallback(work, id);
      assert.ok(callback);
      await applyToCallback(work, callback, {type: 'cancel', by: 'supervisor'}, 'agent:sofia');
      locked.resolve();
      await held.promise;
    });
    await locked.promise;
    const asked = receiptFor(hub);
    await until(
      hub,
      'they wait for it',
      `exists (select 1 from pg_locks where not granted and pid in (select pid from pg_stat_activity where datname = current_database()))`,
      [],
    );
    held.resolve();
    await cancelling;
    const {token, progress: told} = await asked;
    assert.equal(told.status, 'waiting');
    assert.equal((await progress(hub, token)).status, 'waiting');
    assert.equal((await openOnes()).length, 1);
  });
});

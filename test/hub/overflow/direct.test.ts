import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import {applyToContact} from '../../../hub/contacts/apply.ts';
import {lockContact} from '../../../hub/store/contact-store.ts';
import {customerOf} from '../../../src/domain/contact.ts';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {offered, stored} from '../callbacks/callback-world.ts';
import {accept, becomeAvailable, becomeIdle, customerCalls, errorsOf, finish, offerOf} from '../desk/scenes.ts';
import {hangUp, read} from '../flows/scenes.ts';
import {type Person, endAll, person} from '../parties/scenes.ts';
import {
  CALLBACK_AT_ONCE,
  callbacksOf,
  leavesLine,
  menuOf,
  overflowingHub,
  takesCallback,
  tellMenu,
  ONE,
  TIME_OUT,
} from './overflow-world.ts';

const CALLER = '+12015550178';

describe('a direct callback', {timeout: 120_000}, () => {
  let hub: TestHub;
  let phone: TestPhone;
  let anna: Person;

  before(async () => {
    hub = await overflowingHub({billing: CALLBACK_AT_ONCE});
    phone = await connectPhone(hub, CALLER);
    anna = await person(hub);
  });

  afterEach(async () => {
    await becomeIdle(anna);
    await endAll(hub);
    await hub.query('delete from callback');
    await hub.query('delete from callback_figure');
  });

  after(async () => {
    await phone?.stop();
    await anna?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  /** Somebody else waits, and then the caller. */
  async function waits(): Promise<{readonly ahead: string; readonly contactId: string}> {
    const ahead = await customerCalls(hub);
    return {ahead, contactId: await customerCalls(hub, {from: CALLER, name: 'Ada Nkemelu', data: {tier: 'Gold'}})};
  }

  it('[CB-2] [DC-14] [DC-18] [DC-20] [DC-21] [DC-27] is promised by the key, and keeps the place, the priority and the variables', async () => {
    const {contactId} = await waits();
    const before = await read(hub, contactId);
    const promised = await takesCallback(hub, contactId);
    assert.equal(promised.announcement?.sound, 'callback-promised.en');
    const [callback] = await callbacksOf(hub, CALLER);
    assert.deepEqual(
      {...callback, id: ''},
      {id: '', kind: 'direct', source: 'call', status: 'queued', contact_id: contactId, attempts: 0},
    );
    await leavesLine(hub, contactId);
    const contact = await read(hub, contactId);
    for (const name of ['enqueuedAt', 'priority', 'queue', 'variables', 'dnis'] as const)
      assert.deepEqual(contact[name], before[name], name);
    assert.deepEqual([contact.kind, contact.status, customerOf(contact)?.status], ['callback', 'waiting', 'invited']);
    assert.equal(await menuOf(hub, contactId), null);
  });

  it('[DC-20] counts as taken from the key on: who hangs up in the goodbye is called all the same', async () => {
    const {contactId} = await waits();
    await takesCallback(hub, contactId);
    await hangUp(hub, contactId);
    const contact = await read(hub, contactId);
    assert.deepEqual([contact.status, customerOf(contact)?.status], ['waiting', 'invited']);
    // And who hangs up before it is not.
    const {contactId: other} = await waits();
    await tellMenu(hub, other, TIME_OUT);
    await hangUp(hub, other);
    assert.equal((await read(hub, other)).status, 'ended');
    assert.equal((await callbacksOf(hub, CALLER)).length, 1);
  });

  it('[PK-22] is offered to nobody while its caller still hears that they will be called', async () => {
    const {ahead, contactId} = await waits();
    await hangUp(hub, ahead);
    await takesCallback(hub, contactId);
    await becomeAvailable(anna);
    for (let turn = 0; turn < 50; turn += 1) {
      await hub.query(`select pg_notify('cordboard_wake', 'route-contact:' || $1)`, [contactId]);
      await immediate();
    }
    assert.equal((await read(hub, contactId)).status, 'waiting');
    const from = anna.events.all.length;
    await leavesLine(hub, contactId);
    assert.equal((await offered(anna, from)).contact.id, contactId);
  });

  it('[DC-22] [DC-28] [DC-23] [DC-24] [DC-25] [DC-26] comes when it is first, rings as a callback, is dialled once it is accepted, and they speak', async () => {
    const {ahead, contactId} = await waits();
    await takesCallback(hub, contactId);
    await leavesLine(hub, contactId);
    const behind = await customerCalls(hub);
    await becomeAvailable(anna);
    const first = await offerOf(anna, ahead);
    await accept(anna, first);
    const from = anna.events.all.length;
    const states = phone.states.all.length;
    await finish(anna, ahead);
    const ring = await offered(anna, from);
    assert.deepEqual([ring.contact.id, ring.contact.kind], [contactId, 'callback']);
    // Nothing is dialled before: the customer's telephone is quiet.
    assert.ok(phone.states.all.slice(states).every(({call}) => call?.status !== 'ringing'));
    await accept(anna, ring);
    const rung = await phone.states.find('it rings', ({call}) => call?.status === 'ringing', states);
    assert.deepEqual([rung.call?.direction, rung.call?.callId], ['incoming', contactId]);
    await phone.client.send('AnswerCall', {callId: contactId});
    await anna.event('ContactConnected', from);
    const [kept] = await callbacksOf(hub, CALLER);
    assert.equal(kept?.status, 'kept');
    const [counted] = await hub.query<{offered: number; accepted: number; kept: number; saved: boolean}>(
      `select sum(offered)::int as offered, sum(accepted)::int as accepted, sum(kept)::int as kept, sum(saved_ms) > 0 as saved
       from callback_figure where queue_id = 'billing'`,
    );
    assert.deepEqual(counted, {offered: 1, accepted: 1, kept: 1, saved: true});
    await finish(anna, contactId);
    assert.equal((await offerOf(anna, behind, from)).contact.kind, 'ordinary');
  });

  it('[CB-17] [DC-27] [PK-23] that nobody answers is tried again as it was', async () => {
    const {ahead, contactId} = await waits();
    await hangUp(hub, ahead);
    await takesCallback(hub, contactId);
    await leavesLine(hub, contactId);
    const before = await read(hub, contactId);
    await becomeAvailable(anna);
    const from = anna.events.all.length;
    await accept(anna, await offerOf(anna, contactId));
    await anna.event('ContactDialled', from);
    await hub.store.decide(async (work) => {
      const contact = await lockContact(work, contactId);
      assert.ok(contact);
      await applyToContact(work, contact, {type: 'fail-dialled', reason: 'no-answer'}, 'ContactEnded', 'timer');
    });
    const [again] = await callbacksOf(hub, CALLER);
    assert.deepEqual([again?.status, again?.attempts], ['scheduled', 1]);
    // [PK-225] [PK-229] Its queue has no hours, and so no zone; a hub of the version before reads one.
    const [known] = await hub.query('select zone, zone_unknown from callback where id = $1', [again?.id]);
    assert.deepEqual(known, {zone: 'UTC', zone_unknown: true});
    await becomeIdle(anna);
    await hub.query('update callback set due_at = now() where id = $1', [again?.id]);
    await hub.query(`select pg_notify('cordboard_wake', 'callback')`);
    for (;;) {
      const row = await stored(hub, again?.id ?? '');
      if (row?.status === 'queued') break;
      await immediate();
    }
    const [next] = await callbacksOf(hub, CALLER);
    const second = await read(hub, next?.contact_id ?? '');
    assert.notEqual(second.id, contactId);
    for (const name of ['enqueuedAt', 'priority', 'queue', 'dnis'] as const)
      assert.deepEqual(second[name], before[name], name);
    assert.deepEqual(
      second.variables.map(({name, value}) => [name, value]),
      before.variables.map(({name, value}) => [name, value]),
    );
  });

  it('[PK-21] is not offered to who cannot be called: a visitor of a web page, a number withheld', async () => {
    await customerCalls(hub);
    for (const from of ['web:7c1d', 'anonymous']) {
      const contactId = await customerCalls(hub, {from});
      assert.equal(await menuOf(hub, contactId), null);
    }
  });

  it('[DC-10] [DC-16] speaks the caller’s language, where a variable says which', async () => {
    await customerCalls(hub);
    const contactId = await customerCalls(hub, {data: {language: 'pl-PL'}});
    await tellMenu(hub, contactId, TIME_OUT);
    assert.equal((await read(hub, contactId)).announcement?.sound, 'callback-offer.pl');
    await tellMenu(hub, contactId, ONE);
    assert.equal((await read(hub, contactId)).announcement?.sound, 'callback-promised.pl');
  });
});

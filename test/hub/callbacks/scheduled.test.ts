import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {isCallLimitReached} from '../../../hub/contacts/call-limit.ts';
import {acceptOffer} from '../../../hub/routing/answer-offer.ts';
import {HubStore} from '../../../hub/store/hub-store.ts';
import {customerOf} from '../../../src/domain/contact.ts';
import {wallTimeAt} from '../../../src/domain/zone-time.ts';
import {type TestDesk, type TestPhone, connectBare, connectDesk, connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {accept, becomeAvailable, errorsOf} from '../desk/scenes.ts';
import {type Person, does, endAll, person, phoneRings, read, talking} from '../parties/scenes.ts';
import {plant} from './planted-callbacks.ts';
import {
  CUSTOMER,
  becomesDue,
  changedTo,
  hubForCallbacks,
  offered,
  problemsIn,
  schedules,
  stored,
  wish,
  zoneAtNoon,
} from './callback-world.ts';

describe('a scheduled callback', {timeout: 120_000}, () => {
  let hub: TestHub;
  let phone: TestPhone;
  let anna: Person;
  const others: TestDesk[] = [];

  before(async () => {
    hub = await hubForCallbacks({}, {retryMs: 1_000});
    phone = await connectPhone(hub, CUSTOMER);
  });

  beforeEach(async () => {
    anna = await person(hub);
  });

  afterEach(async () => {
    await endAll(hub);
    for (const each of [anna, ...others.splice(0)]) await each.stop();
    await hub.query('delete from callback');
  });

  after(async () => {
    await phone?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[CB-6] [CB-20] [CB-43] [CB-8] [CB-15] [DC-25] [DC-26] is kept: it rings at an agent when it is due, then at the customer, and both speak', async () => {
    const id = await schedules(anna);
    assert.equal((await changedTo(anna, id, () => true)).status, 'scheduled');
    await becomeAvailable(anna);
    const from = anna.events.all.length;
    await becomesDue(hub, id);
    const ring = await offered(anna, from);
    assert.equal(ring.contact.direction, 'outbound');
    assert.equal(ring.contact.queue?.id, 'billing');
    assert.equal(phone.states.all.at(-1)?.call ?? null, null, 'nobody is called before an agent has accepted');
    const rings = phone.states.all.length;
    await accept(anna, ring);
    assert.equal((await anna.event('ContactDialled', from)).contact.status, 'dialling');
    const callId = await phoneRings(phone, rings);
    await phone.client.send('AnswerCall', {callId});
    const {contact} = await anna.event('ContactConnected', from);
    assert.equal(contact.id, ring.contact.id);
    assert.equal((await changedTo(anna, id, ({status}) => status === 'kept')).attempts, 0);
    await does(anna, 'EndContact', {contactId: contact.id});
    assert.equal((await stored(hub, id))?.status, 'kept', 'what comes later changes nothing of it');
  });

  it('[CB-13] [CB-24] its call has the number, the variables and the reason of the callback entry point', async () => {
    const id = await schedules(anna);
    await becomesDue(hub, id);
    await becomeAvailable(anna);
    const {contact} = await offered(anna);
    assert.equal(contact.dnis, '+12015550100');
    const values = Object.fromEntries(contact.variables.map(({name, value}) => [name, value]));
    assert.deepEqual([values['callbackReason'], values['tier']], ['Invoice 7', 'Standard']);
    const party = customerOf(contact)?.party;
    assert.ok(party?.kind === 'customer' && party.name === 'Ada Nkemelu' && party.address.endsWith('0177'));
    assert.equal(party.address.includes('201555'), false, 'the number is masked under data protection');
  });

  it('[CB-17] who does not answer is called again after a while, three times in all', async () => {
    const id = await schedules(anna);
    await becomesDue(hub, id);
    await becomeAvailable(anna);
    let [seen, rings] = [0, phone.states.all.length];
    for (const attempt of [1, 2, 3]) {
      const ring = await offered(anna, seen);
      seen = anna.events.all.length;
      await accept(anna, ring);
      const callId = await phoneRings(phone, rings);
      rings = phone.states.all.length;
      await phone.client.send('DeclineCall', {callId});
      await changedTo(anna, id, ({attempts}) => attempts === attempt, seen);
      await does(anna, 'SubmitWrapUp', {contactId: ring.contact.id, reasonId: 'not-reached', note: ''});
    }
    assert.deepEqual(await stored(hub, id), {id, status: 'unreached', attempts: 3});
  });

  it('[CB-16] [WU-10] the agent calls it off before anybody answers, wraps up, and it is not called again', async () => {
    const id = await schedules(anna);
    await becomesDue(hub, id);
    await becomeAvailable(anna);
    const ring = await offered(anna);
    const rings = phone.states.all.length;
    await accept(anna, ring);
    await phoneRings(phone, rings);
    await does(anna, 'EndContact', {contactId: ring.contact.id});
    assert.equal((await changedTo(anna, id, ({status}) => status === 'cancelled')).cancelledBy, 'agent');
    await does(anna, 'SubmitWrapUp', {contactId: ring.contact.id, reasonId: 'not-reached', note: ''});
  });

  it('[PK-131] [CB-29] [CB-32] [CB-33] [CB-36] [CB-37] [CB-38] [CB-39] [CB-40] [CB-41] [CB-42] [CB-54] what is wrong is answered at its field, and nothing is stored', async () => {
    const now = Date.now();
    const clock = (inMs: number) => wallTimeAt('UTC', now + inMs);
    const minute = 60_000;
    const day = 24 * 60 * minute;
    const zone = zoneAtNoon(now);
    const soon = wallTimeAt(zone, now + 29 * minute);
    const in29Minutes = {date: soon.date, start: soon.time};
    const bad: readonly (readonly [Parameters<typeof wish>[0], readonly string[]])[] = [
      [{number: ''}, ['number required']],
      [{number: null}, ['number required']],
      [{number: '12345'}, ['number too-short']],
      [{number: '911'}, ['number emergency']],
      [{number: '201-555-CALL'}, ['number invalid-character']],
      [{number: '555 0123'}, ['number impossible']],
      [{number: '+1 999 555 0123'}, ['number impossible']],
      [{number: '+1 900 555 0123'}, ['number premium']],
      [{number: '+8816 3100 0000'}, ['number premium']],
      [{name: 'Al'}, ['name too-short']],
      [{name: 'x'.repeat(251)}, ['name too-long']],
      [{reason: '😀'.repeat(251)}, ['reason too-long']],
      [{date: '', start: '', end: ''}, ['date required', 'start required', 'end required']],
      [{zone: 'Europe/Atlantis'}, ['zone unknown-zone']],
      [{zone, ...in29Minutes, end: '23:59'}, ['start too-soon']],
      [{zone: 'UTC', date: clock(32 * day).date, start: '09:00', end: '10:00'}, ['date too-far']],
      [{date: '2020-01-01', start: '09:00', end: '10:00'}, ['start too-soon']],
      [{end: '00:00'}, ['end not-after-start']],
      [{queueId: 'no-such-queue'}, ['queue unknown']],
      [{queueId: ''}, ['queue unknown']],
      [{assigneeId: crypto.randomUUID()}, ['assignee unknown']],
      [{number: '1', name: '', queueId: 'nowhere'}, ['number too-short', 'name required', 'queue unknown']],
    ];
    for (const [changes, expected] of bad) {
      const reply = await anna.hub.send('ScheduleCallback', {...wish(changes, now), contactId: null});
      assert.deepEqual(
        problemsIn(reply).filter((each) => each !== 'end too-long'),
        expected,
        JSON.stringify(changes),
      );
    }
    assert.deepEqual(await hub.query('select id from callback'), []);
  });

  it('[PK-12] a command that is sent twice is one callback, and says so both times', async () => {
    const bare = await connectBare(hub.url, await hub.issuer.token(anna.subject, {name: anna.subject}));
    await bare.resume();
    const command = {...wish(), contactId: null, commandId: crypto.randomUUID()};
    const [first, again] = await Promise.all([
      bare.command('ScheduleCallback', command),
      bare.command('ScheduleCallback', command),
    ]);
    assert.deepEqual(first, again);
    assert.deepEqual(await bare.command('ScheduleCallback', command), first);
    await bare.stop();
    const [row, ...more] = await hub.query<{id: string}>('select id from callback');
    assert.deepEqual([first, more], [{status: 'done', result: {callbackId: row?.id}}, []]);
  });

  it('[CB-5] [CB-44] [CB-52] [CB-59] Manage has the callbacks of the customer of a contact, and the agent’s own', async () => {
    const own = await schedules(anna, {number: '+12015550100'});
    const ben = await person(hub);
    others.push(ben);
    const bens = await schedules(ben);
    const {callbacks} = await anna.hub.ask('ListCallbacks', {scope: {kind: 'own'}});
    assert.deepEqual(
      callbacks.map(({id, createdBy}) => [id, createdBy?.agentId]),
      [[own, anna.agentId]],
    );
    await becomeAvailable(anna);
    const rings = anna.events.all.length;
    await phone.client.send('PlaceCall', {to: '+12015550100', name: null, data: {}});
    const ring = await anna.event('ContactOffered', rings);
    await accept(anna, ring);
    const contactId = ring.contact.id;
    const ofCustomer = await anna.hub.ask('ListCallbacks', {scope: {kind: 'contact', contactId}});
    assert.deepEqual(
      ofCustomer.callbacks.map(({id}) => id),
      [bens],
    );
    assert.equal(ofCustomer.callbacks[0]?.number.includes('201555'), false);
    assert.deepEqual(await ben.hub.ask('ListCallbacks', {scope: {kind: 'contact', contactId}}), {callbacks: []});
    // [CB-5] [CB-26] In a call the number need not be known.
    const during = await schedules(anna, {number: null, contactId});
    assert.deepEqual(
      await hub.query('select number, from_contact_id as "from" from callback where id = $1', [during]),
      [{number: CUSTOMER, from: contactId}],
    );
  });

  it('[PK-116] that a customer asked for elsewhere is changed in all but its number', async () => {
    const [id = ''] = await plant(hub, [
      {name: 'Ada Nkemelu', kind: 'web', number: CUSTOMER, due: 600, assignee: anna.agentId},
    ]);
    const edits = (version: number, number: string | null) =>
      anna.hub.send('EditCallback', {
        ...wish({number, reason: 'Refund', assigneeId: anna.agentId}),
        callbackId: id,
        version,
      });
    const before = await hub.query('select * from callback');
    assert.deepEqual(problemsIn(await edits(1, '+12015550188')), ['number promised']);
    assert.deepEqual(await hub.query('select * from callback'), before);
    assert.deepEqual(await edits(1, '(201) 555-0177'), {status: 'done', result: null});
    assert.equal((await edits(2, null)).status, 'done');
    const rows = await hub.query('select number, kind, reason from callback');
    assert.deepEqual(rows, [{number: CUSTOMER, kind: 'web', reason: 'Refund'}]);
  });

  it('[CB-45] [CB-46] [PK-7] is edited and deleted by who promised it; of two who do the second is told', async () => {
    const id = await schedules(anna);
    const again = await connectDesk(hub, anna.subject);
    others.push(again);
    const change = {...wish({number: null, reason: 'Refund'}), callbackId: id, version: 1};
    assert.equal((await anna.hub.send('EditCallback', change)).status, 'done');
    const edited = await changedTo(again, id, ({version}) => version === 2);
    assert.deepEqual([edited.reason, edited.number.slice(-4)], ['Refund', '0177']);
    assert.deepEqual(await again.hub.send('EditCallback', change), {status: 'refused', code: 'callback-changed'});
    assert.deepEqual(await again.hub.send('DeleteCallback', {callbackId: id, version: 1}), {
      status: 'refused',
      code: 'callback-changed',
    });
    const ben = await person(hub);
    others.push(ben);
    assert.deepEqual(await ben.hub.send('DeleteCallback', {callbackId: id, version: 2}), {
      status: 'refused',
      code: 'callback-gone',
    });
    await does(anna, 'DeleteCallback', {callbackId: id, version: 2});
    assert.deepEqual(await anna.hub.ask('ListCallbacks', {scope: {kind: 'own'}}), {callbacks: []});
    assert.equal((await stored(hub, id))?.status, 'cancelled');
  });

  it('[PK-15] one that cannot be queued keeps nothing from the others, and is tried again', async () => {
    const failing = await schedules(anna, {name: 'Cannot be queued'});
    const fine = await schedules(anna);
    await hub.query(`create function refuse_one() returns trigger language plpgsql as $$ begin
      if new.name = 'Cannot be queued' and new.status = 'queued' then raise 'refused'; end if; return new; end $$`);
    await hub.query('create trigger refuse_one before update on callback for each row execute function refuse_one()');
    await becomesDue(hub, failing);
    await becomesDue(hub, fine);
    await changedTo(anna, fine, ({status}) => status === 'queued');
    assert.equal((await stored(hub, failing))?.status, 'scheduled');
    await hub.query('drop function refuse_one cascade');
    await changedTo(anna, failing, ({status}) => status === 'queued');
    hub.log.lines.splice(0, hub.log.lines.length);
  });

  it('[PK-16] who waits by their number alone is no call that is carried; where no more may be, the acceptance is refused and it goes on ringing', async () => {
    const id = await schedules(anna);
    await becomesDue(hub, id);
    await becomeAvailable(anna);
    const ring = await offered(anna);
    const limited = {...hub.store.settings, concurrentCallsMax: 1};
    const store = new HubStore(hub.store.db, () => limited);
    assert.equal(await store.decide(isCallLimitReached), false);
    const ben = await person(hub);
    others.push(ben);
    await talking(hub, ben);
    assert.equal(await store.decide(isCallLimitReached), true);
    const {id: offerId, fence} = ring.offer;
    const answer = {offerId, fence, agentId: anna.agentId, deskId: null, mediaProcessId: null};
    assert.equal(await store.decide((work) => acceptOffer(work, answer)), 'limit-reached');
    await accept(anna, ring);
    assert.equal((await anna.event('ContactDialled')).contact.id, ring.contact.id);
  });

  it('[PK-9] what nobody had time for is given up, said so, and nobody is called for it any more', async () => {
    const id = await schedules(anna);
    await becomesDue(hub, id);
    await changedTo(anna, id, ({status}) => status === 'queued');
    await hub.query('update callback set expires_at = now() where id = $1', [id]);
    await hub.query(`update callback set ends_at = now() - interval '1 day' where id = $1`, [id]);
    await changedTo(anna, id, ({status}) => status === 'expired');
    const [row] = await hub.query<{contact_id: string}>('select contact_id from callback where id = $1', [id]);
    assert.equal((await read(hub, row?.contact_id ?? '')).status, 'ended');
  });
});

describe('callbacks where none are set up', {timeout: 60_000}, () => {
  it('[CB-23] [CB-53] without an active callback entry point nothing is promised', async () => {
    const hub = await hubForCallbacks({}, {entryPoint: null});
    const anna = await person(hub);
    try {
      const reply = await anna.hub.send('ScheduleCallback', {...wish(), contactId: null});
      assert.deepEqual(reply, {status: 'refused', code: 'callbacks-not-set-up'});
      assert.equal((await anna.hub.ask('ListCallbackChoices', {})).ready, false);
    } finally {
      await anna.stop();
      await hub.stop();
    }
  });
});

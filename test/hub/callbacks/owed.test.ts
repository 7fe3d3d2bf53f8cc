import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import type {InboxPage, InboxQuestion} from '../../../src/api/wire/callback-inbox.ts';
import {type TestDesk, type TestPhone, connectPhone} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {accept, becomeAvailable, becomeIdle, errorsOf, offerOf} from '../desk/scenes.ts';
import {until} from '../flows/scenes.ts';
import {signedIn} from '../organisation/people.ts';
import {callbacksOf} from '../overflow/overflow-world.ts';
import {type Person, endAll, hangUp, person, phoneRings, read, talking} from '../parties/scenes.ts';
import {breakOff, comeBack, speak, timeIsUp, vanish} from './broken-calls.ts';
import {CUSTOMER, changedTo, hubForCallbacks, offered, schedules} from './callback-world.ts';

const WAITING = `exists (select 1 from contact where id = $1 and status = 'waiting')`;
const ENDED = `exists (select 1 from contact where id = $1 and status = 'ended')`;
const QUEUED = `exists (select 1 from callback where number = $1 and status = 'queued')`;
const ALL: InboxQuestion = {
  filter: {kind: null, status: null, queueId: null, whose: {kind: 'any'}, text: ''},
  ...{order: 'due', descending: false, after: null},
};

describe('a call that breaks off at both ends', {timeout: 120_000}, () => {
  let hub: TestHub;
  let phone: TestPhone;
  let sofia: TestDesk;
  let anna: Person;
  let ben: Person;

  before(async () => {
    hub = await hubForCallbacks();
    await hub.startBeside();
    phone = await connectPhone(hub, CUSTOMER);
    sofia = await signedIn(hub, 'sofia', {name: 'Sofia', roles: ['supervisor']});
  });

  beforeEach(async () => {
    anna = await person(hub);
    ben = await person(hub);
  });

  afterEach(async () => {
    await endAll(hub);
    for (const each of [anna, ben]) await each.stop();
    await hub.query('delete from callback');
    await hub.query('delete from callback_figure');
  });

  after(async () => {
    for (const each of [phone, sofia]) await each?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  /** Anna speaks with a customer. */
  async function calls(call: Parameters<typeof talking>[2] = {}): Promise<string> {
    const contactId = await talking(hub, anna, {from: CUSTOMER, name: 'Ada Nkemelu', data: {tier: 'Gold'}, ...call});
    await speak(hub, contactId, anna.agentId);
    return contactId;
  }

  /** The agent is given up, and then the customer who waits. */
  async function givenUp(contactId: string): Promise<void> {
    const {agent, customer} = await breakOff(hub, contactId, anna.agentId);
    await timeIsUp(hub, agent);
    await until(hub, 'they wait again', WAITING, [contactId]);
    await timeIsUp(hub, customer);
    await until(hub, 'they are given up', ENDED, [contactId]);
  }

  async function assigneeOf(): Promise<string | null> {
    const [row] = await hub.query<{assignee_id: string | null}>('select assignee_id from callback where number = $1', [
      CUSTOMER,
    ]);
    assert.ok(row);
    return row.assignee_id;
  }

  it('[PK-100] its customer is called once, from the front of the queue, with what the call had', async () => {
    const contactId = await calls();
    const before = await read(hub, contactId);
    await givenUp(contactId);
    await until(hub, 'it waits', QUEUED, [CUSTOMER]);
    const [callback, ...more] = await callbacksOf(hub, CUSTOMER);
    assert.deepEqual(more, []);
    assert.deepEqual([callback?.kind, callback?.source, callback?.attempts], ['direct', 'call', 0]);
    const contact = await read(hub, callback?.contact_id ?? '');
    assert.deepEqual([contact.kind, contact.status, contact.priority], ['callback', 'waiting', 2]);
    for (const name of ['enqueuedAt', 'queue', 'dnis'] as const) assert.deepEqual(contact[name], before[name], name);
    assert.deepEqual(
      contact.variables.map(({name, value}) => [name, value]),
      before.variables.map(({name, value}) => [name, value]),
    );
    const rings = phone.states.all.length;
    await becomeAvailable(ben);
    await accept(ben, await offered(ben));
    await phone.client.send('AnswerCall', {callId: await phoneRings(phone, rings)});
    await until(hub, 'it is kept', `exists (select 1 from callback where number = $1 and status = 'kept')`, [CUSTOMER]);
  });

  it('[PK-100] who looks after the centre sees it: in the inbox, in the audit and in the figures, where it saved nobody’s time', async () => {
    const contactId = await calls();
    await givenUp(contactId);
    const page: InboxPage = await sofia.hub.ask('ListCallbackInbox', ALL);
    assert.deepEqual(
      page.callbacks.map(({kind, name}) => [kind, name]),
      [['direct', 'Ada Nkemelu']],
    );
    const own: InboxPage = await ben.hub.ask('ListCallbackInbox', ALL);
    assert.equal(own.callbacks.length, 1);
    const audit = await hub.query<{actor: string; detail: object}>(
      `select actor, detail from audit where action = 'callback-owe' and contact_id = $1`,
      [contactId],
    );
    assert.deepEqual([audit.length, audit[0]?.actor], [1, 'timer']);
    assert.equal(JSON.stringify(audit).includes(CUSTOMER.slice(-4)), false);
    await becomeAvailable(ben);
    const rings = phone.states.all.length;
    await accept(ben, await offered(ben));
    await phone.client.send('AnswerCall', {callId: await phoneRings(phone, rings)});
    await until(hub, 'it is kept', `exists (select 1 from callback where number = $1 and status = 'kept')`, [CUSTOMER]);
    const figures = await hub.query(
      'select sum(interrupted)::int as interrupted, sum(accepted)::int as accepted, sum(kept)::int as kept, sum(saved_ms)::int as saved from callback_figure',
    );
    assert.deepEqual(figures, [{interrupted: 1, accepted: 0, kept: 1, saved: 0}]);
  });

  it('[PK-101] an agent who is back by then has them, before anybody else', async () => {
    const contactId = await calls();
    const {agent, customer} = await breakOff(hub, contactId, anna.agentId);
    await timeIsUp(hub, agent);
    await until(hub, 'they wait again', WAITING, [contactId]);
    const from = anna.events.all.length;
    await becomeAvailable(anna);
    await offerOf(anna, contactId, from);
    await timeIsUp(hub, customer);
    const ring = await offered(anna, from);
    assert.deepEqual([await assigneeOf(), ring.contact.priority], [anna.agentId, 2]);
    await changedTo(anna, (await callbacksOf(hub, CUSTOMER))[0]?.id ?? '', ({status}) => status === 'scheduled', from);
  });

  it('[PK-101] so has one whose customer was given up first, after the wrap-up; one who is not there has not', async () => {
    const contactId = await calls();
    const {customer} = await breakOff(hub, contactId, anna.agentId);
    const from = anna.events.all.length;
    await timeIsUp(hub, customer);
    await until(hub, 'it waits', QUEUED, [CUSTOMER]);
    await becomeAvailable(ben);
    assert.equal(await assigneeOf(), anna.agentId);
    await anna.hub.send('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''});
    await offered(anna, from);
    await endAll(hub);
    await hub.query('delete from callback');
    await becomeIdle(ben);
    const second = await calls();
    await becomeIdle(anna);
    await timeIsUp(hub, (await breakOff(hub, second, anna.agentId)).customer);
    await until(hub, 'it waits', QUEUED, [CUSTOMER]);
    assert.equal(await assigneeOf(), null);
  });

  it('[PK-210] [PK-101] nor has one who takes no calls any more', async () => {
    const contactId = await calls();
    await hub.query(`update agent set capacity = jsonb_set(capacity, '{voice}', '0') where id = $1`, [anna.agentId]);
    await timeIsUp(hub, (await breakOff(hub, contactId, anna.agentId)).customer);
    await until(hub, 'it waits', QUEUED, [CUSTOMER]);
    assert.equal(await assigneeOf(), null);
  });

  it('[PK-100] nothing is owed to who hangs up while the music plays, or whose agent is back', async () => {
    const first = await calls();
    await vanish(hub, first, anna.agentId);
    await hangUp(hub, first);
    assert.equal((await read(hub, first)).status, 'ended');
    await anna.hub.send('SubmitWrapUp', {contactId: first, reasonId: 'solved', note: ''});
    const second = await calls();
    const {agent, customer} = await breakOff(hub, second, anna.agentId);
    await comeBack(hub, agent);
    await timeIsUp(hub, customer);
    await until(hub, 'the customer is given up', ENDED, [second]);
    assert.deepEqual(await callbacksOf(hub, CUSTOMER), []);
  });

  it('[PK-102] nor where nobody can be called: no number, or a visitor’s page', async () => {
    for (const from of ['anonymous', 'web:7c1d', '+911']) {
      const contactId = await calls({from});
      await givenUp(contactId);
    }
    assert.deepEqual(await hub.query('select id from callback'), []);
  });

  it('[PK-102] nor a second one: who is promised a call already is called for that', async () => {
    const promised = await schedules(ben);
    await givenUp(await calls());
    assert.deepEqual(
      (await callbacksOf(hub, CUSTOMER)).map(({id}) => id),
      [promised],
    );
  });

  it('[PK-100] of several hubs, and of two legs that are given up at the same moment, one makes it', async () => {
    const numbers = Array.from({length: 8}, (_unused, at) => `+1201555${String(6_300 + at)}`);
    const legs = [];
    const agents: Person[] = [];
    for (const from of numbers) {
      const agent = await person(hub);
      agents.push(agent);
      const contactId = await talking(hub, agent, {from});
      await becomeIdle(agent);
      await speak(hub, contactId, agent.agentId);
      const lost = await breakOff(hub, contactId, agent.agentId);
      legs.push(lost.agent, lost.customer);
    }
    await timeIsUp(hub, ...legs);
    await until(
      hub,
      'all are made',
      `(select count(*) from callback where number = any($1) and status = 'queued') = $2`,
      [numbers, numbers.length],
    );
    const rows = await hub.query<{made: number; contacts: number}>(
      `select count(*)::int as made, count(distinct contact_id)::int as contacts from callback where number = any($1)`,
      [numbers],
    );
    assert.deepEqual(rows, [{made: numbers.length, contacts: numbers.length}]);
    for (const each of agents) await each.stop();
  });
});

describe('a hub that keeps no callbacks', {timeout: 60_000}, () => {
  it('[PK-102] promises none, also where a call broke off', async () => {
    const hub = await startTestHub();
    const anna = await person(hub);
    const contactId = await talking(hub, anna, {from: CUSTOMER});
    await speak(hub, contactId, anna.agentId);
    const {agent, customer} = await breakOff(hub, contactId, anna.agentId);
    await timeIsUp(hub, agent, customer);
    await until(hub, 'they are given up', ENDED, [contactId]);
    assert.deepEqual(await hub.query('select id from callback'), []);
    await anna.stop();
    await hub.stop();
    assert.deepEqual(errorsOf(hub), []);
  });
});

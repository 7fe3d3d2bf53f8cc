import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {type TestDesk, type TestPhone, connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {accept, becomeAvailable, becomeIdle, connectedCall, errorsOf, finish} from '../desk/scenes.ts';
import {signedIn} from '../organisation/people.ts';
import {type Person, endAll, person, phoneRings} from '../parties/scenes.ts';
import {CUSTOMER, becomesDue, changedTo, hubForCallbacks, offered, schedules, stored} from './callback-world.ts';

describe('a personal callback whose agent is in a call', {timeout: 120_000}, () => {
  let hub: TestHub;
  let phone: TestPhone;
  let anna: Person;
  let ben: Person;
  const others: TestDesk[] = [];

  before(async () => {
    hub = await hubForCallbacks(
      {organisation: (file) => ({...file, teams: [{id: 'north', name: 'North'}]})},
      {personalAbsentMs: 1_000},
    );
    phone = await connectPhone(hub, CUSTOMER);
  });

  beforeEach(async () => {
    anna = await person(hub);
    ben = await person(hub);
    await hub.query(`update agent set team_id = 'north' where id = any($1::uuid[])`, [[anna.agentId, ben.agentId]]);
  });

  afterEach(async () => {
    await endAll(hub);
    for (const each of [anna, ben, ...others.splice(0)]) await each.stop();
    await hub.query('delete from callback');
    await hub.query('update agent set team_id = null');
  });

  after(async () => {
    await phone?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  /** Its time was over two hours ago. */
  async function longPast(id: string): Promise<void> {
    await hub.query(
      `update callback set queued_at = now() - interval '3 hours', ends_at = now() - interval '2 hours',
         expires_at = now() - interval '1 hour' where id = $1`,
      [id],
    );
  }

  /** A whole round of the keeper is over: another callback, too late by then, was given up in it. */
  async function keeperHasLooked(): Promise<void> {
    const late = await schedules(anna, {number: '+12015550199', assigneeId: null});
    await hub.query(
      `update callback set expires_at = now() - interval '1 second', ends_at = now() - interval '2 hours'
      where id = $1`,
      [late],
    );
    await changedTo(anna, late, ({status}) => status === 'expired');
  }

  it('[PK-10] [PK-132] an agent who is in a call is there, however long it lasts', async () => {
    await becomeAvailable(ben);
    const {contact} = await connectedCall(hub, ben);
    const id = await schedules(anna, {assigneeId: ben.agentId});
    await becomesDue(hub, id);
    await changedTo(ben, id, ({status}) => status === 'queued');
    await longPast(id);
    const later = await schedules(anna, {assigneeId: anna.agentId, number: '+12015550188'});
    await becomesDue(hub, later);
    // Both are long past their time: theirs who is there stays theirs, the other has an hour to be kept by anybody.
    await longPast(later);
    // Anna is Idle: hers is given away in the same round that leaves Ben's alone.
    await changedTo(anna, later, ({assignee}) => assignee === null);
    const [row] = await hub.query<{assignee: string; status: string}>(
      'select assignee_id as assignee, status from callback where id = $1',
      [id],
    );
    assert.deepEqual([row?.assignee, row?.status], [ben.agentId, 'queued']);
    const [given] = await hub.query<{status: string; hour: boolean}>(
      `select status, expires_at > now() + interval '59 minutes' as hour from callback where id = $1`,
      [later],
    );
    assert.deepEqual(given, {status: 'queued', hour: true});
    const from = ben.events.all.length;
    await finish(ben, contact.id);
    assert.equal((await offered(ben, from)).contact.priority, 1);
  });

  it('[PK-190] [PK-85] one that is late and that a supervisor gives to another queue waits there, and is not given up', async () => {
    const sofia = await signedIn(hub, 'sofia', {name: 'Sofia', roles: ['supervisor']});
    others.push(sofia);
    await becomeAvailable(ben);
    await connectedCall(hub, ben);
    const id = await schedules(anna, {assigneeId: ben.agentId});
    await becomesDue(hub, id);
    const {version} = await changedTo(ben, id, ({status}) => status === 'queued');
    await longPast(id);
    const from = anna.events.all.length;
    const move = {callbackId: id, queueId: 'support', version};
    assert.equal((await sofia.hub.send('MoveCallback', move)).status, 'done');
    await changedTo(anna, id, ({status, queue}) => status === 'queued' && queue.id === 'support', from);
    await keeperHasLooked();
    assert.equal((await stored(hub, id))?.status, 'queued');
    await becomeAvailable(anna);
    assert.equal((await offered(anna, from)).contact.queue?.id, 'support');
  });

  it('[PK-191] one that rang late, and whose customer did not answer, stays its agent’s and is tried again', async () => {
    await becomeAvailable(ben);
    const {contact} = await connectedCall(hub, ben);
    const id = await schedules(anna, {assigneeId: ben.agentId});
    await becomesDue(hub, id);
    await changedTo(ben, id, ({status}) => status === 'queued');
    await longPast(id);
    const [from, rings] = [ben.events.all.length, phone.states.all.length];
    await finish(ben, contact.id);
    await accept(ben, await offered(ben, from));
    await phone.client.send('DeclineCall', {callId: await phoneRings(phone, rings)});
    const again = await changedTo(ben, id, ({attempts}) => attempts === 1, from);
    assert.deepEqual([again.status, again.assignee?.agentId], ['scheduled', ben.agentId]);
    await keeperHasLooked();
    assert.equal((await stored(hub, id))?.status, 'scheduled');
  });

  it('[PK-192] [PK-10] an agent in a call is there whatever presence they chose meanwhile; their absence begins when it is over', async () => {
    await becomeAvailable(ben);
    const {contact} = await connectedCall(hub, ben);
    await becomeIdle(ben);
    const id = await schedules(anna, {assigneeId: ben.agentId});
    const later = await schedules(anna, {assigneeId: anna.agentId, number: '+12015550188'});
    for (const each of [id, later]) {
      await becomesDue(hub, each);
      await changedTo(anna, each, ({status}) => status === 'queued');
    }
    const from = ben.events.all.length;
    await hub.query(
      `update agent set presence_since = now() - interval '3 hours', idle_since = now() - interval '3 hours'
      where id = $1`,
      [ben.agentId],
    );
    await longPast(id);
    await hub.query(`update callback set queued_at = now() - interval '2 hours' where id = $1`, [later]);
    // Anna is in no call: hers is given away in the same round, after Ben's had its turn.
    await changedTo(anna, later, ({assignee}) => assignee === null);
    const assignee = async () =>
      (await hub.query<{id: string | null}>('select assignee_id as id from callback where id = $1', [id]))[0]?.id;
    assert.equal(await assignee(), ben.agentId);
    // Nor is it anybody's while they wrap up.
    assert.equal((await ben.hub.send('EndContact', {contactId: contact.id})).status, 'done');
    const last = await schedules(anna, {assigneeId: anna.agentId, number: '+12015550189'});
    await becomesDue(hub, last);
    await changedTo(anna, last, ({assignee: whose}) => whose === null);
    assert.equal(await assignee(), ben.agentId);
    const wrappedUp = {contactId: contact.id, reasonId: 'solved', note: ''};
    assert.equal((await ben.hub.send('SubmitWrapUp', wrappedUp)).status, 'done');
    // The next round is at once.
    await hub.query(`select pg_notify('cordboard_wake', 'callback')`);
    await changedTo(ben, id, ({assignee: whose}) => whose === null, from);
    const [row] = await hub.query(
      `select lost_callback.lost_at - left_at >= interval '1 second' as waited from lost_callback, participant
        where lost_callback.agent_id = $1 and callback_id = $2
          and participant.agent_id = $1 and participant.contact_id = $3`,
      [ben.agentId, id, contact.id],
    );
    assert.deepEqual(row, {waited: true});
  });

  it('[PK-223] [PK-10] chats and mails that end keep nothing with an agent who takes no calls', async () => {
    await becomeIdle(ben);
    // As if what they work at had ended again and again, until an hour from now.
    await hub.query(
      `update agent set presence_since = now() - interval '3 hours', idle_since = now() + interval '1 hour' where id = $1`,
      [ben.agentId],
    );
    const id = await schedules(anna, {assigneeId: ben.agentId});
    await becomesDue(hub, id);
    await changedTo(anna, id, ({status}) => status === 'queued');
    await changedTo(anna, id, ({assignee}) => assignee === null);
  });
});

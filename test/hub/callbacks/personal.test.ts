import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import type {TestDesk, TestPhone} from '../../support/desk-client.ts';
import {connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {accept, becomeAvailable, becomeIdle, connectedCall, customerCalls, errorsOf, finish} from '../desk/scenes.ts';
import {type Person, endAll, person} from '../parties/scenes.ts';
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
} from './callback-world.ts';

describe('a personal callback', {timeout: 120_000}, () => {
  let hub: TestHub;
  let phone: TestPhone;
  let anna: Person;
  let ben: Person;
  const others: TestDesk[] = [];

  before(async () => {
    hub = await hubForCallbacks(
      {
        organisation: (file) => ({
          ...file,
          teams: [
            {id: 'north', name: 'North'},
            {id: 'south', name: 'South'},
          ],
        }),
      },
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
    await hub.query('delete from queue_member');
    await hub.query('update queue set everyone = true');
    await hub.query('update agent set team_id = null');
  });

  after(async () => {
    await phone?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  async function takeNoCalls(...agents: readonly Person[]): Promise<void> {
    await hub.query(`update agent set capacity = jsonb_set(capacity, '{voice}', '0') where id = any($1::uuid[])`, [
      agents.map(({agentId}) => agentId),
    ]);
  }

  it('[CB-48] [CB-55] [CB-58] [CB-59] is for the agent themselves, and rings at nobody else', async () => {
    const id = await schedules(anna, {assigneeId: anna.agentId});
    const known = await changedTo(anna, id, () => true);
    assert.deepEqual([known.kind, known.assignee?.agentId], ['personal', anna.agentId]);
    await becomeAvailable(ben);
    await becomeAvailable(anna);
    await becomesDue(hub, id);
    const ring = await offered(anna);
    assert.equal(ring.contact.priority, 1);
    assert.equal(
      ben.events.all.some(({type}) => type === 'ContactOffered'),
      false,
    );
  });

  it('[CB-60] is the next contact of an agent in a call, before whoever has waited longer', async () => {
    await becomeAvailable(anna);
    const {contact} = await connectedCall(hub, anna);
    const waiting = await customerCalls(hub);
    const id = await schedules(anna, {assigneeId: anna.agentId});
    await becomesDue(hub, id);
    await changedTo(anna, id, ({status}) => status === 'queued');
    const from = anna.events.all.length;
    await finish(anna, contact.id);
    const next = await anna.event('ContactOffered', from);
    assert.equal(next.contact.kind, 'callback');
    assert.notEqual(next.contact.id, waiting);
  });

  it('[CB-49] [CB-56] [CB-57] is for a buddy of the team, who is told; of another team nobody can be chosen', async () => {
    const chidi = await person(hub);
    others.push(chidi);
    await hub.query(`update agent set team_id = 'south' where id = $1`, [chidi.agentId]);
    const choices = await anna.hub.ask('ListCallbackChoices', {});
    assert.deepEqual(
      choices.buddies.map(({agentId}) => agentId),
      [ben.agentId],
    );
    assert.deepEqual(
      choices.queues.map(({id, own}) => [id, own]),
      [
        ['billing', true],
        ['support', true],
      ],
    );
    const id = await schedules(anna, {assigneeId: ben.agentId});
    assert.equal((await changedTo(ben, id, () => true)).createdBy?.agentId, anna.agentId);
    const reply = await anna.hub.send('ScheduleCallback', {...wish({assigneeId: chidi.agentId}), contactId: null});
    assert.deepEqual(problemsIn(reply), ['assignee unknown']);
  });

  it('[CB-45] [CB-61] [PK-7] its promiser and its assignee may change it; of both at once the second is told, and sees what the first made of it', async () => {
    const id = await schedules(anna, {assigneeId: ben.agentId});
    const edits = (who: Person, version: number, reason: string, name = 'Ada Nkemelu') =>
      who.hub.send('EditCallback', {
        ...wish({number: null, assigneeId: ben.agentId, reason, name}),
        ...{callbackId: id, version},
      });
    const kept = () => hub.query('select * from callback');
    const changed = {status: 'refused', code: 'callback-changed'};
    // One after the other, from the same page of it.
    assert.equal((await edits(anna, 1, 'By Anna', 'Ada N. Nkemelu')).status, 'done');
    const before = await kept();
    assert.deepEqual(await edits(ben, 1, 'By Ben'), changed);
    assert.deepEqual(await ben.hub.send('DeleteCallback', {callbackId: id, version: 1}), changed);
    assert.deepEqual(await kept(), before, 'nothing of the first is lost, and nothing of the second is kept');
    const told = await changedTo(ben, id, ({version}) => version === 2);
    assert.deepEqual([told.reason, told.name], ['By Anna', 'Ada N. Nkemelu']);
    const {callbacks} = await ben.hub.ask('ListCallbacks', {scope: {kind: 'own'}});
    assert.deepEqual(
      callbacks.map(({version, reason}) => [version, reason]),
      [[2, 'By Anna']],
    );
    assert.equal((await edits(ben, 2, 'By Ben')).status, 'done');
    assert.equal((await changedTo(anna, id, ({version}) => version === 3)).reason, 'By Ben');
    // At the same moment: one of them, whole.
    const [annas, bens] = await Promise.all([
      edits(anna, 3, 'Anna again', 'As Anna writes it'),
      edits(ben, 3, 'Ben again', 'As Ben writes it'),
    ]);
    assert.deepEqual(
      [annas, bens].filter(({status}) => status === 'refused'),
      [changed],
    );
    const [first, second, ...values] =
      annas.status === 'done'
        ? [anna, ben, 'Anna again', 'As Anna writes it']
        : [ben, anna, 'Ben again', 'As Ben writes it'];
    for (const each of [first, second]) {
      const {reason, name} = await changedTo(each, id, ({version}) => version === 4);
      assert.deepEqual([reason, name], values);
    }
  });

  it('[CB-57] [CB-41] a queue in which neither who promises nor who shall call works is refused at its field, when it is made and when it is changed', async () => {
    await hub.query(`update queue set everyone = false where id = 'support'`);
    await hub.query(`insert into queue_member (queue_id, agent_id) values ('support', $1)`, [ben.agentId]);
    const {queues} = await anna.hub.ask('ListCallbackChoices', {});
    assert.deepEqual(
      queues.map(({id, own}) => [id, own]),
      [
        ['billing', true],
        ['support', false],
      ],
    );
    const id = await schedules(anna, {assigneeId: ben.agentId, queueId: 'support'});
    const before = await hub.query('select * from callback');
    for (const assigneeId of [null, anna.agentId]) {
      const made = {...wish({queueId: 'support', assigneeId}), contactId: null};
      assert.deepEqual(problemsIn(await anna.hub.send('ScheduleCallback', made)), ['queue not-yours']);
      const edit = {...wish({queueId: 'support', assigneeId, number: null}), callbackId: id, version: 1};
      assert.deepEqual(problemsIn(await anna.hub.send('EditCallback', edit)), ['queue not-yours']);
    }
    assert.deepEqual(await hub.query('select * from callback'), before, 'nothing of it is kept');
  });

  it('[PK-210] who takes no calls is not among the choices, themselves included, and is refused as an agent whom nobody knows', async () => {
    const takesNoCalls = async () => (await anna.hub.ask('ListCallbackChoices', {})).takesNoCalls;
    assert.equal(await takesNoCalls(), false);
    await takeNoCalls(anna, ben);
    assert.equal(await takesNoCalls(), true);
    assert.deepEqual((await anna.hub.ask('ListCallbackChoices', {})).buddies, []);
    const id = await schedules(anna);
    const before = await hub.query('select * from callback');
    for (const {agentId} of [anna, ben]) {
      const made = {...wish({assigneeId: agentId}), contactId: null};
      assert.deepEqual(problemsIn(await anna.hub.send('ScheduleCallback', made)), ['assignee unknown']);
      const edit = {...wish({assigneeId: agentId, number: null}), callbackId: id, version: 1};
      assert.deepEqual(problemsIn(await anna.hub.send('EditCallback', edit)), ['assignee unknown']);
    }
    assert.deepEqual(await hub.query('select * from callback'), before, 'nothing of it is kept');
  });

  it('[PK-210] [PK-10] whose agent takes no calls any more goes to the queue after a while, however available they are', async () => {
    const id = await schedules(anna, {assigneeId: ben.agentId});
    await takeNoCalls(ben);
    await becomeAvailable(ben);
    await becomesDue(hub, id);
    await becomeAvailable(anna);
    const from = anna.events.all.length;
    await changedTo(ben, id, ({status, assignee}) => status === 'queued' && assignee === null);
    assert.equal((await offered(anna, from)).contact.kind, 'callback');
    const [row] = await hub.query(
      `select lost_at - queued_at >= interval '1 second' as waited from lost_callback, callback
        where callback.id = $1 and callback_id = $1 and lost_callback.agent_id = $2`,
      [id, ben.agentId],
    );
    assert.deepEqual(row, {waited: true});
  });

  it('[PK-211] [PK-196] where it waits and whose it is stay as they are, though neither is the editor’s to choose', async () => {
    await hub.query(`update queue set everyone = false where id = 'support'`);
    await hub.query(`insert into queue_member (queue_id, agent_id) values ('support', $1)`, [anna.agentId]);
    const id = await schedules(anna, {assigneeId: ben.agentId, queueId: 'support'});
    const kept = 'select queue_id, assignee_id, written, starts_at, ends_at from callback';
    const before = await hub.query(kept);
    const edits = (who: Person, version: number, changes: object) =>
      who.hub.send('EditCallback', {
        ...wish({number: null, assigneeId: ben.agentId, queueId: 'support', ...changes}),
        ...{callbackId: id, version},
      });
    // Ben works in no such queue.
    assert.deepEqual(await edits(ben, 1, {reason: 'By Ben'}), {status: 'done', result: null});
    // He is not of Anna's team any more, nor takes calls, and the queue is closed for good.
    await hub.query(`update agent set team_id = 'south' where id = $1`, [ben.agentId]);
    await takeNoCalls(ben);
    await hub.query(`update queue set active = false where id = 'support'`);
    const closed = await edits(anna, 2, {name: 'Ada B'});
    await hub.query(`update queue set active = true where id = 'support'`);
    assert.deepEqual(closed, {status: 'done', result: null});
    assert.deepEqual(await hub.query(kept), before);
    // What is changed is judged, with what stays.
    assert.deepEqual(problemsIn(await edits(ben, 3, {assigneeId: null})), ['queue not-yours']);
    assert.deepEqual(problemsIn(await edits(anna, 3, {queueId: 'nowhere'})), ['queue unknown']);
    assert.deepEqual(await edits(anna, 3, {queueId: 'billing'}), {status: 'done', result: null});
    assert.deepEqual(problemsIn(await edits(anna, 4, {assigneeId: randomUUID()})), ['assignee unknown']);
  });

  it('[PK-10] whose agent is not there goes to the queue after a while, and they are told; nothing is lost', async () => {
    const id = await schedules(anna, {assigneeId: ben.agentId});
    await becomeIdle(ben);
    await becomesDue(hub, id);
    await becomeAvailable(anna);
    const from = anna.events.all.length;
    const given = await changedTo(ben, id, ({status, assignee}) => status === 'queued' && assignee === null);
    assert.equal(given.attempts, 0);
    const ring = await offered(anna, from);
    const rings = phone.states.all.length;
    await accept(anna, ring);
    const state = await phone.states.find('it rings', ({call}) => call?.status === 'ringing', rings);
    await phone.client.send('AnswerCall', {callId: state.call?.callId ?? ''});
    await anna.event('ContactConnected', from);
    assert.equal((await stored(hub, id))?.status, 'kept');
  });
});

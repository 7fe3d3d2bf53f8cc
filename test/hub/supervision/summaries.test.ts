import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {listAgents} from '../../../hub/desk/agent-summaries.ts';
import {listQueues} from '../../../hub/desk/queue-summaries.ts';
import type {AgentSummary, QueueSummary} from '../../../src/api/wire/views.ts';
import type {TestDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {availableDesk, connectedCall, customerCalls, finish, offerOf} from '../desk/scenes.ts';
import {agentIdOf, signedIn} from '../organisation/people.ts';
import {clear} from '../routing/clear.ts';

const NIGHT_ONLY = {
  id: 'never',
  name: 'Never',
  zone: 'Europe/Warsaw',
  weekly: [],
  holidays: [],
};

function organisation(file: object): object {
  const {queues} = Object(file);
  const [billing, support] = queues;
  return {
    ...file,
    skills: [{id: 'polish', name: 'Polish'}],
    hours: [NIGHT_ONLY],
    agents: [
      {id: 'anna', subject: 'anna', skills: {polish: 2}},
      {id: 'ben', subject: 'ben', skills: {}},
    ],
    queues: [
      billing,
      {...support, members: ['anna', 'ben'], skills: {polish: 1}},
      {id: 'closed', name: 'Closed', members: ['ben'], hours: 'never'},
    ],
  };
}

describe('what a supervisor is told', {timeout: 60_000}, () => {
  let hub: TestHub;
  let sofia: TestDesk;
  const desks: TestDesk[] = [];

  before(async () => {
    hub = await startTestHub({organisation});
    sofia = await signedIn(hub, 'sofia', {name: 'Sofia Lindqvist', roles: ['supervisor']});
  });

  afterEach(async () => {
    await Promise.all(desks.splice(0).map((each) => each.stop()));
    await clear(hub);
  });

  after(async () => {
    await sofia?.stop();
    await hub?.stop();
  });

  async function available(subject: string): Promise<TestDesk> {
    const desk = await availableDesk(hub, subject);
    desks.push(desk);
    return desk;
  }

  async function agent(name: string): Promise<AgentSummary> {
    const {agents} = await sofia.hub.ask('ListAgents', {});
    const found = agents.find((each) => each.name === name);
    assert.ok(found);
    return found;
  }

  async function queue(id: string): Promise<QueueSummary> {
    const {queues} = await sofia.hub.ask('ListQueues', {});
    const found = queues.find((each) => each.id === id);
    assert.ok(found);
    return found;
  }

  it('[SU-1] of an agent on a call: contact, queue, role and since when, and that it can be listened to', async () => {
    const anna = await available('anna');
    assert.deepEqual((await agent('anna')).work, []);
    const {contact} = await connectedCall(hub, anna, {name: 'Ada Nkemelu'});
    const connected = await anna.event('ContactConnected');
    const {work, engaged} = await agent('anna');
    assert.equal(engaged, true);
    assert.deepEqual(work, [
      {
        contactId: contact.id,
        channel: 'voice',
        status: 'connected',
        role: 'primary',
        phase: 'joined',
        queue: 'Billing',
        since: connected.contact.status === 'connected' ? connected.contact.connectedAt : 0,
        refusal: null,
      },
    ]);
  });

  it('[SU-1] of a wrap-up, since when; there is nobody to listen to', async () => {
    const anna = await available('anna');
    const {contact} = await connectedCall(hub, anna);
    await anna.hub.send('EndContact', {contactId: contact.id});
    const ended = await anna.event('ContactEnded');
    const [wrapping] = (await agent('anna')).work;
    assert.equal(wrapping?.phase, 'wrap-up');
    assert.equal(wrapping.refusal, 'contact-ended');
    assert.equal(wrapping.since, ended.contact.status === 'ended' ? ended.contact.endedAt : 0);
    await anna.hub.send('SubmitWrapUp', {contactId: contact.id, reasonId: 'solved', note: ''});
    assert.deepEqual((await agent('anna')).work, []);
  });

  it('[SU-1] no name, number or variable of the customer is in either answer', async () => {
    const anna = await available('anna');
    await connectedCall(hub, anna, {from: '+12015557788', name: 'Ada Nkemelu', data: {reason: 'Invoice 2231'}});
    const told = JSON.stringify([await sofia.hub.ask('ListAgents', {}), await sofia.hub.ask('ListQueues', {})]);
    for (const secret of ['Ada', '5557788', '2231']) assert.ok(!told.includes(secret), secret);
    assert.ok(told.includes('Billing'));
  });

  it('[SU-2] who waits, since when, who has a desk open and who could be offered something', async () => {
    assert.deepEqual(await queue('billing'), {
      id: 'billing',
      name: 'Billing',
      waiting: 0,
      longestSince: null,
      available: 0,
      connected: 0,
      open: true,
    });
    const first = await customerCalls(hub);
    await customerCalls(hub);
    const {waiting, longestSince} = await queue('billing');
    const [row] = await hub.query<{since: number}>('select enqueued_at as since from contact where id = $1', [first]);
    assert.deepEqual([waiting, longestSince], [2, row?.since]);
    const anna = await available('anna');
    await offerOf(anna, first);
    const after = await queue('billing');
    assert.deepEqual(
      [after.waiting, after.connected, after.available],
      [1, 1, 0],
      'a call rings there, and chats do not count',
    );
  });

  it('[SU-2] available is who is Available, has room in a channel of the queue, and its skills', async () => {
    const [anna] = [await available('anna'), await available('ben')];
    assert.deepEqual(pick(await queue('billing')), [2, 2]);
    assert.deepEqual(pick(await queue('support')), [1, 2], 'Ben speaks no Polish');
    assert.deepEqual(pick(await queue('closed')), [1, 1]);
    await anna.hub.send('SetPresence', {base: 'away', reason: null});
    assert.deepEqual(pick(await queue('support')), [0, 2]);
    await anna.hub.send('SetPresence', {base: 'available', reason: null});
    await hub.query(`update queue set channels = '{voice}' where id = 'support'`);
    const {contact} = await connectedCall(hub, anna, {to: '+12015550101'});
    assert.deepEqual(pick(await queue('support')), [0, 2], 'Anna is on a call');
    await finish(anna, contact.id);
    assert.deepEqual(pick(await queue('support')), [1, 2]);
    await hub.query(`update queue set channels = '{voice,chat,email,social}' where id = 'support'`);
  });

  it('[SU-2] who talks is not available to a queue that takes calls, though they have room for chats', async () => {
    const anna = await available('anna');
    assert.deepEqual(pick(await queue('support')), [1, 1]);
    const {contact} = await connectedCall(hub, anna, {to: '+12015550101'});
    assert.deepEqual(pick(await queue('support')), [0, 1]);
    await hub.query(`update queue set channels = '{chat,email}' where id = 'support'`);
    assert.deepEqual(pick(await queue('support')), [1, 1], 'without calls the other channels count');
    await hub.query(`update queue set channels = '{voice,chat,email,social}' where id = 'support'`);
    await finish(anna, contact.id);
    assert.deepEqual(pick(await queue('support')), [1, 1]);
  });

  it('[SU-2] [WU-9] who has not hung up their telephone is available for no call', async () => {
    const anna = await available('anna');
    const {contact} = await connectedCall(hub, anna);
    await available('ben');
    assert.deepEqual(pick(await queue('closed')), [1, 1]);
    await hub.query(`update agent set telephone = '+12015559999' where subject = 'ben'`);
    assert.deepEqual(pick(await queue('closed')), [1, 1], 'hung up');
    await hub.query(`update leg set address = '+12015559999' where closed_at is null`);
    assert.deepEqual(pick(await queue('closed')), [0, 1]);
    await hub.query(`update agent set telephone = null where subject = 'ben'`);
    await finish(anna, contact.id);
  });

  it('[SU-2] a queue is open by its hours, and always without any', async () => {
    assert.equal((await queue('closed')).open, false);
    assert.equal((await queue('billing')).open, true);
  });

  it('[SU-3] an emergency is in neither answer, and who is in one is available to no queue', async () => {
    const anna = await available('anna');
    const {contact} = await connectedCall(hub, anna);
    await hub.query(`update contact set kind = 'emergency-callback' where id = $1`, [contact.id]);
    const {work, engaged, ...rest} = await agent('anna');
    assert.deepEqual([work, engaged], [[], false]);
    assert.ok(!JSON.stringify(rest).includes('emergency'));
    await hub.query(`update contact set kind = 'ordinary' where id = $1`, [contact.id]);
    await finish(anna, contact.id);
    assert.deepEqual(pick(await queue('billing')), [1, 1]);
    await hub.query(
      `insert into agent_emergency (agent_id, since, prior_base, prior_reason, until_at)
       values ($1, now(), 'available', null, now() + interval '1 hour')`,
      [await agentIdOf(hub, 'anna')],
    );
    assert.deepEqual(pick(await queue('billing')), [0, 1]);
    await hub.query('delete from agent_emergency');
    await anna.hub.send('SetPresence', {base: 'away', reason: null});
    const waiting = await customerCalls(hub);
    await hub.query(`update contact set kind = 'emergency-callback' where id = $1`, [waiting]);
    assert.equal((await queue('billing')).waiting, 0);
  });

  it('[SU-4] two statements each', async () => {
    await available('anna');
    for (const list of [listAgents, listQueues]) {
      let statements = 0;
      await hub.store.decide(async (work) => {
        const tx = new Proxy(work.tx, {
          get(target, name) {
            if (name !== 'executeQuery') return Reflect.get(target, name, target);
            return (...args: Parameters<typeof target.executeQuery>) => {
              statements += 1;
              return target.executeQuery(...args);
            };
          },
        });
        await list({...work, tx});
      });
      assert.equal(statements, 2);
    }
  });
});

function pick({available, connected}: QueueSummary): readonly number[] {
  return [available, connected];
}

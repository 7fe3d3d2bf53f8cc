import assert from 'node:assert/strict';
import {after, before, describe, it, mock} from 'node:test';
import {emergencyMethods} from '../../../hub/desk/emergency-methods.ts';
import {type BareDesk, type TestPhone, connectBare} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {DONE} from '../parties/scenes.ts';
import {hubForEmergencies, responders} from './emergency-world.ts';

const HOUR_MS = 3_600_000;

describe('an emergency and clocks that are set', {timeout: 60_000}, () => {
  let hub: TestHub;
  let psap: TestPhone;
  let desk: BareDesk;
  let agentId: string;

  before(async () => {
    hub = await hubForEmergencies({}, {notifications: 'lead@northwind.example'});
    psap = await responders(hub);
    desk = await connectBare(hub.url, await hub.issuer.token('anna'));
    agentId = (await desk.resume()).agent.id;
  });

  after(async () => {
    for (const each of [desk, psap, hub]) await each?.stop();
  });

  /** As a desk asks that was told the time an hour before the database's clock was set forward. */
  function asks(name: string, body: object): Promise<unknown> {
    return desk.command(name, {...body, deadlineAt: new Date(Date.now() - HOUR_MS).toISOString()});
  }

  async function callId(): Promise<string> {
    const [row] = await hub.query<{id: string}>('select id from emergency_call where agent_id = $1', [agentId]);
    return row?.id ?? '';
  }

  async function mailId(): Promise<string> {
    const text = 'select id from emergency_mail where agent_id = $1';
    for (;;) {
      const [row] = await hub.query<{id: string}>(text, [agentId]);
      if (row !== undefined) return row.id;
    }
  }

  it('[EC-143] a dial, its answer, its end and its mail are taken all the same', async () => {
    const dialled = await asks('DialEmergency', {number: '911'});
    assert.deepEqual(dialled, {status: 'done', result: {callId: await callId()}});
    const {call} = await psap.states.find('it rings', (state) => state.call?.callId !== undefined);
    assert.equal(call?.callId, await callId());
    await psap.client.send('AnswerCall', {callId: await callId()});
    assert.deepEqual(await asks('AnswerEmergency', {callId: await callId()}), DONE);
    const taken = await asks('TakeEmergencyMail', {mailId: await mailId(), deskId: crypto.randomUUID()});
    assert.deepEqual(Object(taken).status, 'done');
    assert.deepEqual(await asks('EndEmergency', {callId: await callId()}), DONE);
    assert.deepEqual(await hub.query('select 1 from emergency_call where ongoing'), []);
  });

  it('[EC-143] a dial that the hub could not decide for more than a minute calls nobody any more', async () => {
    const methods = emergencyMethods({
      store: hub.store,
      log: hub.log,
      mediaProcessId: () => null,
      emergency: 'simulated',
    });
    const real = performance.now.bind(performance);
    const decide = hub.store.decide.bind(hub.store);
    let waitedMs = 0;
    const clock = mock.method(performance, 'now', () => real() + waitedMs);
    const waiting = mock.method(hub.store, 'decide', (body: never) => {
      waitedMs = 61_000;
      return decide(body);
    });
    const envelope = {commandId: crypto.randomUUID(), deadlineAt: new Date(Date.now() + HOUR_MS).toISOString()};
    try {
      const reply = await methods['DialEmergency']?.({user: {agentId}} as never, {number: '911', ...envelope});
      assert.deepEqual(reply, {status: 'refused', code: 'command-late'});
    } finally {
      clock.mock.restore();
      waiting.mock.restore();
    }
    assert.deepEqual(await hub.query('select 1 from emergency_call where ongoing'), []);
  });
});

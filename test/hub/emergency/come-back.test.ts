import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import {type TestDesk, type TestPhone, connectDesk} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {customerCalls, errorsOf, offerOf} from '../desk/scenes.ts';
import {DONE, type Person, does, endAll, goAvailable, person} from '../parties/scenes.ts';
import {answer, dials, ends, hubForEmergencies, isStatus, responders} from './emergency-world.ts';

describe('an agent who comes to a desk because responders ring back', {timeout: 120_000}, () => {
  let hub: TestHub;
  let psap: TestPhone;
  let anna: Person;
  let again: TestDesk;

  before(async () => {
    hub = await hubForEmergencies({timings: {deskGraceMs: 1_000, deskAwayMs: 1_000}});
    psap = await responders(hub);
  });

  beforeEach(async () => {
    anna = await person(hub);
  });

  afterEach(async () => {
    // A call that nobody took would ring at the next agent who is free.
    await endAll(hub);
    for (const each of [anna, again]) await each?.stop();
    for (const table of ['emergency_call', 'agent_emergency', 'emergency_number'])
      await hub.query(`delete from ${table}`);
  });

  after(async () => {
    for (const each of [psap, hub]) await each?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  /** Spoken, ended, and the presence is the agent's own again. @returns where they are rung back */
  async function hasCalled(): Promise<string> {
    const own = await dials(anna);
    await answer(psap, own);
    await isStatus(anna, 'connected');
    const {callbackNumber} = await ends(anna, own.callId);
    await released();
    assert.ok(callbackNumber);
    return callbackNumber;
  }

  async function released(): Promise<void> {
    const text = 'select 1 from agent_emergency where agent_id = $1';
    while ((await hub.query(text, [anna.agentId])).length > 0) await immediate();
  }

  async function isOffline(): Promise<void> {
    const text = `select 1 from agent where id = $1 and presence_base = 'offline'`;
    while ((await hub.query(text, [anna.agentId])).length === 0) await immediate();
  }

  /** They ring; the agent opens a desk, answers and ends it. @returns the presence that a desk opened then shows */
  async function rungBackAt(number: string): Promise<object> {
    assert.deepEqual(await psap.client.send('PlaceCall', {to: number, name: null, data: {}}), {
      status: 'done',
      sdp: null,
    });
    again = await connectDesk(hub, anna.subject);
    const {callId} = await isStatus(again, 'ringing-back');
    assert.deepEqual(await again.hub.send('AnswerEmergency', {callId}), DONE);
    await isStatus(again, 'connected');
    await ends(again, callId);
    await released();
    const [row] = await hub.query(
      'select presence_base as base, presence_reason as reason, absent from agent where id = $1',
      [anna.agentId],
    );
    return row ?? {};
  }

  it('[EC-144] [EM-40] after a browser that died has the presence of before the call, and is not Offline there', async () => {
    await goAvailable(anna);
    const number = await hasCalled();
    await anna.stop();
    await isOffline();
    assert.deepEqual(await rungBackAt(number), {base: 'available', reason: null, absent: false});
  });

  it('[EC-144] [EM-40] and what was chosen between the two calls, where it was chosen', async () => {
    await goAvailable(anna);
    const number = await hasCalled();
    await does(anna, 'SetPresence', {base: 'away', reason: 'lunch'});
    await anna.stop();
    await isOffline();
    assert.deepEqual(await rungBackAt(number), {base: 'away', reason: 'lunch', absent: false});
  });

  it('[EC-144] [EC-77] after a sign-out has what the new sign-in gave', async () => {
    await goAvailable(anna);
    const number = await hasCalled();
    await does(anna, 'SignOut', {});
    await anna.stop();
    assert.deepEqual(await rungBackAt(number), {base: 'away', reason: 'signed-in', absent: false});
  });

  it('[EC-172] [EC-77] after a browser that died has what a supervisor gave between the two calls', async () => {
    await goAvailable(anna);
    const number = await hasCalled();
    const boss = await connectDesk(hub, 'boss', 'Boss', {roles: ['supervisor']});
    await does(boss, 'SetAgentPresence', {agentId: anna.agentId, base: 'busy', reason: null});
    await boss.stop();
    await anna.stop();
    await isOffline();
    assert.deepEqual(await rungBackAt(number), {base: 'busy', reason: null, absent: false});
  });

  it('[EC-172] [EC-77] and what the system gave, such as after a declined offer', async () => {
    await goAvailable(anna);
    const number = await hasCalled();
    const {offer} = await offerOf(anna, await customerCalls(hub));
    await does(anna, 'DeclineOffer', {offerId: offer.id, fence: offer.fence});
    await anna.stop();
    await isOffline();
    assert.deepEqual(await rungBackAt(number), {base: 'away', reason: 'declined', absent: false});
  });

  it('[EC-172] [EC-105] what was done to the presence during the call is not kept by a browser that died before its end', async () => {
    await goAvailable(anna);
    const own = await dials(anna);
    await answer(psap, own);
    await isStatus(anna, 'connected');
    const boss = await connectDesk(hub, 'boss', 'Boss', {roles: ['supervisor']});
    await does(boss, 'SetAgentPresence', {agentId: anna.agentId, base: 'busy', reason: null});
    await boss.stop();
    await anna.stop();
    await isOffline();
    const [row] = await hub.query(`select state->'prior' as prior from emergency_call where id = $1`, [own.callId]);
    assert.deepEqual(row, {prior: {base: 'available', reason: null}});
  });

  it('[EC-173] who signs in when the responders have just hung up, before the presence is back, is not Offline either', async () => {
    await goAvailable(anna);
    const number = await hasCalled();
    await does(anna, 'SignOut', {});
    await anna.stop();
    const from = psap.states.all.length;
    assert.deepEqual(await psap.client.send('PlaceCall', {to: number, name: null, data: {}}), {
      status: 'done',
      sdp: null,
    });
    const {call} = await psap.states.find('it rings back', (state) => state.call?.direction === 'outgoing', from);
    assert.ok(call);
    assert.deepEqual(await psap.client.send('HangUpCall', {callId: call.callId}), {status: 'done', sdp: null});
    await released();
    // The moment between the two, held still: the call is over, and its layer is there yet.
    await hub.query(
      `insert into agent_emergency (agent_id, since, prior_base, prior_reason, until_at)
       select agent_id, now(), 'offline', null, until_at from emergency_call where agent_id = $1`,
      [anna.agentId],
    );
    again = await connectDesk(hub, anna.subject);
    await hub.query('update emergency_call set settled_version = 0 where agent_id = $1', [anna.agentId]);
    await released();
    const [row] = await hub.query('select presence_base as base, presence_reason as reason from agent where id = $1', [
      anna.agentId,
    ]);
    assert.deepEqual(row, {base: 'away', reason: 'signed-in'});
  });
});

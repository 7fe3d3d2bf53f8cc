import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import {type TestDesk, type TestPhone, connectBare, connectDesk} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {DONE, type Person, does, endAll, goAvailable, person, talking} from '../parties/scenes.ts';
import {answer, dials, ends, hubForEmergencies, isStatus, responders, toldOf} from './emergency-world.ts';

describe('what is left of an emergency', {timeout: 120_000}, () => {
  let hub: TestHub;
  let psap: TestPhone;
  let anna: Person;
  const others: TestDesk[] = [];

  before(async () => {
    hub = await hubForEmergencies({timings: {agentGraceMs: 5_000}});
    psap = await responders(hub);
  });

  beforeEach(async () => {
    anna = await person(hub);
    await goAvailable(anna);
  });

  afterEach(async () => {
    for (const each of [anna, ...others.splice(0)]) await each.stop();
    for (const table of ['emergency_call', 'agent_emergency', 'emergency_number'])
      await hub.query(`delete from ${table}`);
    await endAll(hub);
  });

  after(async () => {
    await psap?.stop();
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  async function released(): Promise<void> {
    const text = 'select 1 from agent_emergency where agent_id = $1';
    while ((await hub.query(text, [anna.agentId])).length > 0) await immediate();
  }

  async function presence(): Promise<string | undefined> {
    const text = 'select presence_base as base from agent where id = $1';
    return (await hub.query<{base: string}>(text, [anna.agentId]))[0]?.base;
  }

  async function rung(number: string): Promise<string> {
    const from = psap.states.all.length;
    assert.equal((await psap.client.send('PlaceCall', {to: number, name: null, data: {}})).status, 'done');
    const {call} = await psap.states.find('it rings there', (state) => state.call?.direction === 'outgoing', from);
    assert.ok(call);
    return call.callId;
  }

  it('[EC-77] who has signed out since is not made available by a callback that nobody answers', async () => {
    const own = await dials(anna);
    await answer(psap, own);
    await isStatus(anna, 'connected');
    const over = await ends(anna, own.callId);
    await released();
    assert.equal(await presence(), 'available');
    assert.deepEqual(await anna.hub.send('SignOut', {}), DONE);
    assert.ok(over.callbackNumber);
    const callId = await rung(over.callbackNumber);
    const text = 'select 1 from agent_emergency where agent_id = $1';
    while ((await hub.query(text, [anna.agentId])).length === 0) await immediate();
    await psap.client.send('HangUpCall', {callId});
    await released();
    assert.equal(await presence(), 'offline');
  });

  it('[EC-77] [EM-40] dialled again before anything is given back, the presence of before the first dial comes back', async () => {
    const own = await dials(anna);
    await answer(psap, own);
    await isStatus(anna, 'connected');
    await hub.query(`update agent set presence_base = 'away' where id = $1`, [anna.agentId]);
    const from = anna.emergencies.all.length;
    await psap.client.send('HangUpCall', {callId: own.callId});
    await isStatus(anna, 'dropped', from);
    const again = await dials(anna);
    await ends(anna, again.callId);
    await released();
    assert.equal(await presence(), 'available');
  });

  it('[EC-73] a telephone that is gone before it was spoken at is not waited for, and another can ring back', async () => {
    const own = await dials(anna);
    await psap.states.find('it rings', ({call}) => call?.callId === own.callId);
    await psap.stop();
    const lost = await toldOf(anna, 'it says so', (each) => each?.status === 'dropped');
    assert.equal(lost?.why, 'unreachable');
    psap = await responders(hub);
    const again = await dials(anna);
    await answer(psap, again);
    await isStatus(anna, 'connected', anna.emergencies.all.length - 1);
    const from = anna.emergencies.all.length;
    await psap.stop();
    assert.equal((await isStatus(anna, 'dropped', from)).why, 'cut-off');
    psap = await responders(hub);
    assert.ok(again.callbackNumber);
    await rung(again.callbackNumber);
    await isStatus(anna, 'ringing-back', from);
  });

  it('[EC-141] in a call longer than the hour whose line is dead the responders ring back, and can again for a while', async () => {
    const own = await dials(anna);
    await answer(psap, own);
    await isStatus(anna, 'connected');
    assert.ok(own.callbackNumber);
    await psap.stop();
    psap = await responders(hub, '+12015550179');
    const from = anna.emergencies.all.length;
    await hub.query(`
      update emergency_call set until_at = to_timestamp(1), state =
        jsonb_set(jsonb_set(state, '{legs,responder,status}', '"lost"'), '{callbackUntil}', '1')`);
    const callId = await rung(own.callbackNumber);
    assert.equal((await isStatus(anna, 'ringing-back', from)).locked, true);
    const again = anna.emergencies.all.length;
    await psap.client.send('HangUpCall', {callId});
    await isStatus(anna, 'dropped', again);
    await rung(own.callbackNumber);
    await isStatus(anna, 'ringing-back', again);
    await psap.stop();
    psap = await responders(hub);
  });

  it('[EM-25] the hub does nothing else for whoever calls for help, by whatever page it is asked', async () => {
    const contactId = await talking(hub, anna);
    const own = await dials(anna);
    for (const name of ['HoldContact', 'ResumeContact', 'EndContact', 'BeginConference'] as const)
      assert.deepEqual(await anna.hub.send(name, {contactId}), {status: 'refused', code: 'in-emergency'}, name);
    await ends(anna, own.callId);
    await does(anna, 'HoldContact', {contactId});
    await does(anna, 'ResumeContact', {contactId});
  });
});

describe('a dial that the hub cannot decide', {timeout: 60_000}, () => {
  it('[EM-30] is told by its kind alone: nothing in the log ties anybody to it', async () => {
    const hub = await hubForEmergencies();
    const bare = await connectBare(hub.url, await hub.issuer.token('anna'));
    try {
      const {agent} = await bare.resume();
      await hub.query('alter table emergency_number rename to elsewhere');
      const reply = await bare.command('DialEmergency', {number: '911'});
      await hub.query('alter table elsewhere rename to emergency_number');
      assert.deepEqual(reply, {error: 'The hub cannot decide this just now.'});
      const [line, ...others] = hub.log.lines.filter(({message}) => message.includes('could not be decided'));
      assert.deepEqual([line?.fields, others], [{errorName: 'error'}, []]);
      const log = JSON.stringify(hub.log.lines);
      for (const telling of ['DialEmergency', '911', agent.id]) assert.equal(log.includes(telling), false, telling);
    } finally {
      await bare.stop();
      await hub.stop();
    }
  });
});

describe('a call for help where no number is known', {timeout: 60_000}, () => {
  it('[EC-78] is taken all the same: the desk says to use another phone, and the presence is held', async () => {
    const hub = await hubForEmergencies({
      organisation: (file) => ({...file, country: 'PL', callerNumber: '+48221234567'}),
    });
    const anna = await connectDesk(hub, 'anna');
    try {
      const own = await dials(anna, '112');
      assert.deepEqual([own.status, own.why, own.number, own.holdsPresence], ['dropped', 'not-carried', '112', true]);
      assert.deepEqual(await anna.hub.send('DialEmergency', {number: '5'}), {
        status: 'refused',
        code: 'invalid-number',
      });
    } finally {
      await anna.stop();
      await hub.stop();
    }
  });

  it('[EC-78] [EC-151] narrowed to 911 where the number is another, every number of the country is taken and none is carried', async () => {
    const hub = await hubForEmergencies(
      {organisation: (file) => ({...file, country: 'GB', callerNumber: '+442071838750'})},
      {numbers: '911'},
    );
    const anna = await connectDesk(hub, 'anna');
    try {
      for (const [typed, local] of [
        ['999', '999'],
        ['112', '112'],
        ['+44 999', '999'],
      ] as const) {
        const own = await dials(anna, typed);
        assert.deepEqual([own.status, own.why, own.number, own.holdsPresence], ['dropped', 'not-carried', local, true]);
        await ends(anna, own.callId);
      }
    } finally {
      await anna.stop();
      await hub.stop();
    }
  });
});

import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, afterEach, before, describe, it} from 'node:test';
import type {TestPhone} from '../../support/desk-client.ts';
import {connectDesk} from '../../support/desk-client.ts';
import type {LegPeer} from '../../support/leg-peer.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {customerCalls, errorsOf, offerOf} from '../desk/scenes.ts';
import {type Person, does, endAll, goAvailable, person, talking} from '../parties/scenes.ts';
import {line, speak} from '../phone/telephones.ts';
import {
  CALLBACK_NUMBERS,
  answer,
  dials,
  ends,
  hubForEmergencies,
  isStatus,
  responders,
  speakAs,
} from './emergency-world.ts';

describe('an emergency call', {timeout: 120_000}, () => {
  let hub: TestHub;
  let anna: Person;
  let psap: TestPhone;
  const legs: LegPeer[] = [];
  const others: {stop(): Promise<void>}[] = [];

  before(async () => {
    hub = await hubForEmergencies();
    psap = await responders(hub);
  });

  afterEach(async () => {
    await Promise.all(legs.splice(0).map((each) => each.close()));
    await endAll(hub);
    await hub.query('delete from emergency_call');
    await hub.query('delete from agent_emergency');
    await hub.query('delete from emergency_number');
    await anna?.stop();
    for (const each of others.splice(0)) await each.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  after(async () => {
    await psap?.stop();
    await hub?.stop();
  });

  /** Of the database, as routing sees it. */
  async function heldBy(agentId: string): Promise<boolean> {
    return (await hub.query('select 1 from agent_emergency where agent_id = $1', [agentId])).length > 0;
  }

  async function presenceOf({subject}: Person): Promise<string> {
    const again = await connectDesk(hub, subject);
    others.push(again);
    const [snapshot] = again.snapshots.all;
    return snapshot?.agent.presence.base ?? '';
  }

  it('[EM-12] [EM-14] [EM-16] rings the responders, holds the presence and gives a number to be rung back on', async () => {
    anna = await person(hub);
    await goAvailable(anna);
    const own = await dials(anna);
    assert.equal(own.status, 'dialling');
    assert.equal(own.callbackNumber, CALLBACK_NUMBERS[0]);
    assert.equal(own.holdsPresence, true);
    assert.equal(own.locked, true);
    assert.equal(await heldBy(anna.agentId), true);
    const {call} = await psap.states.find('it rings', (state) => state.call?.callId === own.callId);
    assert.equal(call?.peer, CALLBACK_NUMBERS[0]);
  });

  it('[EM-18] [EM-39] the two speak; when the agent ends it the presence is as before and the number stays', async () => {
    anna = await person(hub);
    await goAvailable(anna);
    const own = await dials(anna);
    legs.push(await speakAs(anna, own));
    const {callId} = await answer(psap, own);
    await psap.states.find('it is answered', ({call}) => call?.callId === callId && call.status === 'connected');
    const responder = await speak(psap, callId);
    legs.push(responder);
    await isStatus(anna, 'connected');
    const over = await ends(anna, own.callId);
    assert.equal(over.status, 'over');
    assert.equal(over.callbackNumber, CALLBACK_NUMBERS[0]);
    await psap.states.find('the call is gone', (state) => state.call === null, psap.states.all.length - 1);
    await anna.emergencies.find('presence is free', ({own: each}) => each?.holdsPresence === false);
    const contactId = await customerCalls(hub);
    await offerOf(anna, contactId);
  });

  it('[EC-12] when its media process dies, both sides are told, and join again at the next one', async () => {
    anna = await person(hub);
    const own = await dials(anna);
    legs.push(await speakAs(anna, own));
    const {callId} = await answer(psap, own);
    await psap.states.find('it is answered', ({call}) => call?.callId === callId && call.status === 'connected');
    legs.push(await speak(psap, callId));
    const from = anna.emergencies.all.length;
    const told = psap.states.all.length;
    const record: {pid: number} = JSON.parse(await readFile(join(hub.configuration.runDir, 'media.json'), 'utf8'));
    process.kill(record.pid, 'SIGKILL');
    const {own: lost} = await anna.emergencies.find('its leg is lost', (each) => each.own?.leg?.lost === true, from);
    await psap.states.find('theirs is lost', ({call}) => call?.callId === callId && call.lost, told);
    assert.ok(lost);
    const again = anna.emergencies.all.length;
    legs.push(await speakAs(anna, lost, 2), await speak(psap, callId, 2));
    const {own: back} = await anna.emergencies.find('its leg is there', (each) => each.own?.leg?.lost === false, again);
    assert.equal(back?.status, 'connected');
    assert.equal(back.leg?.epoch, 2);
    // What was on its way to the process when it was killed could not be done: the hub says so, and nothing else.
    const unsaid = hub.log.lines.filter(({fields}) => JSON.stringify(fields).includes('"media-unreachable"'));
    for (const line of unsaid) hub.log.lines.splice(hub.log.lines.indexOf(line), 1);
  });

  it('[EC-7] what rings at the agent goes to somebody else, and is not held against them', async () => {
    anna = await person(hub);
    await goAvailable(anna);
    const contactId = await customerCalls(hub);
    await offerOf(anna, contactId);
    const from = anna.events.all.length;
    const own = await dials(anna);
    await anna.event('OfferWithdrawn', from);
    await ends(anna, own.callId);
    await offerOf(anna, contactId, from);
    assert.equal(await presenceOf(anna), 'available');
  });

  it('[EC-8] another call waits with music, and is there again afterwards', async () => {
    anna = await person(hub);
    const contactId = await talking(hub, anna);
    const own = await dials(anna);
    await isStatus(anna, 'dialling');
    assert.equal(own.status, 'dialling');
    const [row] = await hub.query<{status: string}>('select status from contact where id = $1', [contactId]);
    assert.equal(row?.status, 'connected');
    await ends(anna, own.callId);
    await does(anna, 'HoldContact', {contactId});
  });

  it('[EM-40] cut off, the presence stays held until the agent says that it is over', async () => {
    anna = await person(hub);
    const own = await dials(anna);
    const {callId} = await answer(psap, own);
    const from = anna.emergencies.all.length;
    await psap.client.send('HangUpCall', {callId});
    const dropped = await isStatus(anna, 'dropped', from);
    assert.equal(dropped.why, 'cut-off');
    assert.equal(await heldBy(anna.agentId), true);
    await ends(anna, own.callId);
    await anna.emergencies.find('presence is free', (each) => each.own?.status === 'over', from);
  });

  it('[EM-17] [EM-24] [EM-30] after its hour nothing is left, and the number rests', async () => {
    anna = await person(hub);
    const own = await dials(anna);
    await ends(anna, own.callId);
    const from = anna.emergencies.all.length;
    await hub.query(
      `update emergency_call set state = jsonb_set(state, '{callbackUntil}', '1'), until_at = to_timestamp(1)`,
    );
    await anna.emergencies.find('it is forgotten', (each) => each.own === null, from);
    assert.equal((await hub.query('select 1 from emergency_call')).length, 0);
    assert.equal((await hub.query('select 1 from agent_emergency')).length, 0);
    const ben = await person(hub);
    others.push(ben);
    assert.equal((await dials(ben)).callbackNumber, CALLBACK_NUMBERS[1]);
  });

  it('[EM-40] what the agent chooses between two calls is what a callback goes back to; during one they choose nothing', async () => {
    anna = await person(hub);
    const own = await dials(anna);
    const held = await anna.hub.send('SetPresence', {base: 'available', reason: null});
    assert.deepEqual(held, {status: 'refused', code: 'in-emergency'});
    assert.deepEqual(await anna.hub.send('SignOut', {}), {status: 'refused', code: 'in-emergency'});
    await ends(anna, own.callId);
    await goAvailable(anna);
    const again = await dials(anna);
    assert.equal(again.callbackNumber, own.callbackNumber);
    await ends(anna, again.callId);
    await offerOf(anna, await customerCalls(hub));
  });

  it('[EC-9] supervisors who are signed in are told that it is, and nothing of the call', async () => {
    const sofia = await connectDesk(hub, 'sofia', 'Sofia', {roles: ['supervisor']});
    others.push(sofia);
    anna = await person(hub);
    const own = await dials(anna);
    const {alerts} = await sofia.emergencies.find('an alert', (each) => each.alerts.length > 0);
    assert.deepEqual(alerts, [{callId: own.callId, agentName: anna.subject, dialledAt: own.dialledAt, test: false}]);
    const from = sofia.emergencies.all.length;
    await ends(anna, own.callId);
    await sofia.emergencies.find('it is over', (each) => each.alerts.length === 0, from);
  });

  it('[EC-2] [EC-11] a dial that is sent twice is one call; a test number runs the same way', async () => {
    anna = await person(hub);
    const testers = await responders(hub, '933');
    others.push(testers);
    const own = await dials(anna, '933');
    assert.equal(own.test, true);
    assert.equal((await dials(anna, '933')).callId, own.callId);
    await line(testers, 'ringing');
    assert.equal((await hub.query('select 1 from emergency_call')).length, 1);
  });

  it('[EC-10] nobody at the other end is said at once', async () => {
    anna = await person(hub);
    await hub.query(`update phone set hub_id = null where number = '911'`);
    const own = await dials(anna);
    assert.equal(own.status, 'dropped');
    assert.equal(own.why, 'unreachable');
    assert.equal(own.holdsPresence, true);
    await hub.query(`update phone set hub_id = (select id from hub_process limit 1) where number = '911'`);
  });
});

import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import type {LegPeer} from '../../support/leg-peer.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {does, read} from '../parties/scenes.ts';
import {type AtTelephone, CHIDI, atTelephone, legOf, line, press, ringing, speak} from '../phone/telephones.ts';
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

/** An agent whose ordinary calls are spoken at a telephone calls for help at the desk. */
describe('an emergency of an agent who speaks at a telephone', {timeout: 120_000}, () => {
  let hub: TestHub;
  let psap: TestPhone;
  let other: TestPhone;
  let chidi: AtTelephone;
  const legs: LegPeer[] = [];

  before(async () => {
    const agents = [{id: 'chidi', subject: 'chidi', number: CHIDI, device: 'telephone'}];
    hub = await hubForEmergencies({organisation: (file) => ({...file, agents})});
    psap = await responders(hub);
    other = await connectPhone(hub, '+12015550177');
    chidi = await atTelephone(hub, 'chidi', CHIDI);
  });

  afterEach(async () => {
    await Promise.all(legs.splice(0).map((each) => each.close()));
    assert.deepEqual(errorsOf(hub), []);
  });

  after(async () => {
    await chidi?.phone.stop();
    for (const each of [chidi, other, psap]) await each?.stop();
    await hub?.stop();
  });

  it('[EC-104] dialled at the desk it is spoken at the desk; the telephone stays quiet', async () => {
    const from = chidi.phone.states.all.length;
    const own = await dials(chidi);
    legs.push(await speakAs(chidi, own));
    const {callId} = await answer(psap, own);
    await psap.states.find('it is answered', ({call}) => call?.callId === callId && call.status === 'connected');
    legs.push(await speak(psap, callId));
    const spoken = await isStatus(chidi, 'connected');
    assert.equal(spoken.leg?.lost, false);
    const told = chidi.emergencies.all.length;
    await psap.client.send('HangUpCall', {callId});
    await isStatus(chidi, 'dropped', told);
    assert.deepEqual(
      chidi.phone.states.all.slice(from).filter(({call}) => call !== null),
      [],
    );
  });

  it('[EC-104] [EM-23] responders who ring back ring at the desk, and are spoken to there', async () => {
    const from = chidi.phone.states.all.length;
    const told = chidi.emergencies.all.length;
    await other.client.send('PlaceCall', {to: CALLBACK_NUMBERS[0] ?? '', name: null, data: {}});
    const rung = await isStatus(chidi, 'ringing-back', told);
    assert.equal(rung.locked, true);
    assert.deepEqual(await chidi.hub.send('AnswerEmergency', {callId: rung.callId}), {status: 'done', result: null});
    const spoken = await isStatus(chidi, 'connected', told);
    legs.push(await speakAs(chidi, spoken));
    assert.deepEqual(
      chidi.phone.states.all.slice(from).filter(({call}) => call !== null),
      [],
    );
    await ends(chidi, rung.callId);
  });

  it('[EC-104] [EC-8] in a call at the telephone the customer waits, and is at the telephone again afterwards', async () => {
    const {contactId} = await ringing(hub, chidi);
    const from = chidi.phone.states.all.length;
    await press(chidi.phone, 'AnswerCall', contactId);
    await line(chidi.phone, 'connected', from);
    const before = legOf(await read(hub, contactId), chidi);
    const own = await dials(chidi);
    legs.push(await speakAs(chidi, own));
    assert.equal((await read(hub, contactId)).status, 'connected');
    await ends(chidi, own.callId);
    assert.deepEqual(legOf(await read(hub, contactId), chidi), before);
    assert.equal(chidi.phone.states.all.at(-1)?.call?.status, 'connected');
    await does(chidi, 'HoldContact', {contactId});
  });
});

import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import type {EmergencyView} from '../../../src/api/wire/emergency.ts';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import type {LegPeer} from '../../support/leg-peer.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {DONE, type Person, person} from '../parties/scenes.ts';
import {speak} from '../phone/telephones.ts';
import {answer, dials, ends, hubForEmergencies, isStatus, responders, speakAs} from './emergency-world.ts';

const REFUSED = (code: string) => ({status: 'refused', code});

describe('what crosses in an emergency', {timeout: 90_000}, () => {
  let hub: TestHub;
  let psap: TestPhone;
  let line: TestPhone;
  let anna: Person;
  const legs: LegPeer[] = [];

  before(async () => {
    hub = await hubForEmergencies({timings: {agentGraceMs: 1_000}});
    psap = await responders(hub);
    line = await connectPhone(hub, '+12015550178');
  });

  afterEach(async () => {
    await Promise.all(legs.splice(0).map((each) => each.close()));
    await anna.stop();
    for (const table of ['emergency_call', 'agent_emergency', 'emergency_number'])
      await hub.query(`delete from ${table}`);
  });

  after(async () => {
    for (const each of [line, psap, hub]) await each?.stop();
  });

  async function ringBack({callbackNumber}: EmergencyView): Promise<EmergencyView> {
    const from = anna.emergencies.all.length;
    assert.deepEqual(await line.client.send('PlaceCall', {to: callbackNumber ?? '', name: null, data: {}}), {
      status: 'done',
      sdp: null,
    });
    return isStatus(anna, 'ringing-back', from);
  }

  it('[EC-50] an end that is sent again leaves the responders who ring back alone; the answer to an older call is refused', async () => {
    anna = await person(hub);
    const own = await dials(anna);
    const {callId} = own;
    const seenLegId = own.leg?.id ?? '';
    await answer(psap, own);
    await isStatus(anna, 'connected');
    const from = anna.emergencies.all.length;
    assert.deepEqual(await anna.hub.send('EndEmergency', {callId, seenLegId}), DONE);
    await isStatus(anna, 'over', from);
    const rung = await ringBack(own);
    assert.deepEqual(await anna.hub.send('EndEmergency', {callId, seenLegId}), DONE);
    assert.deepEqual(await anna.hub.send('EndEmergency', {callId, seenLegId: null}), DONE);
    assert.deepEqual(await anna.hub.send('AnswerEmergency', {callId, seenLegId}), REFUSED('contact-gone'));
    const answered = anna.emergencies.all.length;
    assert.deepEqual(await anna.hub.send('AnswerEmergency', {callId, seenLegId: rung.leg?.id ?? ''}), DONE);
    const now = await isStatus(anna, 'connected', answered);
    assert.deepEqual(await anna.hub.send('EndEmergency', {callId, seenLegId: now.leg?.id ?? ''}), DONE);
    await isStatus(anna, 'over', answered);
  });

  it('[EC-47] responders whose line is dead without a hang-up are cut off, and reach the agent again', async () => {
    anna = await person(hub);
    const own = await dials(anna);
    legs.push(await speakAs(anna, own));
    const {callId} = await answer(psap, own);
    await isStatus(anna, 'connected');
    legs.push(await speak(psap, callId));
    const heard = `select 1 from emergency_call where state #>> '{legs,responder,status}' = 'connected'`;
    while ((await hub.query(heard)).length === 0) await immediate();
    const from = anna.emergencies.all.length;
    // As the media process tells it after a while without a sign of them.
    await hub.query(`update emergency_call set state = jsonb_set(state, '{legs,responder,status}', '"lost"')`);
    const dropped = await isStatus(anna, 'dropped', from);
    assert.equal(dropped.why, 'cut-off');
    await ringBack(own);
    await ends(anna, callId);
  });

  it('[EC-52] locked down the hub places no other call, and keeps nothing that says why', async () => {
    anna = await person(hub);
    const own = await dials(anna);
    assert.deepEqual(await anna.hub.send('Dial', {number: '+12015550142'}), REFUSED('capacity-full'));
    assert.deepEqual(await anna.hub.send('SetPresence', {base: 'available', reason: null}), REFUSED('in-emergency'));
    assert.deepEqual(await anna.hub.send('SignOut', {}), REFUSED('in-emergency'));
    assert.deepEqual(await anna.hub.send('Dial', {number: '911'}), REFUSED('emergency-not-carried'));
    await ends(anna, own.callId);
    const kept = await hub.query<{reply: string}>('select reply::text as reply from command where actor like $1', [
      `%${anna.agentId}%`,
    ]);
    assert.equal(
      kept.some(({reply}) => /emergency/.test(reply)),
      false,
    );
  });
});

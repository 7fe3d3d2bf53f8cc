import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import type {EmergencyView} from '../../../src/api/wire/emergency.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import type {LegPeer} from '../../support/leg-peer.ts';
import {type ReceivedMail, type TestMailServer, startMailServer} from '../../support/mail-server.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {type Person, DONE, person} from '../parties/scenes.ts';
import {answer, dials, ends, hubForEmergencies, isStatus, responders, speakAs, toldOf} from './emergency-world.ts';

const LEAD = 'lead@northwind.example';
const DRILLS = 'drills@northwind.example';

describe('a call for help beside a test of it', {timeout: 60_000}, () => {
  let server: TestMailServer;
  let hub: TestHub;
  let psap: TestPhone;
  let testers: TestPhone;
  let line: TestPhone;
  let anna: Person;
  let sofia: TestDesk;
  const legs: LegPeer[] = [];
  const others: {stop(): Promise<void>}[] = [];

  before(async () => {
    server = await startMailServer();
    hub = await hubForEmergencies(
      {configuration: {mail: {url: server.url, from: 'desk@northwind.example'}}, timings: {deskAwayMs: 1_000}},
      {notifications: LEAD, testNotifications: DRILLS},
    );
    psap = await responders(hub);
    testers = await responders(hub, '933');
    line = await connectPhone(hub, '+12015550178');
  });

  beforeEach(async () => {
    server.mails.all.length = 0;
    anna = await person(hub);
    sofia = await connectDesk(hub, 'sofia', 'Sofia', {roles: ['supervisor']});
  });

  afterEach(async () => {
    await Promise.all(legs.splice(0).map((each) => each.close()));
    for (const each of [anna, sofia, ...others.splice(0)]) await each.stop();
    for (const table of ['emergency_mail', 'emergency_call', 'agent_emergency', 'emergency_number'])
      await hub.query(`delete from ${table}`);
    assert.deepEqual(errorsOf(hub), []);
  });

  after(async () => {
    for (const each of [psap, testers, line, hub, server]) await each?.stop();
  });

  const mailed = (from = 0): Promise<ReceivedMail> => server.mails.find('a mail', () => true, from);

  /** The telephone is told that its call is over. */
  async function overAt(phone: TestPhone, from: number): Promise<void> {
    await phone.states.find('it is over there', ({call}) => call === null || call.status === 'ended', from);
  }

  async function spokenAndEnded(number: string, at: TestPhone): Promise<EmergencyView> {
    const own = await dials(anna, number);
    const from = anna.emergencies.all.length - 1;
    await answer(at, own);
    await isStatus(anna, 'connected', from);
    return ends(anna, own.callId);
  }

  it('[EC-175] responders who ring back after a test reach the real call, and so does all that is told of it', async () => {
    const real = await spokenAndEnded('911', psap);
    assert.deepEqual((await mailed()).recipients, [LEAD]);
    const {callbackNumber, number, test} = await spokenAndEnded('933', testers);
    assert.deepEqual(
      [callbackNumber, number, test],
      [real.callbackNumber, '911', false],
      'what the bar offers to redial',
    );
    const drill = await mailed(1);
    assert.deepEqual(drill.recipients, [DRILLS], 'the test itself is a test');
    assert.ok(drill.content.subject?.startsWith('[TEST] '));
    const from = anna.emergencies.all.length;
    await line.client.send('PlaceCall', {to: callbackNumber ?? '', name: null, data: {}});
    const ringing = await isStatus(anna, 'ringing-back', from);
    assert.deepEqual([ringing.number, ringing.test], ['911', false]);
    const before = sofia.emergencies.all.length;
    assert.deepEqual(await anna.hub.send('AnswerEmergency', {callId: real.callId}), DONE);
    const spoken = await isStatus(anna, 'connected', from);
    assert.deepEqual([spoken.number, spoken.test], ['911', false]);
    const {alerts} = await sofia.emergencies.find('an alert', (each) => each.alerts.length > 0, before);
    assert.deepEqual(
      alerts.map((each) => [each.test, each.dialledAt]),
      [[false, real.dialledAt]],
    );
  });

  it('[EC-175] the mail that nobody answers them goes to the agent’s people, and says no test', async () => {
    const real = await spokenAndEnded('911', psap);
    await mailed();
    await spokenAndEnded('933', testers);
    await mailed(1);
    await anna.stop();
    await line.client.send('PlaceCall', {to: real.callbackNumber ?? '', name: null, data: {}});
    const {recipients, content} = await mailed(2);
    assert.deepEqual(recipients, [LEAD]);
    assert.ok(content.subject?.startsWith('Responders ring back, and nobody answers'));
    assert.ok(content.text?.includes('(911)'));
  });

  it('[EC-175] while a test is under way they do not find the line busy', async () => {
    const real = await spokenAndEnded('911', psap);
    await answer(testers, await dials(anna, '933'));
    const from = anna.emergencies.all.length - 1;
    await isStatus(anna, 'connected', from);
    const seen = testers.states.all.length;
    await line.client.send('PlaceCall', {to: real.callbackNumber ?? '', name: null, data: {}});
    const ringing = await isStatus(anna, 'ringing-back', from);
    assert.deepEqual([ringing.number, ringing.test], ['911', false]);
    await overAt(testers, seen);
  });

  it('[EC-176] a real dial ends a test that is under way, with its sound, and rings the responders', async () => {
    const page = await connectDesk(hub, anna.subject);
    others.push(page);
    const own = await dials(anna, '933');
    await answer(testers, own);
    const tested = await speakAs(anna, own);
    legs.push(tested);
    await isStatus(anna, 'connected');
    const from = page.emergencies.all.length;
    const seen = testers.states.all.length;
    await dials(page);
    const called = await toldOf(page, 'the real call', (each) => each?.number === '911', from);
    assert.ok(called);
    assert.deepEqual([called.callId, called.test, called.status], [own.callId, false, 'dialling']);
    assert.notEqual(called.leg?.id, own.leg?.id);
    await overAt(testers, seen);
    await answer(psap, called);
    legs.push(await speakAs(page, called));
    await isStatus(page, 'connected', from);
    await dials(anna, '933');
    const [{number} = assert.fail()] = await hub.query<{number: string}>(
      `select state->>'number' as number from emergency_call where ongoing`,
    );
    assert.equal(number, '911', 'a test goes on with the real call');
    await ends(page, own.callId);
  });
});

import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import type {EmergencyMail, EmergencyView} from '../../../src/api/wire/emergency.ts';
import type {TestPhone} from '../../support/desk-client.ts';
import {type ReceivedMail, type TestMailServer, startMailServer} from '../../support/mail-server.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {type Person, does, person} from '../parties/scenes.ts';
import {answer, dials, ends, hubForEmergencies, isStatus, responders, toldOf} from './emergency-world.ts';

const FIRST = 'first@northwind.example';
const SECOND = 'second@northwind.example';
const CAVEAT = 'The call could not be placed from the desk.';
const CORRECTS = '[CORRECTION] ';

describe('the mail about a call that fails after the mail is written', {timeout: 120_000}, () => {
  let server: TestMailServer;
  let hub: TestHub;
  let psap: TestPhone;
  let anna: Person;

  before(async () => {
    server = await startMailServer();
    hub = await hubForEmergencies(
      {configuration: {mail: {url: server.url, from: 'desk@northwind.example'}}},
      {notifications: `${FIRST}; ${SECOND}`},
    );
    psap = await responders(hub);
  });

  beforeEach(async () => {
    server.mood = 'takes';
    server.refused = null;
    server.mails.all.length = 0;
    anna = await person(hub);
  });

  afterEach(async () => {
    await anna.stop();
    for (const table of ['emergency_mail', 'emergency_call', 'agent_emergency', 'emergency_number'])
      await hub.query(`delete from ${table}`);
  });

  after(async () => {
    for (const each of [psap, hub, server]) await each?.stop();
  });

  const mailed = (from = 0): Promise<ReceivedMail> => server.mails.find('a mail', () => true, from);
  const told = (): Promise<EmergencyView | null> => toldOf(anna, 'they are told', (own) => own?.contacts === 'told');

  async function takes(mailId: string): Promise<EmergencyMail> {
    const reply = await anna.hub.send('TakeEmergencyMail', {mailId, deskId: anna.deskId});
    assert.ok(reply.status === 'done', JSON.stringify(reply));
    return reply.result.mail;
  }

  async function offered(): Promise<string> {
    const {mailId} = await anna.emergencies.find('a mail to send', (each) => each.mailId !== null);
    return mailId ?? '';
  }

  async function reports(mailId: string): Promise<void> {
    await does(anna, 'ReportEmergencyMail', {mailId, deskId: anna.deskId, outcome: 'sent'});
  }

  /** Rung, and they do not take it. */
  async function declined({callId}: EmergencyView): Promise<void> {
    await psap.states.find('it rings', ({call}) => call?.callId === callId);
    await psap.client.send('DeclineCall', {callId});
    assert.equal((await isStatus(anna, 'dropped')).why, 'unreachable');
  }

  /** Nothing is left to be sent, and nothing that would lead to a mail. */
  async function nothingMore(): Promise<void> {
    const text = `select 1 from emergency_mail union all
      select 1 from emergency_call, unnest(failed) as dial where told ? dial`;
    while ((await hub.query(text)).length > 0) await immediate();
  }

  it('[EC-49] is rendered as things are when it is sent, even after the agent has ended it', async () => {
    const own = await dials(anna);
    await offered();
    await declined(own);
    await ends(anna, own.callId);
    const {content, recipients} = await mailed();
    assert.ok(content.text?.includes(CAVEAT));
    assert.equal(content.subject?.startsWith(CORRECTS), false);
    assert.deepEqual(recipients, [FIRST, SECOND]);
    await nothingMore();
    assert.equal(server.mails.all.length, 1);
  });

  it('[EC-140] went out before: the same people get one that corrects it, once', async () => {
    const own = await dials(anna);
    const mailId = await offered();
    assert.equal((await takes(mailId)).text.includes(CAVEAT), false);
    await reports(mailId);
    await told();
    await declined(own);
    const {content, recipients} = await mailed();
    assert.ok(content.subject?.startsWith(CORRECTS));
    assert.ok(content.text?.includes(CAVEAT));
    assert.deepEqual(recipients, [FIRST, SECOND]);
    await nothingMore();
    await ends(anna, own.callId);
    await nothingMore();
    assert.equal(server.mails.all.length, 1);
  });

  it('[EC-140] is on its way as the call fails: it is corrected when it is known to have gone out', async () => {
    const own = await dials(anna);
    const mailId = await offered();
    await takes(mailId);
    await declined(own);
    await reports(mailId);
    const {content} = await mailed();
    assert.ok(content.subject?.startsWith(CORRECTS));
    await nothingMore();
    assert.equal(server.mails.all.length, 1);
  });

  it('[EC-140] some had it before: they get the correction, the others a mail that says it', async () => {
    server.refused = SECOND;
    const own = await dials(anna);
    assert.deepEqual((await mailed()).recipients, [FIRST]);
    const text = `select 1 from emergency_mail where recipients = array['${SECOND}']`;
    while ((await hub.query(text)).length === 0) await immediate();
    server.refused = null;
    await declined(own);
    await hub.query(`update emergency_mail set delivery = delivery || '{"notBefore": 1}'`);
    const ofFirst = await server.mails.find('the correction', ({recipients}) => recipients.includes(FIRST), 1);
    const ofSecond = await server.mails.find('the first mail', ({recipients}) => recipients.includes(SECOND), 1);
    assert.ok(ofFirst.content.subject?.startsWith(CORRECTS));
    assert.equal(ofSecond.content.subject?.startsWith(CORRECTS), false);
    for (const {content} of [ofFirst, ofSecond]) assert.ok(content.text?.includes(CAVEAT));
  });

  it('[EC-140] a call that was reached and cut off is corrected by nothing', async () => {
    const own = await dials(anna);
    const mailId = await offered();
    await takes(mailId);
    await reports(mailId);
    await answer(psap, own);
    await isStatus(anna, 'connected');
    await psap.client.send('HangUpCall', {callId: own.callId});
    assert.equal((await isStatus(anna, 'dropped')).why, 'cut-off');
    await nothingMore();
    assert.deepEqual(server.mails.all, []);
  });
});

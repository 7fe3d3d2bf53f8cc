import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import type {EmergencyMail, EmergencyView} from '../../../src/api/wire/emergency.ts';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {type ReceivedMail, type TestMailServer, startMailServer} from '../../support/mail-server.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {DONE, type Person, does, person} from '../parties/scenes.ts';
import {
  CALLBACK_NUMBERS,
  answer,
  dials,
  ends,
  hubForEmergencies,
  isStatus,
  responders,
  toldOf,
} from './emergency-world.ts';

const LEAD = 'lead@northwind.example';
const DRILLS = 'drills@northwind.example';

describe('the mail about an emergency', {timeout: 120_000}, () => {
  let server: TestMailServer;
  let hub: TestHub;
  let psap: TestPhone;
  let anna: Person;
  const others: {stop(): Promise<void>}[] = [];

  before(async () => {
    server = await startMailServer();
    hub = await hubForEmergencies(
      {
        configuration: {mail: {url: server.url, from: 'desk@northwind.example'}},
        timings: {deskAwayMs: 1_000},
        organisation: (file) => ({
          ...file,
          agents: [
            {
              id: 'omar',
              subject: 'omar',
              emergencyNotifications: 'safety@northwind.example; Ola <ola@northwind.example>',
            },
          ],
        }),
      },
      {notifications: LEAD, testNotifications: DRILLS, zone: 'America/New_York'},
    );
    psap = await responders(hub);
    others.push(await responders(hub, '933'));
  });

  beforeEach(async () => {
    server.mood = 'takes';
    server.mails.all.length = 0;
    anna = await person(hub);
  });

  afterEach(async () => {
    await anna.stop();
    for (const table of ['emergency_mail', 'emergency_call', 'agent_emergency', 'emergency_number'])
      await hub.query(`delete from ${table}`);
  });

  after(async () => {
    for (const each of [...others, psap, hub, server]) await each?.stop();
  });

  async function offered(desk: TestDesk, from = 0): Promise<string> {
    const {mailId} = await desk.emergencies.find('a mail to send', (each) => each.mailId !== null, from);
    assert.ok(mailId);
    return mailId;
  }

  /** The telephone is back at the hub that was started again. */
  async function pluggedIn(number: string): Promise<void> {
    const text = 'select 1 from phone where number = $1 and hub_id is null';
    while ((await hub.query(text, [number])).length > 0) await immediate();
  }

  /** The hub has seen the telephone go. */
  async function left(number: string): Promise<void> {
    const text = 'select 1 from phone where number = $1 and hub_id is not null';
    while ((await hub.query(text, [number])).length > 0) await immediate();
  }

  async function takes(desk: TestDesk, mailId: string): Promise<EmergencyMail> {
    const reply = await desk.hub.send('TakeEmergencyMail', {mailId, deskId: desk.deskId});
    assert.ok(reply.status === 'done', JSON.stringify(reply));
    return reply.result.mail;
  }

  const told = (desk: TestDesk, contacts: EmergencyView['contacts'], from = 0): Promise<EmergencyView | null> =>
    toldOf(desk, `contacts are ${contacts}`, (own) => own?.contacts === contacts, from);

  const mailed = (from = 0): Promise<ReceivedMail> => server.mails.find('a mail', () => true, from);

  async function mails(): Promise<number> {
    return (await hub.query('select 1 from emergency_mail')).length;
  }

  /** As if so much time had gone by for the mail. */
  async function age(change: object): Promise<void> {
    await hub.query('update emergency_mail set delivery = delivery || $1::jsonb', [JSON.stringify(change)]);
  }

  /** So many attempts have failed, and nobody has it now. */
  async function givenBack(attempts: number): Promise<void> {
    const text = `select 1 from emergency_mail where delivery->'attempts' = $1::jsonb and delivery->'taken' = 'null'`;
    while ((await hub.query(text, [String(attempts)])).length === 0) await immediate();
  }

  it('[EM-31] [EC-40] a desk of the agent has it at dialling, sends it and says so; the hub sends nothing', async () => {
    const own = await dials(anna);
    assert.equal(own.status, 'dialling');
    const mailId = await offered(anna);
    const mail = await takes(anna, mailId);
    assert.deepEqual(mail.to, [LEAD]);
    assert.equal(mail.subject, `Emergency call by ${anna.subject}`);
    assert.ok(mail.text.includes(CALLBACK_NUMBERS[0] ?? '?') && mail.text.includes('EST'));
    assert.ok(mail.html.startsWith('<html lang="en">'));
    const second = await connectDesk(hub, anna.subject);
    others.push(second);
    const late = await second.hub.send('TakeEmergencyMail', {mailId, deskId: second.deskId});
    assert.equal(late.status, 'refused');
    await does(anna, 'ReportEmergencyMail', {mailId, deskId: anna.deskId, outcome: 'sent'});
    await told(anna, 'told');
    assert.equal(await mails(), 0);
    assert.deepEqual(server.mails.all, []);
  });

  it('[EC-40] nobody else’s desk gets it', async () => {
    await dials(anna);
    const mailId = await offered(anna);
    const ben = await person(hub);
    others.push(ben);
    assert.equal((await ben.hub.send('TakeEmergencyMail', {mailId, deskId: ben.deskId})).status, 'refused');
    await does(ben, 'ReportEmergencyMail', {mailId, deskId: anna.deskId, outcome: 'sent'});
    assert.equal(await mails(), 1);
    assert.equal(
      ben.emergencies.all.some((each) => each.mailId !== null),
      false,
    );
  });

  it('[EM-31] [EM-35] a desk that sends nothing: the hub does, to the agent’s own people', async () => {
    const omar = await connectDesk(hub, 'omar', 'Omar <b>Farouk</b>');
    others.push(omar);
    await dials(omar);
    const {recipients, from, content} = await mailed();
    assert.deepEqual(recipients, ['safety@northwind.example', 'ola@northwind.example']);
    assert.equal(from, 'desk@northwind.example');
    assert.equal(content.subject, 'Emergency call by Omar <b>Farouk</b>');
    assert.ok(content.text?.includes('(911)'));
    assert.ok(content.html?.includes('Omar &lt;b&gt;Farouk&lt;/b&gt;'));
    await told(omar, 'told');
    assert.equal(await mails(), 0);
  });

  it('[EM-31] the dial waits for no mail: it rings and is told before any is written', async () => {
    server.mood = 'refuses';
    const own = await dials(anna);
    await psap.states.find('it rings', (state) => state.call?.callId === own.callId);
    await answer(psap, own);
    await isStatus(anna, 'connected');
    // Written by whoever looks after mail, when they come to it.
    while ((await mails()) === 0) await immediate();
    assert.equal(await mails(), 1);
  });

  it('[EC-42] what the mailbox of the agent refuses the hub sends at once, and not as sent again', async () => {
    await dials(anna);
    const mailId = await offered(anna);
    await takes(anna, mailId);
    await does(anna, 'ReportEmergencyMail', {mailId, deskId: anna.deskId, outcome: 'failed'});
    const {content} = await mailed();
    assert.equal(content.subject, `Emergency call by ${anna.subject}`);
    await told(anna, 'told');
  });

  it('[EC-41] a page that took it and is gone: the hub sends it, and says that it may be there already', async () => {
    await dials(anna);
    await takes(anna, await offered(anna));
    await anna.stop();
    await age({taken: {by: anna.deskId, until: 1}});
    const {content} = await mailed();
    assert.ok(content.subject?.startsWith('[SENT AGAIN] '));
  });

  it('[EC-41] [EC-42] a server that refuses is asked again; one that hangs up may have it already', async () => {
    server.mood = 'refuses';
    await dials(anna);
    const first = await mailed();
    assert.equal(first.content.subject?.startsWith('[SENT'), false);
    server.mood = 'closes';
    await givenBack(1);
    await age({notBefore: 1});
    const second = await mailed(1);
    assert.equal(second.content.subject?.startsWith('[SENT'), false);
    assert.equal(second.content.messageId, first.content.messageId);
    server.mood = 'takes';
    await givenBack(2);
    await age({notBefore: 1});
    const third = await mailed(2);
    assert.ok(third.content.subject?.startsWith('[SENT AGAIN] '));
    await told(anna, 'told');
    const lines = JSON.stringify(hub.log.lines);
    for (const each of [LEAD, anna.subject, anna.agentId]) assert.equal(lines.includes(each), false, each);
  });

  it('[EC-43] not sent within a day it is gone, and the operator is told without what it said', async () => {
    server.mood = 'refuses';
    await dials(anna);
    await mailed();
    await givenBack(1);
    await age({createdAt: 1});
    const sentence = 'notices by mail could not be sent within 24 hours and are gone: check the mail service';
    await hub.log.said(sentence);
    assert.deepEqual(
      hub.log.lines.filter(({message}) => message === sentence),
      [{level: 'error', fields: {count: 1}, message: sentence}],
    );
    assert.equal(await mails(), 0);
  });

  it('[EM-31] each dial is told once: twice the same command or a second press lead to one mail', async () => {
    const own = await dials(anna);
    await answer(psap, own);
    await isStatus(anna, 'connected');
    await anna.hub.send('DialEmergency', {number: '911'});
    await mailed();
    await told(anna, 'told');
    await psap.client.send('HangUpCall', {callId: own.callId});
    await isStatus(anna, 'dropped');
    await dials(anna);
    await mailed(1);
    assert.equal(server.mails.all.length, 2);
  });

  it('[EM-31] [EC-44] a test call is told to who looks after tests, and says so', async () => {
    await dials(anna, '933');
    const {recipients, content} = await mailed();
    assert.deepEqual(recipients, [DRILLS]);
    assert.ok(content.subject?.startsWith('[TEST] '));
  });

  it('[EM-31] what a killed hub had not sent the next one sends', async () => {
    server.mood = 'refuses';
    await dials(anna);
    await mailed();
    await givenBack(1);
    server.mood = 'takes';
    await hub.restart();
    await age({notBefore: 1});
    await mailed(1);
    await told(anna, 'told');
    await pluggedIn('911');
  });

  it('[EM-23] responders ring back and no desk is there: it goes on ringing, and the contacts are told', async () => {
    const own = await dials(anna);
    await answer(psap, own);
    await isStatus(anna, 'connected');
    await ends(anna, own.callId);
    await mailed();
    await anna.stop();
    const line = await connectPhone(hub, '+12015550178');
    others.push(line);
    await line.client.send('PlaceCall', {to: own.callbackNumber ?? '', name: null, data: {}});
    const {content} = await mailed(1);
    assert.ok(content.subject?.startsWith('Responders ring back, and nobody answers'));
    const again = await connectDesk(hub, anna.subject);
    others.push(again);
    await isStatus(again, 'ringing-back');
    assert.equal((await again.hub.send('AnswerEmergency', {callId: own.callId})).status, DONE.status);
  });

  it('[EC-48] whom the server did not take it for is told later; the others are not told twice', async () => {
    server.refused = 'ola@northwind.example';
    const omar = await connectDesk(hub, 'omar', 'Omar Farouk');
    others.push(omar);
    await dials(omar);
    const first = await mailed();
    assert.deepEqual(first.recipients, ['safety@northwind.example']);
    await givenBack(1);
    server.refused = null;
    await age({notBefore: 1});
    const second = await mailed(1);
    assert.deepEqual(second.recipients, ['ola@northwind.example']);
    await told(omar, 'told');
  });

  it('[EC-49] a number that nobody answers at is no help on its way, and the mail says so', async () => {
    await psap.stop();
    await left('911');
    const own = await dials(anna);
    assert.equal(own.why, 'unreachable');
    const {content} = await mailed();
    assert.ok(content.text?.includes('The call could not be placed from the desk.'));
    psap = await responders(hub);
  });
});

import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import pg from 'pg';
import {claimNumber} from '../../../src/api/phone-client.ts';
import {type BareDesk, connectBare} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub, startTestHub} from '../../support/test-hub.ts';
import {errorsOf} from './scenes.ts';

const NUMBER = '+12015554321';
const DIALLED = '+12015558765';
const CALLER = 'Marked-Caller-Name';
const AGENT = 'Marked-Agent-Name';
const NOTE = 'marked note text';
const REASON = 'marked-variable-value';
const PIN = 'marked-secure-value';

describe('what is personal', () => {
  let hub: TestHub;
  let listener: pg.Client;
  let desk: BareDesk;
  let phone: BareDesk;
  const notified: string[] = [];
  const secrets: string[] = [];

  before(async () => {
    hub = await startTestHub();
    listener = new pg.Client(hub.database.connection);
    await listener.connect();
    listener.on('notification', (message) => notified.push(message.payload ?? ''));
    await listener.query('listen cordboard_wake');
    const token = await hub.issuer.token('anna', {name: AGENT});
    const claim = await claimNumber(hub.url, NUMBER, null);
    secrets.push(token, claim.token, claim.key);
    desk = await connectBare(hub.url, token);
    phone = await connectBare(hub.url, claim.token, '/phone');
    await wholePath();
  });

  after(async () => {
    await Promise.all([desk?.stop(), phone?.stop(), listener?.end()]);
    await hub?.stop();
  });

  async function next<Type extends 'ContactOffered' | 'ContactConnected' | 'ContactEnded' | 'ContactReleased'>(
    type: Type,
    from = 0,
  ) {
    return desk.events.find(type, (event) => event.type === type, from);
  }

  /** A call in and a call out, with mistakes on the way, each with marked values. */
  async function wholePath(): Promise<void> {
    await desk.resume();
    await desk.command('SetPresence', {base: 'available', reason: null});
    await phone.command('PlaceCall', {
      to: BILLING_LINE,
      name: CALLER,
      data: {reason: REASON, accountPin: PIN, wrong: 5},
    });
    await phone.command('PlaceCall', {to: BILLING_LINE, name: CALLER, data: {reason: REASON, accountPin: PIN}});
    const offered = await next('ContactOffered');
    assert.ok(offered.type === 'ContactOffered');
    const {contact, offer} = offered;
    await desk.command('AcceptOffer', {offerId: offer.id, fence: offer.fence});
    await desk.command('HoldContact', {contactId: NUMBER});
    await desk.command('HoldContact', {contactId: contact.id});
    await desk.command('ResumeContact', {contactId: contact.id});
    await desk.command('EndContact', {contactId: contact.id});
    await desk.command('SubmitWrapUp', {contactId: contact.id, reasonId: NOTE.repeat(9), note: NOTE});
    await desk.command('SubmitWrapUp', {contactId: contact.id, reasonId: NOTE, note: NOTE});
    await desk.command('SubmitWrapUp', {contactId: contact.id, reasonId: 'solved', note: NOTE});
    await desk.command('Dial', {number: `${DIALLED}x`});
    await desk.command('Dial', {number: DIALLED});
    await next(
      'ContactEnded',
      desk.events.all.findIndex((event) => event.type === 'ContactReleased'),
    );
    await desk.resume(0);
    for (const token of secrets)
      await fetch(`${hub.url}/desk/negotiate?negotiateVersion=1&access_token=${token}x`, {method: 'POST'});
    await fetch(`${hub.url}/phone-numbers`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({number: NUMBER, key: secrets[2]}),
    });
  }

  function assertNone(where: string, text: string, marks: readonly string[]): void {
    for (const mark of marks) assert.ok(!text.includes(mark), `${mark.slice(0, 24)} in ${where}`);
  }

  const personal = [NUMBER, NUMBER.slice(1), DIALLED, DIALLED.slice(1), CALLER, AGENT, NOTE, REASON, PIN];

  it('[HU-95] nothing personal and no secret is in any line of the log', () => {
    assert.ok(hub.log.lines.length > 3);
    assertNone('the log', JSON.stringify(hub.log.lines), [...personal, ...secrets]);
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[HU-95] nor in the audit, which still says who did what', async () => {
    const audit = await hub.query('select * from audit');
    assert.ok(audit.length >= 8);
    assertNone('the audit', JSON.stringify(audit), [...personal, ...secrets]);
  });

  it('[HU-95] nor in a wake-up', () => {
    assert.ok(notified.length > 5);
    for (const payload of notified) assert.match(payload, /^(?:timer|trunk|route-due|[a-z-]+:[0-9a-f-]{36})$/);
  });

  it('[HU-95] nor in an error a desk or phone is told, nor in the commands that are kept', async () => {
    const errors = [...desk.received, ...phone.received].filter(
      (text) => !text.startsWith('{') && !text.startsWith('['),
    );
    assert.ok(errors.length >= 2);
    assertNone('errors', errors.join('\n'), [...personal, ...secrets]);
    const kept = await hub.query(`select name, command_id, reply from command`);
    assertNone('commands', JSON.stringify(kept), [...personal, ...secrets]);
  });

  it('[HU-95] keys are kept as a hash only', async () => {
    assertNone('phones', JSON.stringify(await hub.query('select * from phone')), secrets);
  });

  it('[PO-19] a secure value is sent to nobody, nor kept in the events', async () => {
    const [row] = await hub.query<{value: string}>(`select value from variable where name = 'accountPin'`);
    assert.equal(row?.value, PIN);
    const sent = [...desk.received, ...phone.received].join('\n');
    assert.ok(sent.includes(REASON));
    assertNone('what was sent', sent, [PIN]);
    assertNone('events', JSON.stringify(await hub.query('select event from agent_outbox')), [PIN]);
  });

  it('[PO-22] under data protection a desk sees the last four digits only', async () => {
    const sent = desk.received.join('\n');
    assert.ok(sent.includes('••• ••• 4321'));
    assertNone('what was sent', sent, [NUMBER, NUMBER.slice(1), DIALLED, DIALLED.slice(1)]);
    assertNone('events', JSON.stringify(await hub.query('select event from agent_outbox')), [
      NUMBER.slice(1),
      DIALLED.slice(1),
    ]);
  });
});

describe('without data protection', () => {
  it('[PO-22] a desk sees the whole number, and still no secure value', async () => {
    const hub = await startTestHub({organisation: (file) => ({...file, dataProtection: false})});
    const desk = await connectBare(hub.url, await hub.issuer.token('anna'));
    const claim = await claimNumber(hub.url, NUMBER, null);
    const phone = await connectBare(hub.url, claim.token, '/phone');
    try {
      await desk.resume();
      await desk.command('SetPresence', {base: 'available', reason: null});
      await phone.command('PlaceCall', {to: BILLING_LINE, name: CALLER, data: {accountPin: PIN}});
      await desk.events.find('an offer', (event) => event.type === 'ContactOffered');
      assert.ok(desk.received.join('\n').includes(NUMBER));
      assert.ok(!desk.received.join('\n').includes(PIN));
    } finally {
      await Promise.all([desk.stop(), phone.stop()]);
      await hub.stop();
    }
  });
});

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import {SdkError} from '../../../src/api/errors.ts';
import type {CommandName, CommandReply} from '../../../src/api/wire/commands.ts';
import {EmergencyMailer} from '../../../src/services/emergency/emergency-mailer.ts';
import type {Mailer} from '../../../src/services/mailer.ts';

const MAIL = {to: ['lead@northwind.example'], subject: 'Emergency call', text: 'Help', html: '<p>Help</p>'};

type Sent = {readonly name: CommandName; readonly body: object};

function page(mailer: Mailer | null, taken: () => Promise<CommandReply>) {
  const sent: Sent[] = [];
  const send = (name: CommandName, body: object): Promise<CommandReply> => {
    sent.push({name, body});
    return name === 'TakeEmergencyMail' ? taken() : Promise.resolve({status: 'done', result: null});
  };
  const mails = new EmergencyMailer({hub: {send: send as never}, deskId: 'desk-1', mailer});
  return {mails, sent};
}

const given = () => Promise.resolve({status: 'done', result: {mail: MAIL}} as CommandReply);

function failing(error: unknown): Mailer {
  return {send: () => Promise.reject(error)};
}

function lastOf(sent: readonly Sent[]): unknown {
  return sent.at(-1);
}

function reported(outcome: string): Sent {
  return {name: 'ReportEmergencyMail', body: {mailId: 'mail-1', deskId: 'desk-1', outcome}};
}

describe('the mail of an emergency at a page', () => {
  it('[EM-31] takes it, sends it from the agent’s mailbox, and says that it is sent', async () => {
    const mailed: unknown[] = [];
    const {mails, sent} = page({send: async (mail) => void mailed.push(mail)}, given);
    mails.handle('mail-1');
    mails.handle('mail-1');
    await immediate();
    assert.deepEqual(mailed, [MAIL]);
    assert.deepEqual(
      sent.map(({name}) => name),
      ['TakeEmergencyMail', 'ReportEmergencyMail'],
    );
    assert.deepEqual(lastOf(sent), reported('sent'));
  });

  for (const [error, outcome] of [
    [new SdkError('sign-in-required', 'x'), 'failed'],
    [new SdkError('not-authorised', 'x'), 'failed'],
    [new SdkError('mail-failed', 'x'), 'failed'],
    [new SdkError('mail-unconfirmed', 'x'), 'uncertain'],
    [new TypeError('a part did not load'), 'uncertain'],
  ] as const)
    it(`[EM-31] [EC-41] ${error instanceof SdkError ? error.code : 'anything else'} is told as ${outcome}`, async () => {
      const {mails, sent} = page(failing(error), given);
      mails.handle('mail-1');
      await immediate();
      assert.deepEqual(lastOf(sent), reported(outcome));
    });

  it('[EC-40] without a mailbox nothing is taken; what another page has is left to it', async () => {
    const none = page(null, given);
    none.mails.handle('mail-1');
    await immediate();
    assert.deepEqual(none.sent, []);
    const late = page(failing(new TypeError('never')), () =>
      Promise.resolve({status: 'refused', code: 'contact-gone'} as CommandReply),
    );
    late.mails.handle('mail-1');
    await immediate();
    assert.equal(late.sent.length, 1);
    late.mails.handle('mail-2');
    assert.equal(late.sent.length, 2, 'the next one is taken');
  });

  it('[EC-42] a hub that cannot be asked is no end of it', async () => {
    const {mails, sent} = page(failing(new TypeError('never')), () =>
      Promise.reject(new SdkError('hub-unreachable', 'x')),
    );
    mails.handle('mail-1');
    await immediate();
    mails.handle('mail-1');
    assert.equal(sent.length, 2);
  });
});

import {once} from 'node:events';
import {callbackify, promisify} from 'node:util';
import PostalMime from 'postal-mime';
import {SMTPServer, type SMTPServerDataStream, type SMTPServerSession} from 'smtp-server';
import type {Mailbox} from './mailbox.ts';

const MAIL_MAX_BYTES = 256 * 1024;

export type MailCatcher = {
  /** For the hub's `CORDBOARD_MAIL_URL`. */
  readonly url: string;
  stop(): Promise<void>;
};

/** A mail server on this machine alone that delivers nothing: what it is given is shown in the demo. */
export async function catchMail(mailbox: Mailbox): Promise<MailCatcher> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    size: MAIL_MAX_BYTES,
    onData: callbackify(async (stream: SMTPServerDataStream, {envelope: {mailFrom, rcptTo}}: SMTPServerSession) => {
      const {subject = '', text = ''} = await PostalMime.parse(await readAll(stream));
      const from = mailFrom === false ? '' : mailFrom.address;
      mailbox.add({by: 'hub', from, to: rcptTo.map(({address}) => address), subject, text: text.trim()});
    }),
  });
  // A hub that was killed in mid-sentence.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the mail catcher has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    stop: () => promisify(server.close.bind(server))(),
  };
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

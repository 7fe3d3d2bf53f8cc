/** A mail server of the test's own, whose mood is in the test's hands. */
import {once} from 'node:events';
import {callbackify, promisify} from 'node:util';
import PostalMime, {type Email} from 'postal-mime';
import {SMTPServer, type SMTPServerDataStream, type SMTPServerSession} from 'smtp-server';
import {Inbox} from './desk-client.ts';

/** `closes`: it takes the message and hangs up without a word, so that nobody knows. */
export type Mood = 'takes' | 'refuses' | 'closes';

export type ReceivedMail = {readonly recipients: readonly string[]; readonly from: string; readonly content: Email};

export type TestMailServer = {
  readonly url: string;
  /** What it was given, in whatever mood. */
  readonly mails: Inbox<ReceivedMail>;
  mood: Mood;
  /** An address it takes nothing for just now. */
  refused: string | null;
  stop(): Promise<void>;
};

export async function startMailServer(): Promise<TestMailServer> {
  const mails = new Inbox<ReceivedMail>();
  const state: {mood: Mood; refused: string | null} = {mood: 'takes', refused: null};
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({address}, _session, done) {
      const greylisted = Object.assign(new Error('later'), {responseCode: 450});
      done(address === state.refused ? greylisted : null);
    },
    onData: callbackify(async (stream: SMTPServerDataStream, {envelope: {mailFrom, rcptTo}}: SMTPServerSession) => {
      const content = await PostalMime.parse(await readAll(stream));
      const from = mailFrom === false ? '' : mailFrom.address;
      mails.add({recipients: rcptTo.map(({address}) => address), from, content});
      if (state.mood === 'refuses') throw Object.assign(new Error('not now'), {responseCode: 451});
      if (state.mood === 'closes') for (const connection of server.connections) connection.close();
    }),
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new TypeError('it has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    get mood() {
      return state.mood;
    },
    set mood(mood: Mood) {
      state.mood = mood;
    },
    get refused() {
      return state.refused;
    },
    set refused(address: string | null) {
      state.refused = address;
    },
    stop: () => promisify(server.close.bind(server))(),
  };
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

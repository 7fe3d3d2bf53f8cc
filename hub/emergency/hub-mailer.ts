import {createTransport} from 'nodemailer';
import type {EmergencyMail} from '../../src/api/wire/emergency.ts';
import type {SendOutcome} from '../../src/domain/mail-delivery.ts';

/** `left`: whom the server did not take it for, while it took it for others. */
export type Sent = {readonly outcome: SendOutcome; readonly code: string | null; readonly left: readonly string[]};

export type HubMailer = {
  /** @param id the same each time the same mail is sent, so that a mail program can show it once */
  send(id: string, mail: EmergencyMail, manner?: MailManner): Promise<Sent>;
  close(): void;
};

/** Left out: urgent, and from the operator's own address. */
export type MailManner = {readonly from: string; readonly priority: 'normal'};

export type MailConfiguration = {
  /** `smtp:` or `smtps:`, with user and password where the server wants them. */
  readonly url: string;
  readonly from: string;
};

/** Shorter than a mail is held by who takes it, all together. */
const CONNECT_MS = 4_000;
const SILENCE_MS = 6_000;

/** Before a server was there to take anything. A connection that closes later says the same whether the message was taken or not. */
const BEFORE_A_SERVER = ['EDNS', 'EAUTH', 'ETLS', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'];

/** Mail through the operator's own server (RFC 5321). */
export function createHubMailer({url, from}: MailConfiguration): HubMailer {
  const transport = createTransport({
    url,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(id, {to, subject, text, html}, manner) {
      try {
        const {rejected} = await transport.sendMail({
          ...{from: manner?.from ?? from, subject, text, html, priority: manner?.priority ?? 'high'},
          to: [...to],
          messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
          headers: {'Auto-Submitted': 'auto-generated'},
        });
        return {outcome: 'sent', code: null, left: rejected.map(String)};
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** A server's own words may quote an address: only its codes are kept. */
function failureOf(error: unknown): Sent {
  const {code, syscall, responseCode} = partsOf(error);
  const refused = typeof responseCode === 'number' && responseCode >= 400;
  const early = syscall === 'connect' || (typeof code === 'string' && BEFORE_A_SERVER.includes(code));
  const said = typeof responseCode === 'number' ? String(responseCode) : code;
  return {outcome: refused || early ? 'failed' : 'uncertain', code: typeof said === 'string' ? said : null, left: []};
}

type Parts = {readonly code?: unknown; readonly syscall?: unknown; readonly responseCode?: unknown};

function partsOf(error: unknown): Parts {
  return typeof error === 'object' && error !== null ? error : {};
}

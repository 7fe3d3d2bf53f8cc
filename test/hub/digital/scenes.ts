/** Another system, as the hub sees it: an application with a token that brings contacts. */
import assert from 'node:assert/strict';
import type {TestHub, TokenClaims} from '../../support/test-hub.ts';

export type Answer = {readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown>};

export type Integrator = {
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Brings a contact that is taken; @returns its identifier. */
  bring(body?: object): Promise<string>;
};

/** A client-credentials token: its subject is the application itself. */
export function applicationToken(
  hub: Pick<TestHub, 'issuer'>,
  client = 'shop',
  claims: TokenClaims = {},
): Promise<string> {
  return hub.issuer.token(client, {clientId: client, roles: ['integrator'], ...claims});
}

export async function integrator(hub: TestHub, client = 'shop', at: {url: string} = hub): Promise<Integrator> {
  const token = await applicationToken(hub, client);
  const send: Integrator['send'] = (method, path, body, headers = {}) =>
    request(`${at.url}${path}`, method, body, {authorization: `Bearer ${token}`, ...headers});
  return {
    send,
    async bring(body = {}) {
      const {status, body: answer} = await send('POST', '/api/contacts', {...CHAT, ...body}, someKey());
      assert.equal(status, 201, JSON.stringify(answer));
      return String(answer['id']);
    },
  };
}

/** A text is sent as it is, anything else as JSON. */
export async function request(
  url: string,
  method: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {...(body === undefined ? {} : {'content-type': 'application/json'}), ...headers},
    ...(body === undefined ? {} : {body: typeof body === 'string' ? body : JSON.stringify(body)}),
  });
  const text = await response.text();
  const parsed: unknown = text === '' ? {} : JSON.parse(text);
  return {status: response.status, headers: response.headers, body: {...Object(parsed)}};
}

export function someKey(): Readonly<Record<string, string>> {
  return {'idempotency-key': crypto.randomUUID()};
}

export const CHAT = {
  channel: 'chat',
  queue: 'billing',
  customer: {name: 'Ada Nkemelu', address: 'ada@example.com'},
};

export const MAIL = {
  channel: 'email',
  entryPoint: 'mailbox',
  externalId: 'thread-7',
  customer: {name: 'Jón Ásgeirsson', address: 'jon@example.com'},
  subject: 'Re: contract',
  variables: {caseNo: '2231', pin: '0451'},
  link: 'https://crm.test/threads/7',
};

/** The organisation of the tests with entry points for digital contacts. */
export function withMailbox(file: object): object {
  const {entryPoints, queues} = Object(file);
  const mailbox = {
    id: 'mailbox',
    name: 'Mailbox',
    channel: 'email',
    queue: 'support',
    variables: [
      {name: 'caseNo', label: 'Case', editable: true, popoverPlace: 1},
      {name: 'tier', label: 'Tier', value: 'Standard', popoverPlace: 2},
      {name: 'orders', label: 'Orders', type: 'integer'},
      {name: 'language', label: 'Language', value: 'English', popoverPlace: 3},
      {name: 'pin', label: 'PIN', secure: true},
    ],
  };
  // Closed for good but for one far day, so that no test depends on the time it runs at.
  const never = {id: 'never', name: 'Never', zone: 'Etc/UTC', weekly: [], holidays: [OPENING]};
  const chat = {id: 'chat', name: 'Chat', channel: 'chat', queue: 'closed', variables: mailbox.variables};
  return {
    ...file,
    skills: [{id: 'polish', name: 'Polish'}],
    hours: [never],
    queues: [...queues, {id: 'closed', name: 'Closed', members: 'everyone', hours: 'never', channels: ['chat']}],
    entryPoints: [
      ...entryPoints,
      mailbox,
      {...chat, whenClosed: 'end'},
      {...chat, id: 'chat-anyway', whenClosed: 'assign'},
    ],
  };
}

const OPENING = {date: '2099-12-31', name: 'Open day', open: [{from: '09:30', to: '10:00'}]};

export function problemOf({status, headers, body}: Answer): unknown {
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.equal(body['status'], status);
  return [status, body['code']];
}

export function errorsIn({body}: Answer): unknown {
  const {errors} = body;
  return Array.isArray(errors) ? errors.map((each) => [each.path, each.expected]) : errors;
}

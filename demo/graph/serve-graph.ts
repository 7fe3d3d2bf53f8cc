import type {IncomingMessage, ServerResponse} from 'node:http';
import {createRemoteJWKSet, jwtVerify} from 'jose';
import * as v from 'valibot';
import {GRAPH_AUDIENCE} from '../sign-in/api.ts';
import {availabilityOf, COLLEAGUES, type Colleague} from './colleagues.ts';
import type {Mailbox} from '../mail/mailbox.ts';
import {plainText} from '../mail/plain-text.ts';
import {QueryError, readFilter, readSearch} from './directory-query.ts';

export type GraphOptions = {
  /** Where it is reached, such as `http://localhost:7402/graph`: pages of a list name their next one by it. */
  readonly url: string;
  readonly issuer: string;
  readonly jwksUrl: string;
  /** Presences come a little after the people, as in a real tenant. */
  readonly presenceDelayMs?: number;
  readonly mailbox: Mailbox;
};

/** Answers what is below the path of its address; false for everything else. */
export type GraphRoutes = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

type Answer = {readonly status: number; readonly body: object | null};

const BODY_MAX_BYTES = 64 * 1024;
const TOP_STANDARD = 100;
const TOP_MAX = 999;
const PRESENCE_DELAY_MS = 600;

/** Any page may ask, as with Graph itself: what counts is the token. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, consistencylevel, content-type',
  'access-control-expose-headers': 'retry-after',
};

const mailBody = v.object({
  message: v.object({
    subject: v.string(),
    body: v.object({contentType: v.picklist(['Text', 'HTML']), content: v.string()}),
    toRecipients: v.pipe(
      v.array(v.object({emailAddress: v.object({address: v.string()})})),
      v.minLength(1),
      v.maxLength(500),
    ),
  }),
  saveToSentItems: v.optional(v.boolean(), true),
});
const presencesBody = v.object({ids: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(650))});

class Refused extends Error {
  readonly answer: Answer;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.answer = {status, body: {error: {code, message}}};
  }
}

/** The parts of Microsoft Graph that a desk uses: people, over the demo's own directory, and mail, which goes nowhere. It judges tokens as Graph does. */
export function createGraph(options: GraphOptions): GraphRoutes {
  const prefix = `${new URL(options.url).pathname.replace(/\/$/, '')}/v1.0`;
  const keys = createRemoteJWKSet(new URL(options.jwksUrl));

  /** @returns whose token it is, by subject */
  async function requireScope(request: IncomingMessage, scope: string): Promise<string> {
    const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    const judging = {issuer: options.issuer, audience: GRAPH_AUDIENCE, algorithms: ['RS256'], typ: 'at+jwt'};
    const judged = await jwtVerify(token, keys, judging).catch(() => null);
    if (judged === null) throw new Refused(401, 'InvalidAuthenticationToken', 'Access token validation failure.');
    const granted = judged.payload['scope'];
    if (typeof granted === 'string' && granted.split(' ').includes(scope)) return judged.payload.sub ?? '';
    throw new Refused(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
  }

  async function handle(request: IncomingMessage, url: URL): Promise<Answer> {
    const path = url.pathname.slice(prefix.length);
    if (path === '/users' && request.method === 'GET') {
      await requireScope(request, 'User.Read.All');
      return {status: 200, body: listUsers(url, request.headers['consistencylevel'] === 'eventual', options.url)};
    }
    if (path === '/communications/getPresencesByUserId' && request.method === 'POST') {
      await requireScope(request, 'Presence.Read.All');
      const {ids} = v.parse(presencesBody, await readJson(request));
      await pause(options.presenceDelayMs ?? PRESENCE_DELAY_MS);
      return {status: 200, body: {value: presencesOf(ids)}};
    }
    if (path === '/me/sendMail' && request.method === 'POST') {
      const subject = await requireScope(request, 'Mail.Send');
      const sender = COLLEAGUES.find(({id}) => id === subject);
      return sendMail(options.mailbox, sender, v.parse(mailBody, await readJson(request)));
    }
    throw new Refused(404, 'Request_ResourceNotFound', 'The demo has no such part of Graph.');
  }

  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== prefix && !url.pathname.startsWith(`${prefix}/`)) return false;
    if (request.method === 'OPTIONS') {
      response.writeHead(204, CORS).end();
      return true;
    }
    const {status, body} = await handle(request, url).catch(answerOf);
    response
      .writeHead(status, {
        ...CORS,
        ...(body === null ? {} : {'content-type': 'application/json'}),
        'cache-control': 'no-store',
      })
      .end(body === null ? undefined : JSON.stringify(body));
    return true;
  };
}

/** Graph takes it and delivers later; with the mailboxes switched off it answers as for one that there is not. */
function sendMail(mailbox: Mailbox, sender: Colleague | undefined, {message}: v.InferOutput<typeof mailBody>): Answer {
  if (sender?.mail == null || mailbox.graphIsOff)
    throw new Refused(404, 'MailboxNotEnabledForRESTAPI', 'The mailbox is either inactive or has no REST access.');
  const {subject, body, toRecipients} = message;
  const html = body.contentType === 'HTML';
  mailbox.add({
    ...{by: 'mailbox', from: sender.mail, subject},
    to: toRecipients.map(({emailAddress}) => emailAddress.address),
    text: html ? plainText(body.content) : body.content,
  });
  return {status: 202, body: null};
}

function listUsers(url: URL, eventual: boolean, baseUrl: string): object {
  const {searchParams: query} = url;
  const [search, filter, orderBy] = [query.get('$search'), query.get('$filter'), query.get('$orderby')];
  const advanced = eventual && query.get('$count') === 'true';
  if (search !== null && !eventual) throw new QueryError("$search needs the header 'ConsistencyLevel: eventual'.");
  const needsAdvanced = filter !== null && (orderBy !== null || filter.includes('businessPhones'));
  if (needsAdvanced && !advanced) throw new QueryError('This needs $count=true and ConsistencyLevel: eventual.');
  if (orderBy !== null && orderBy !== 'displayName') throw new QueryError('Sorting by this is not supported.');
  const top = Number(query.get('$top') ?? TOP_STANDARD);
  if (!Number.isInteger(top) || top < 1 || top > TOP_MAX) throw new QueryError('Invalid page size.');
  const searched = search === null ? () => true : readSearch(search);
  const filtered = filter === null ? () => true : readFilter(filter);
  const all = COLLEAGUES.filter((each) => searched(each) && filtered(each)).sort((one, other) =>
    one.displayName.localeCompare(other.displayName),
  );
  const from = Number(query.get('$skiptoken') ?? 0);
  const next = from + top < all.length ? {'@odata.nextLink': nextLink(query, from + top, baseUrl)} : {};
  const count = advanced ? {'@odata.count': all.length} : {};
  const properties = query.get('$select')?.split(',') ?? [];
  return {...count, ...next, value: all.slice(from, from + top).map((each) => select(each, properties))};
}

function nextLink(query: URLSearchParams, from: number, baseUrl: string): string {
  const parameters = [...new Map([...query, ['$skiptoken', String(from)]])];
  return `${baseUrl}/v1.0/users?${parameters.map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`).join('&')}`;
}

function select(colleague: Colleague, properties: readonly string[]): object {
  const entries = Object.entries(colleague);
  return Object.fromEntries(properties.length === 0 ? entries : entries.filter(([name]) => properties.includes(name)));
}

function presencesOf(ids: readonly string[]): readonly object[] {
  return ids.flatMap((id) => {
    const availability = availabilityOf(id, Date.now());
    return availability === null ? [] : [{id, availability, activity: availability}];
  });
}

function answerOf(error: unknown): Answer {
  if (error instanceof Refused) return error.answer;
  const code = error instanceof QueryError ? 'Request_UnsupportedQuery' : 'Request_BadRequest';
  const known = error instanceof QueryError || error instanceof v.ValiError || error instanceof SyntaxError;
  if (!known) throw error;
  return {status: 400, body: {error: {code, message: error.message}}};
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > BODY_MAX_BYTES) throw new SyntaxError('too long');
  }
  return JSON.parse(body);
}

function pause(forMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, forMs));
}

/** A hub whose sites take requests for callbacks, and customers who send them. */
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {applyToContact} from '../../../hub/contacts/apply.ts';
import {lockContact} from '../../../hub/store/contact-store.ts';
import {newChallenge} from '../../../hub/callbacks/requests/proof.ts';
import {callbackSecret} from '../../../hub/callbacks/requests/secret.ts';
import {
  CALLBACK_REQUESTS_PATH,
  type CallbackForm,
  type CallbackProgress,
  type CallbackReceipt,
  type CallbackRequest,
  type ProofChallenge,
} from '../../../src/api/wire/callback-request.ts';
import {type TestHub, type TestHubOptions, startTestHub} from '../../support/test-hub.ts';

export const SITE_KEY = 'pk_3fQ9v7Wm2LsXc8RtYb61';
export const OTHER_KEY = 'pk_8Hn4Kd0ZpVgUj5TeQr27';
export const PORTAL = 'https://portal.example';
export const OTHER_PORTAL = 'https://other.example';
export const CUSTOMER = '+12015550177';
/** As a proxy of the test's own says: each customer comes from an address of theirs, unless a test says which. */
const PROXY = {publicUrl: null, trusted: ['127.0.0.1']};

export const CONSENT = {version: '2026-11', texts: {en: 'You may call me about this.', pl: 'Zgadzam się na rozmowę.'}};

export type SiteChanges = Readonly<Record<string, unknown>>;

export function withRequests(file: object, site: SiteChanges = {}, callbacks: object = {}): object {
  const taking = {queue: 'billing', topics: ['Invoice', 'Contract'], consent: CONSENT, ...site};
  return {
    ...file,
    callbacks: {entryPoint: 'billing-line', callingHours: {from: '00:00', to: '24:00'}, ...callbacks},
    sites: [
      {id: 'portal', key: SITE_KEY, origins: [PORTAL], entryPoints: [], callbacks: taking},
      {id: 'other', key: OTHER_KEY, origins: [OTHER_PORTAL], entryPoints: ['support-line']},
    ],
  };
}

export function hubForRequests(
  options: TestHubOptions = {},
  site: SiteChanges = {},
  callbacks: object = {},
): Promise<TestHub> {
  return startTestHub({
    ...options,
    configuration: {proxy: PROXY, ...options.configuration},
    organisation: (file) => withRequests(options.organisation?.(file) ?? file, site, callbacks),
  });
}

let customers = 0;

export function someAddress(): string {
  customers += 1;
  return `198.51.${Math.floor(customers / 250)}.${(customers % 250) + 1}`;
}

/** A number of its own in a block of its own, so that no limit of another test is in the way. */
export function someNumber(): string {
  customers += 1;
  return `+1201${String(2_010_000 + ((customers * 10_007) % 7_000_000)).padStart(7, '0')}`;
}

export type Page = {
  readonly origin?: string | null;
  readonly from?: string;
  readonly token?: string;
};

export function send(hub: Pick<TestHub, 'url'>, method: string, path: string, body?: unknown, page: Page = {}) {
  const {origin = PORTAL, from = someAddress(), token} = page;
  return fetch(`${hub.url}${CALLBACK_REQUESTS_PATH}${path}`, {
    method,
    headers: {
      'x-forwarded-for': from,
      ...(body === undefined ? {} : {'content-type': 'application/json'}),
      ...(origin === null ? {} : {origin}),
      ...(token === undefined ? {} : {authorization: `Bearer ${token}`}),
    },
    ...(body === undefined ? {} : {body: typeof body === 'string' ? body : JSON.stringify(body)}),
  });
}

export async function formFor(
  hub: Pick<TestHub, 'url'>,
  query = 'zone=America/New_York',
  page: Page = {},
): Promise<CallbackForm> {
  const response = await send(hub, 'GET', `/form?key=${SITE_KEY}&${query}`, undefined, page);
  assert.equal(response.status, 200);
  return formIn(await response.json());
}

/** What the element's own decoder will judge; here the shape is the hub's. */
function formIn(body: CallbackForm): CallbackForm {
  return body;
}

export function solve(challenge: ProofChallenge): string {
  for (let number = 0; number <= challenge.maxnumber; number += 1) {
    const found = createHash('sha256').update(`${challenge.salt}${number}`).digest('hex');
    if (found === challenge.challenge) return answerWith(challenge, number);
  }
  throw new Error('no number solves it');
}

export function answerWith({algorithm, challenge, salt, signature}: ProofChallenge, number: number): string {
  return Buffer.from(JSON.stringify({algorithm, challenge, number, salt, signature})).toString('base64');
}

/** Solved, and issued as long ago as a person needs to fill in a form. */
export async function proofFor(
  hub: Pick<TestHub, 'store'>,
  agoMs = 5_000,
  siteId = 'portal',
  hard = false,
): Promise<string> {
  return solve(await challengeFor(hub, agoMs, siteId, hard));
}

export function challengeFor(
  hub: Pick<TestHub, 'store'>,
  agoMs: number,
  siteId = 'portal',
  hard = false,
): Promise<ProofChallenge> {
  return hub.store.decide(async (work) => newChallenge(await callbackSecret(work), siteId, work.now - agoMs, hard));
}

export async function requestWith(
  hub: Pick<TestHub, 'store'>,
  changes: Partial<CallbackRequest> = {},
): Promise<CallbackRequest> {
  return {
    key: SITE_KEY,
    requestId: crypto.randomUUID(),
    name: 'Ada Nkemelu',
    number: CUSTOMER,
    reason: 'Invoice 7',
    email: null,
    zone: 'America/New_York',
    language: 'en',
    when: {kind: 'now'},
    consent: {version: CONSENT.version},
    website: '',
    ...changes,
    proof: changes.proof ?? (await proofFor(hub)),
  };
}

export async function asks(hub: TestHub, changes: Partial<CallbackRequest> = {}, page: Page = {}): Promise<Response> {
  return send(hub, 'POST', '', await requestWith(hub, changes), page);
}

export async function receiptFor(
  hub: TestHub,
  changes: Partial<CallbackRequest> = {},
  page: Page = {},
): Promise<CallbackReceipt> {
  const response = await asks(hub, changes, page);
  return receiptIn(response);
}

export async function receiptIn(response: Response): Promise<CallbackReceipt> {
  const text = await response.text();
  assert.equal(response.status, 201, text);
  const receipt: CallbackReceipt = JSON.parse(text);
  return receipt;
}

export async function progress(hub: TestHub, token: string): Promise<CallbackProgress> {
  return progressIn(await send(hub, 'GET', '/status', undefined, {token}));
}

export async function cancels(hub: TestHub, token: string): Promise<CallbackProgress> {
  return progressIn(await send(hub, 'POST', '/cancel', undefined, {token}));
}

async function progressIn(response: Response): Promise<CallbackProgress> {
  const text = await response.text();
  assert.equal(response.status, 200, text);
  const body: CallbackProgress = JSON.parse(text);
  return body;
}

export type Refusal = {
  readonly status: number;
  readonly code: string;
  /** Such as `number too-short`. */
  readonly problems: readonly string[];
  readonly retryAfter: string | null;
};

export async function refusalIn(response: Response): Promise<Refusal> {
  const text = await response.text();
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/, text);
  const body: {code: string; problems?: readonly {field: string; fault: string}[]} = JSON.parse(text);
  return {
    status: response.status,
    code: body.code,
    problems: (body.problems ?? []).map(({field, fault}) => `${field} ${fault}`),
    retryAfter: response.headers.get('retry-after'),
  };
}

export async function counts(hub: TestHub) {
  const [row] = await hub.query<{callbacks: number; requests: number; mails: number}>(
    `select (select count(*)::int from callback) as callbacks, (select count(*)::int from callback_request) as requests,
       (select count(*)::int from callback_mail) as mails`,
  );
  return row;
}

/** Leaves nothing promised, nothing that waits, and no limit used up. */
export async function forgetAll(hub: TestHub): Promise<void> {
  // First, so that none is queued behind our back.
  await hub.query('delete from callback');
  const open = await hub.query<{id: string}>(`select id from contact where kind = 'callback' and status <> 'ended'`);
  for (const {id} of open) {
    await hub.store.decide(async (work) => {
      const contact = await lockContact(work, id);
      const action = {type: 'call-off', reason: 'withdrawn', by: 'customer'} as const;
      if (contact !== null) await applyToContact(work, contact, action, 'ContactEnded', 'timer');
    });
  }
  await hub.query(`delete from api_client`);
}

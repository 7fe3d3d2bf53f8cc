import type {
  CallbackProgress,
  CallbackRequest,
  CallbackRequestProblem,
} from '../../../src/api/wire/callback-request.ts';
import type {Callback} from '../../../src/domain/callback.ts';
import {takeToken} from '../../http/request-rate.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {recordCallback} from '../apply-to-callback.ts';
import {insertCallback} from '../callback-store.ts';
import {shownAddress} from '../../desk/missed.ts';
import type {Asked} from '../pages/written.ts';
import {type CheckedRequest, checkRequest} from './check-request.ts';
import {addConfirmation} from './confirmation-store.ts';
import {type RequestSite, findSite} from './find-site.ts';
import {hasPlace} from './offered-times.ts';
import {judgeProof, spendProof} from './proof.ts';
import {type Counted, takeOfDay, takeOfNumber} from './request-limits.ts';
import {progressOf} from './request-progress.ts';
import {pretend} from './pretended.ts';
import {
  type NewRequest,
  type RequestRow,
  insertRequest,
  lockName,
  openCallbackOf,
  requestSentBefore,
} from './request-store.ts';
import {callbackSecret, hashOf, tokenOf, traceOf} from './secret.ts';
import {type Wish, bringForward, wishFor} from './standing-requests.ts';

export type RequestToMake = Asked & {
  readonly key: string;
  readonly requestId: string;
  readonly origin: string;
  /** Fingerprint of the network address. */
  readonly caller: string;
  /** Fingerprint of the wider network that it is of; null: of none. */
  readonly network: string | null;
  /** ALTCHA's answer; null: the customer has agreed on a page of the hub's own instead ([PK-50]). */
  readonly proof: string | null;
  /** Something stands in the field that nobody sees. */
  readonly trapped: boolean;
  /** The page of a token, and whether this hub sends mail. */
  readonly statusUrl: (token: string) => string;
  readonly mail: boolean;
};

export type Made =
  | {readonly status: 'made'; readonly token: string; readonly progress: CallbackProgress}
  | {readonly status: 'invalid'; readonly problems: readonly CallbackRequestProblem[]}
  | {readonly status: 'site-refused' | 'callbacks-not-set-up' | 'proof-invalid' | 'request-reused'}
  | {readonly status: 'rate-limited'; readonly waitS: number};

/** Thrown so that what a refused request has taken is given back. */
export class NotMade extends Error {
  override readonly name = 'NotMade';
  readonly made: Made;

  constructor(made: Exclude<Made, {status: 'made'}>) {
    super(made.status);
    this.made = made;
  }
}

/**
 * [PK-40] A customer elsewhere asks for a callback. One decision: the promise, what was agreed to, the proof spent, the limits counted,
 * the mail to be sent. A request that comes again is answered before anything is judged.
 * @throws {NotMade}
 */
export async function makeRequest(work: Work, request: RequestToMake): Promise<Made> {
  const site = await findSite(work, request.key, request.origin, request.proof === null);
  if (site === 'site-refused' || site === 'callbacks-not-set-up') throw new NotMade({status: site});
  const secret = await callbackSecret(work);
  await lockName(work, `request ${hashOf(`${site.id}\n${request.requestId}`)}`);
  const token = tokenOf(secret, site.id, request.requestId);
  const before = await requestSentBefore(work, site.id, request.requestId);
  if (before !== null) {
    if (before.fingerprint !== fingerprintOf(secret, request)) throw new NotMade({status: 'request-reused'});
    return {status: 'made', token, progress: await progressOf(work, before)};
  }
  const outcome = await checkRequest(work, site, request);
  if ('problems' in outcome) throw new NotMade({status: 'invalid', problems: outcome.problems});
  const proof = await acceptProof(work, secret, site, request);
  const {checked} = outcome;
  const waitS = await admit(work, secret, site, {...request, worked: proof}, checked);
  // The page asks for another challenge, and gets one that is as hard as it has to be.
  if (waitS === 'harder') throw new NotMade({status: 'proof-invalid'});
  if (waitS !== null) throw new NotMade({status: 'rate-limited', waitS});
  const row = rowOf({secret, site, request, checked, token});
  const found = request.trapped ? null : await promised(work, {secret, site, request, checked});
  if (found === null) return {status: 'made', token, progress: await progressOf(work, await pretend(work, row))};
  const stored = {...row, ...found};
  await insertRequest(work, stored);
  if (checked.email !== null && request.mail && (await mayBeMailed(work, secret, checked.email)))
    await addConfirmation(work, {requestId: row.id, recipient: checked.email, link: request.statusUrl(token)});
  return {
    status: 'made',
    token,
    progress: await progressOf(work, {...stored, created_at: work.now, withdrawn_at: null}),
  };
}

/**
 * The callback of the request, and whether it is another one's; null: the number was promised enough for today, which is told nobody
 * ([PK-114]).
 */
async function promised(
  work: Work,
  {secret, site, request, checked}: Omit<Given, 'token'>,
): Promise<Pick<RequestRow, 'callback_id' | 'joined'> | null> {
  const {number} = checked.person;
  const wish = wishFor(work, request.zone, checked.slot);
  const open = await openCallbackOf(work, number);
  if (open !== null) return {callback_id: open, joined: !(await bringForward(work, open, wish, `site:${site.id}`))};
  if (!(await takeOfNumber(work, secret, number))) return null;
  return {callback_id: await promise(work, site, wish, checked), joined: false};
}

/** [PK-58] A mailbox gets a few a day, whoever gives its address: the request is made all the same. */
async function mayBeMailed(work: Work, secret: string, email: string): Promise<boolean> {
  const limit = {burst: MAILS_A_DAY, perSecond: MAILS_A_DAY / 86_400};
  return (await takeToken(work, `callback-mail:${traceOf(secret, email.toLowerCase())}`, limit)) === null;
}

const MAILS_A_DAY = 5;

async function acceptProof(
  work: Work,
  secret: string,
  site: RequestSite,
  {proof}: RequestToMake,
): Promise<Counted['proof']> {
  if (proof === null) return 'none';
  const judged = await judgeProof(secret, site.id, proof, work.now);
  if (judged.status === 'too-early')
    throw new NotMade({status: 'rate-limited', waitS: Math.ceil(judged.waitMs / 1_000)});
  if (judged.status === 'bad' || !(await spendProof(work, judged.challenge)))
    throw new NotMade({status: 'proof-invalid'});
  return judged.hard ? 'hard' : 'ordinary';
}

/** Who asks for the same number or the last place at the same moment waits here for the other's decision. */
async function admit(
  work: Work,
  secret: string,
  site: RequestSite,
  {caller, network, worked, trapped}: RequestToMake & {readonly worked: Counted['proof']},
  {person: {number}, slot}: CheckedRequest,
): Promise<number | 'harder' | null> {
  await lockName(work, `number ${hashOf(number)}`);
  if (slot !== null) {
    await lockName(work, `slot ${site.callbacks.queue} ${slot.startsAt}`);
    if (!(await hasPlace(work, site, slot)))
      throw new NotMade({status: 'invalid', problems: [{field: 'when', fault: 'slot-gone'}]});
  }
  return takeOfDay(work, secret, {siteId: site.id, caller, network, number, proof: worked, trapped});
}

/** The promise itself. As soon as possible is due at once: the same keeper makes its contact, whoever dies before. */
async function promise(work: Work, site: RequestSite, wish: Wish, {person}: CheckedRequest): Promise<string> {
  const callback: Callback = {
    id: crypto.randomUUID(),
    ...{kind: 'web', source: 'web'},
    customer: {number: person.number, name: person.name},
    reason: person.reason,
    queueId: site.callbacks.queue,
    ...{assigneeId: null, createdBy: null},
    ...wish,
    ...{attempts: 0, fromContactId: null, contactId: null},
    ...{createdAt: work.now, version: 1},
    status: 'scheduled',
    dueAt: wish.window.startsAt,
  };
  await insertCallback(work, callback);
  await recordCallback(work, callback, 'request', `site:${site.id}`);
  return callback.id;
}

type Given = {
  readonly secret: string;
  readonly site: RequestSite;
  readonly request: RequestToMake;
  readonly checked: CheckedRequest;
  readonly token: string;
};

/** As one of its own callback's; one that has joined another says so later. */
function rowOf({secret, site, request, checked, token}: Given): NewRequest {
  const {person, slot, consent} = checked;
  return {
    id: crypto.randomUUID(),
    site_id: site.id,
    request_hash: hashOf(request.requestId),
    fingerprint: fingerprintOf(secret, request),
    token_hash: hashOf(token),
    joined: false,
    starts_at: slot?.startsAt ?? null,
    ends_at: slot?.endsAt ?? null,
    queue_id: site.callbacks.queue,
    number_shown: shownAddress(person.number, true),
    zone: request.zone,
    language: request.language,
    caller: traceOf(secret, request.caller),
    consent_version: consent.version,
    consent_language: consent.language,
  };
}

/** Says whether a request that comes again is the same; the proof is none of what was asked. */
function fingerprintOf(
  secret: string,
  request: Pick<CallbackRequest, 'name' | 'number' | 'reason' | 'email' | 'zone' | 'when'>,
): string {
  const {name, number, reason, email, zone, when} = request;
  const asked = [name, number, reason, email, zone, when.kind, when.kind === 'slot' ? when.startsAt : null];
  return traceOf(secret, JSON.stringify(asked));
}

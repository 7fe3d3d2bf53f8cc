import {createHash, randomBytes} from 'node:crypto';
import {sql} from 'kysely';
import {webAddress} from '../../src/domain/web-address.ts';
import type {Reading} from '../store/contact-store.ts';
import {isIdentifier} from '../store/storable.ts';
import type {Work} from '../store/unit-of-work.ts';
import {type Line, type TurnedAway, findLine, takeIn, turnAway} from './inbound-call.ts';

/** From the token to the call: the microphone was asked for before. */
const BEGIN_WITHIN_MS = 60_000;

/** Calls at once from one network address: a household or a small office, not a flood. */
const CALLS_PER_CALLER = 5;

export type CallRequest = {
  readonly key: string;
  readonly entryPoint: string;
  readonly origin: string;
  /** Fingerprint of the network address. */
  readonly caller: string;
  readonly name: string | null;
  readonly data: Readonly<Record<string, string>>;
};

export type Opened =
  | {readonly status: 'opened'; readonly token: string}
  | {readonly status: 'refused'}
  | {readonly status: 'unknown-data'; readonly names: readonly string[]}
  | {readonly status: 'caller-busy'}
  | {readonly status: 'turned-away'; readonly away: TurnedAway};

/** A web call as its token stands for it. */
export type WebSession = {
  readonly id: string;
  readonly origin: string;
  readonly address: string;
  readonly contactId: string | null;
};

/** Gives a page a token for one call to one of its entry points. Whatever is wrong with key or origin, the answer is one. */
export async function openSession(work: Work, request: CallRequest): Promise<Opened> {
  const {tx} = work;
  const {entryPoint, origin, caller, name, data} = request;
  const site = await tx.selectFrom('site').selectAll().where('key', '=', request.key).executeTakeFirst();
  const allowed = site !== undefined && site.origins.includes(origin) && site.entry_points.includes(entryPoint);
  const line = allowed ? await findLine(work, 'id', entryPoint) : undefined;
  if (site === undefined || line === undefined) return {status: 'refused'};
  const names = unknownNames(line, data);
  if (names.length > 0) return {status: 'unknown-data', names};
  const away = await turnAway(work, line, {actor: 'web', detail: {site: site.id, origin}});
  if (away !== null) return {status: 'turned-away', away};
  if ((await openCallsOf(work, caller)) >= CALLS_PER_CALLER) return {status: 'caller-busy'};
  const token = randomBytes(32).toString('base64url');
  await tx
    .insertInto('web_call')
    .values({
      id: crypto.randomUUID(),
      token_hash: hash(token),
      site_id: site.id,
      origin,
      entry_point_id: entryPoint,
      address: webAddress(randomBytes(9).toString('base64url')),
      caller,
      name,
      data: JSON.stringify(data),
      expires_at: new Date(work.now + BEGIN_WITHIN_MS),
    })
    .execute();
  return {status: 'opened', token};
}

/** What nobody set up would be lost without a word. */
function unknownNames(line: Line, data: CallRequest['data']): readonly string[] {
  return Object.keys(data).filter((name) => !line.variables.some((each) => each.name === name));
}

/** Calls of an address that are on, or may begin any moment. */
async function openCallsOf({tx, now}: Work, caller: string): Promise<number> {
  const {rows} = await sql<{calls: number}>`
    select count(*)::int as calls from web_call left join contact on contact.id = web_call.contact_id
    where web_call.caller = ${caller}
      and (contact.status <> 'ended' or (contact.id is null and web_call.expires_at > ${new Date(now)}))`.execute(tx);
  return rows[0]?.calls ?? 0;
}

/** Whose token it is; null when it is not good: unknown, never used in time, or its call is over. */
export async function sessionOfToken({tx}: Reading, token: string): Promise<WebSession | null> {
  const row = await tx
    .selectFrom('web_call')
    .leftJoin('leg', (join) =>
      join.onRef('leg.contact_id', '=', 'web_call.contact_id').onRef('leg.address', '=', 'web_call.address'),
    )
    .select(['web_call.id', 'web_call.origin', 'web_call.address', 'web_call.contact_id as contactId'])
    .where('token_hash', '=', hash(token))
    .where((on) =>
      on.or([
        on.and([on('web_call.contact_id', 'is', null), on('expires_at', '>', sql<number>`now()`)]),
        on.and([on('leg.id', 'is not', null), on('leg.closed_at', 'is', null)]),
      ]),
    )
    .executeTakeFirst();
  return row ?? null;
}

/** Begins the session's one call. Asked again, it has begun already. */
export async function startCall(
  work: Work,
  sessionId: string,
  mediaProcessId: string | null,
): Promise<'contact-ended' | 'closed' | 'limit-reached' | 'unobtainable' | null> {
  if (!isIdentifier(sessionId)) return 'contact-ended';
  const session = await work.tx
    .selectFrom('web_call')
    .selectAll()
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirst();
  if (session === undefined) return 'contact-ended';
  if (session.contact_id !== null) return null;
  if (session.expires_at <= work.now) return 'contact-ended';
  const line = await findLine(work, 'id', session.entry_point_id);
  if (line === undefined) return 'unobtainable';
  const source = {actor: 'web', detail: {site: session.site_id, origin: session.origin, entryPoint: line.id}};
  const away = await turnAway(work, line, source);
  if (away !== null) return away.why;
  const {address, name, data} = session;
  const contactId = await takeIn(work, line, {address, name, data, mediaProcessId}, source);
  await work.tx.updateTable('web_call').set({contact_id: contactId}).where('id', '=', sessionId).execute();
  return null;
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

import type {Selectable} from 'kysely';
import type {CallbackTables} from '../../store/callback-tables.ts';
import type {Reading} from '../../store/contact-store.ts';
import {run, runForOne} from '../../store/statement.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {type Pretended, pretendedBefore, pretendedOfToken} from './pretended.ts';
import {hashOf} from './secret.ts';

export type RequestRow = Selectable<CallbackTables['callback_request']>;

/** One that is not stored yet; for which callback, is found out last. */
export type NewRequest = Omit<RequestRow, 'created_at' | 'withdrawn_at' | 'callback_id'>;

/** Whoever has its token is told alike of either. */
export type AnyRequest = RequestRow | Pretended;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

const OF_TOKEN = 'select * from callback_request where token_hash = $1';
const OF_REQUEST = 'select * from callback_request where site_id = $1 and request_hash = $2';

/** Null: there is no such request, or none any more. */
export async function requestOfToken(asking: Reading, token: string): Promise<AnyRequest | null> {
  if (!TOKEN.test(token)) return null;
  const hash = hashOf(token);
  return (await runForOne<RequestRow>(asking, OF_TOKEN, [hash])) ?? pretendedOfToken(asking, hash);
}

export async function requestSentBefore(
  asking: Reading,
  siteId: string,
  requestId: string,
): Promise<AnyRequest | null> {
  const hash = hashOf(requestId);
  return (await runForOne<RequestRow>(asking, OF_REQUEST, [siteId, hash])) ?? pretendedBefore(asking, siteId, hash);
}

const OPEN_OF_NUMBER = `
  select id from callback where number = $1 and kind = 'web' and status in ('scheduled', 'queued')
  order by created_at, id limit 1 for key share`;

/**
 * The callback from elsewhere that a number is promised already. Whoever asks has locked the number; whoever works here and cancels it at
 * the same moment has not, and is waited for ([PK-127]).
 */
export async function openCallbackOf(asking: Reading, number: string): Promise<string | null> {
  return (await runForOne<{id: string}>(asking, OPEN_OF_NUMBER, [number]))?.id ?? null;
}

const LOCK = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';

/**
 * Until the decision is over nobody else decides about the same thing. Locks are taken in the order request, number, slot, and before
 * any row of a callback or an agent, and of a contact made to keep a callback.
 */
export async function lockName(
  work: Work,
  name: `request ${string}` | `number ${string}` | `slot ${string}`,
): Promise<void> {
  await run(work, LOCK, [`callback ${name}`]);
}

export async function insertRequest(work: Work, row: NewRequest & Pick<RequestRow, 'callback_id'>): Promise<void> {
  const {starts_at: startsAt, ends_at: endsAt, ...rest} = row;
  await work.tx
    .insertInto('callback_request')
    .values({
      ...rest,
      starts_at: startsAt === null ? null : new Date(startsAt),
      ends_at: endsAt === null ? null : new Date(endsAt),
      created_at: new Date(work.now),
    })
    .execute();
}

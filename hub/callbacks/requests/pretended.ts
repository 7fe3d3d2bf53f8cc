import type {Reading} from '../../store/contact-store.ts';
import {run, runForOne} from '../../store/statement.ts';
import type {Work} from '../../store/unit-of-work.ts';
import type {NewRequest, RequestRow} from './request-store.ts';

/**
 * A request for which nobody is called: a robot's that filled in what nobody sees ([PK-45]), or one for a number that was asked for too often
 * ([PK-114]). Its page and its cancelling are those of one that has joined another ([PK-113]). Nothing says whose it is.
 */
export type Pretended = Omit<
  RequestRow,
  'callback_id' | 'language' | 'caller' | 'consent_version' | 'consent_language' | 'joined'
> & {readonly callback_id: null; readonly joined: true};

const COLUMNS = '*, null as callback_id, true as joined';

export function pretendedOfToken(asking: Reading, tokenHash: string): Promise<Pretended | null> {
  return runForOne<Pretended>(asking, `select ${COLUMNS} from callback_pretence where token_hash = $1`, [tokenHash]);
}

export function pretendedBefore(asking: Reading, siteId: string, requestHash: string): Promise<Pretended | null> {
  const text = `select ${COLUMNS} from callback_pretence where site_id = $1 and request_hash = $2`;
  return runForOne<Pretended>(asking, text, [siteId, requestHash]);
}

export async function pretend(work: Work, row: NewRequest): Promise<Pretended> {
  const {id, site_id, request_hash, fingerprint, token_hash, queue_id, number_shown, zone, starts_at, ends_at} = row;
  const kept = {id, site_id, request_hash, fingerprint, token_hash, queue_id, number_shown, zone};
  await work.tx
    .insertInto('callback_pretence')
    .values({
      ...kept,
      starts_at: starts_at === null ? null : new Date(starts_at),
      ends_at: ends_at === null ? null : new Date(ends_at),
      created_at: new Date(work.now),
    })
    .execute();
  return {...kept, starts_at, ends_at, created_at: work.now, withdrawn_at: null, callback_id: null, joined: true};
}

const WITHDRAW = 'update callback_pretence set withdrawn_at = $2 where id = $1 and withdrawn_at is null';

export async function withdrawPretended(work: Work, {id}: Pretended): Promise<void> {
  await run(work, WITHDRAW, [id, new Date(work.now)]);
}

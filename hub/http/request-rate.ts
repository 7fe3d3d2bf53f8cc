import {sql} from 'kysely';
import type {Reading} from '../store/contact-store.ts';

/** How many requests a client may make at once after a rest, as a share of a minute's. */
const BURST_SHARE = 1 / 6;

/**
 * Takes one of a client's tokens, which fill up evenly by the database's clock, so that several hubs count together.
 * @returns null, or the seconds to wait when there is none left
 */
export function takeRequest(asking: Reading, client: string, perMinute: number): Promise<number | null> {
  const burst = Math.max(1, Math.floor(perMinute * BURST_SHARE));
  return takeToken(asking, client, {burst, perSecond: perMinute / 60});
}

/** So many at once after a rest, and so many a second on the whole. */
export async function takeToken(
  {tx}: Reading,
  client: string,
  {burst, perSecond}: {readonly burst: number; readonly perSecond: number},
): Promise<number | null> {
  // A request that is refused takes nothing: who waits as told comes in.
  const {rows} = await sql<{left: number}>`
    insert into api_client as known (client, tokens, refilled_at) values (${client}, ${burst}::float8 - 1, clock_timestamp())
    on conflict (client) do update set
      tokens = least(${burst}::float8, known.tokens + ${perSecond}::float8 * greatest(0,
        extract(epoch from excluded.refilled_at - known.refilled_at)::float8)) - 1,
      refilled_at = excluded.refilled_at
    where least(${burst}::float8, known.tokens + ${perSecond}::float8 * greatest(0,
        extract(epoch from excluded.refilled_at - known.refilled_at)::float8)) >= 1
    returning tokens as left`.execute(tx);
  return rows.length > 0 ? null : Math.max(1, Math.ceil(1 / perSecond));
}

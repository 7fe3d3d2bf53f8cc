import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

const FREE = `
  select pool.number from unnest($1::text[]) with ordinality as pool(number, place)
  left join emergency_number known using (number)
  where known.number is null or (not known.held and known.rests_until <= now())
  order by known.rests_until nulls first, pool.place`;

const TAKE = `
  insert into emergency_number (number, held)
  select $1, true where pg_try_advisory_xact_lock(hashtext('callback number ' || $1))
  on conflict (number) do update set held = true, rests_until = null
    where not emergency_number.held and emergency_number.rests_until <= now()
  returning number`;

/**
 * [EM-16] A number of the pool for one agent: of those that have rested the one that rested longest, and that no other dial is taking
 * just now. Null when none is left: the call goes on without, as nothing may stop it.
 */
export async function takeCallbackNumber(work: Work, pool: readonly string[]): Promise<string | null> {
  if (pool.length === 0) return null;
  const free = await run<{readonly number: string}>(work, FREE, [pool]);
  for (const {number} of free) {
    if ((await runForOne(work, TAKE, [number])) !== null) return number;
  }
  return null;
}

/** [EM-24] Nobody is reached at it any more, and nobody else for a while. */
export async function restCallbackNumber(work: Work, number: string, restMs: number): Promise<void> {
  const text = 'update emergency_number set held = false, rests_until = $2 where number = $1';
  await run(work, text, [number, new Date(work.now + restMs)]);
}

import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

/** So close to the limit calls are let in one after the other; further away as many as come. */
const NEAR = 50;

/** Reads no more of the index than the limit is high, however many calls there ever were. */
const CARRIED = `
  select count(*)::int as calls from (
    select 1 from contact where channel = 'voice' and status <> 'ended'
      and not (kind = 'callback' and status in ('waiting', 'offered')) limit $1) carried`;

const ONE_BY_ONE = `select pg_advisory_xact_lock(hashtext('cordboard call limit'))`;

/**
 * [CB-18] Whether another call would be one too many. To be asked by the decision that is about to make one, as the last
 * thing before it does. Never asked about an emergency call.
 */
export async function isCallLimitReached(work: Work): Promise<boolean> {
  const max = work.settings.concurrentCallsMax;
  if (max === null) return false;
  if ((await carried(work, max)) < max - NEAR) return false;
  // Whoever waits here counts again, in a statement that sees the calls of those before.
  await runForOne(work, ONE_BY_ONE, []);
  return (await carried(work, max)) >= max;
}

async function carried(work: Work, max: number): Promise<number> {
  return (await runForOne<{readonly calls: number}>(work, CARRIED, [max]))?.calls ?? 0;
}

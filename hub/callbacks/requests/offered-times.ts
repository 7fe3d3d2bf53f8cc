import type {CallbackForm} from '../../../src/api/wire/callback-request.ts';
import type {CallbackWindow} from '../../../src/domain/callback-time.ts';
import {isOpen, nextOpening} from '../../../src/domain/opening-hours.ts';
import {run} from '../../store/statement.ts';
import {estimateWait} from '../../routing/wait-estimate.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {type RequestSite, slotRulesOf} from './find-site.ts';
import {RememberedSlots} from './remembered-slots.ts';

/** A page that lists more helps nobody. */
const SLOTS_MAX = 500;

const remembered = new RememberedSlots();

const TAKEN = `
  select starts_at as "startsAt", count(*)::int as taken from callback
  where queue_id = $1 and kind = 'web' and status <> 'cancelled' and starts_at = any($2::timestamptz[])
  group by starts_at having count(*) >= $3`;

/** What somebody in a zone may choose from, full slots left out. */
export async function freeSlots(work: Work, site: RequestSite, zone: string): Promise<readonly CallbackWindow[]> {
  const rules = slotRulesOf(work, site, zone);
  if (rules === null) return [];
  const all = remembered.of(rules, work.now);
  const full = await fullOf(work, site, all);
  return all.filter(({startsAt}) => !full.has(startsAt)).slice(0, SLOTS_MAX);
}

/** Whether one more may be called then. Whoever asks has locked the slot. */
export async function hasPlace(work: Work, site: RequestSite, slot: CallbackWindow): Promise<boolean> {
  return (await fullOf(work, site, [slot])).size === 0;
}

async function fullOf(
  work: Work,
  {callbacks: {queue, slots}}: RequestSite,
  windows: readonly CallbackWindow[],
): Promise<ReadonlySet<number>> {
  const perSlot = slots?.perSlot ?? null;
  if (perSlot === null || windows.length === 0) return new Set();
  const starts = windows.map(({startsAt}) => new Date(startsAt));
  const rows = await run<{startsAt: number}>(work, TAKEN, [queue, starts, perSlot]);
  return new Set(rows.map(({startsAt}) => startsAt));
}

/** Whether somebody can be called as soon as an agent is free: while the queue is open, at whatever hour it is where they are. */
export async function nowOf(work: Work, {opening, callbacks}: RequestSite): Promise<CallbackForm['now']> {
  if (opening === null || isOpen(opening, work.now))
    return {possible: true, waitMs: await estimateWait(work, callbacks.queue)};
  return {possible: false, opensAt: nextOpening(opening, work.now)};
}

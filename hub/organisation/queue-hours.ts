import {type OpeningHours, isOpen, nextOpening} from '../../src/domain/opening-hours.ts';
import type {Work} from '../store/unit-of-work.ts';

type Reading = Pick<Work, 'tx' | 'now'>;

/** True also for a queue without opening hours: it never closes. */
export async function isQueueOpen(work: Reading, queueId: string): Promise<boolean> {
  const hours = await hoursOfQueue(work, queueId);
  return hours === null || isOpen(hours, work.now);
}

/** When the queue opens next: now, if it is open. Null: never, as its hours stand. */
export async function nextQueueOpening(work: Reading, queueId: string): Promise<number | null> {
  const hours = await hoursOfQueue(work, queueId);
  return hours === null ? work.now : nextOpening(hours, work.now);
}

/**
 * Whether an entry point takes nobody in just now: its queue is closed, and it is set up to end contacts then rather than
 * to let them wait (`whenClosed`). Null: it takes them in.
 */
export async function closedEntryPoint(
  work: Reading,
  entryPointId: string,
): Promise<{readonly opensAt: number | null} | null> {
  const row = await work.tx
    .selectFrom('entry_point')
    .select('queue_id')
    .where('id', '=', entryPointId)
    .where('when_closed', '=', 'end')
    .executeTakeFirst();
  if (row === undefined || (await isQueueOpen(work, row.queue_id))) return null;
  return {opensAt: await nextQueueOpening(work, row.queue_id)};
}

async function hoursOfQueue({tx}: Reading, queueId: string): Promise<OpeningHours | null> {
  const row = await tx
    .selectFrom('queue')
    .innerJoin('opening_hours', 'opening_hours.id', 'queue.hours_id')
    .select('opening_hours.rule')
    .where('queue.id', '=', queueId)
    .executeTakeFirst();
  return row?.rule ?? null;
}

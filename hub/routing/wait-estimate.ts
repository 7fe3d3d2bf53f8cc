import {type Contact, customerOf, isJoined, lastAgentOf} from '../../src/domain/contact.ts';

import {ESTIMATE_SAMPLES_MAX, ESTIMATE_WINDOW_MS, estimateOf} from '../../src/domain/wait-estimate.ts';
import type {Reading} from '../store/contact-store.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

type Sample = {readonly waits: readonly number[]; readonly longest: number | null};

const SAMPLE = `
  select array(
      select waited_ms::float8 from queue_wait
      where queue_id = $1 and answered_at > now() - $2 * interval '1 millisecond'
      order by answered_at desc limit ${ESTIMATE_SAMPLES_MAX}) as waits,
    (select (extract(epoch from now() - min(first.enqueued_at)) * 1000)::float8
      from routing_line line cross join lateral (
        select enqueued_at from contact
        where line_id = line.id and status = 'waiting' and personal_agent_id is null and kind = 'ordinary'
        order by priority, enqueued_at, id limit 1) first
      where line.queue_id = $1 and line.channel = 'voice') as longest`;

/** How long who comes to the queue now will wait on the line, in milliseconds; null: not known. */
export async function estimateWait(asking: Reading, queueId: string): Promise<number | null> {
  const sample = await runForOne<Sample>(asking, SAMPLE, [queueId, ESTIMATE_WINDOW_MS]);
  return sample === null ? null : estimateOf({waitsMs: sample.waits, longestMs: sample.longest});
}

const NOTE = 'insert into queue_wait (queue_id, answered_at, waited_ms) values ($1, $2, $3)';

/** A caller is answered: how long that took is what the next ones are told. Who had an agent before has not waited for the first. */
export async function noteWait(work: Work, before: Contact, after: Contact): Promise<void> {
  if (before.status !== 'offered' || after.status !== 'connected' || after.channel !== 'voice') return;
  const {queue, kind, enqueuedAt} = before;
  if (queue === null || kind !== 'ordinary' || !isJoined(customerOf(before)) || lastAgentOf(before) !== null) return;
  await run(work, NOTE, [queue.id, new Date(work.now), Math.max(0, work.now - enqueuedAt)]);
}

import type {CallbackFigures, FiguresQuestion} from '../../src/api/wire/callback-inbox.ts';
import type {CallCount} from '../../src/domain/call-figures.ts';
import {
  FIGURE_COUNTS,
  FIGURE_SLOT_MS,
  type CallbackCount,
  type FigureCount,
} from '../../src/domain/callback-figures.ts';
import {run} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

/**
 * One more, in the row of this connection alone: no other decision that is under way can have it locked, so nobody waits for it and
 * nothing can be waited for in a circle, wherever in a decision it is counted. What is rolled back was not counted.
 */
const COUNT = Object.fromEntries(
  FIGURE_COUNTS.map((what) => [
    what,
    `insert into callback_figure (queue_id, begins_at, writer, ${what}, saved_ms) values ($1, $2, pg_backend_pid(), 1, $3)
     on conflict (queue_id, begins_at, writer) do update
     set ${what} = callback_figure.${what} + 1, saved_ms = callback_figure.saved_ms + excluded.saved_ms`,
  ]),
);

/**
 * [DC-28] Counts what a decision did with a callback, in the same transaction.
 * @param savedMs of a direct one that is kept: how long its customer did not have to wait on the line
 */
export async function countCallback(work: Work, queueId: string, what: CallbackCount, savedMs = 0): Promise<void> {
  await count(work, queueId, what, savedMs);
  work.tell({type: 'callback-counted', what, savedMs});
}

/** [CB-21] The same of a call that callbacks are for. */
export async function countCall(work: Work, queueId: string, what: CallCount): Promise<void> {
  await count(work, queueId, what, 0);
  work.tell({type: 'call-counted', what});
}

async function count(work: Work, queueId: string, what: FigureCount, savedMs: number): Promise<void> {
  const beginsAt = new Date(work.now - (work.now % FIGURE_SLOT_MS));
  await run(work, COUNT[what] ?? '', [queueId, beginsAt, Math.round(savedMs)]);
}

const SUMS = [
  ...FIGURE_COUNTS.map((what) => `sum(${what})::int as ${what}`),
  'sum(saved_ms)::float8 as "savedMs"',
].join();

const BY_TIME = `
  select begins_at as "beginsAt", ${SUMS} from callback_figure
  where begins_at >= $1 and begins_at < $2 and ($3::text is null or queue_id = $3) group by begins_at order by begins_at`;

const BY_QUEUE = `
  select queue.id, queue.name, figures.* from (
    select queue_id, ${SUMS} from callback_figure
    where begins_at >= $1 and begins_at < $2 and ($3::text is null or queue_id = $3) group by queue_id) figures
  join queue on queue.id = figures.queue_id order by queue.name, queue.id`;

/** What was counted in a time, altogether and by queue. */
export async function listFigures(work: Work, {queueId, fromAt, toAt}: FiguresQuestion): Promise<CallbackFigures> {
  const asked = [new Date(fromAt), new Date(toAt), queueId];
  return {
    slots: await run<CallbackFigures['slots'][number]>(work, BY_TIME, asked),
    queues: await run<CallbackFigures['queues'][number]>(work, BY_QUEUE, asked),
  };
}

const MERGED = [...FIGURE_COUNTS, 'saved_ms'];

/** Of a time that is over: its writers' rows become one. Nobody counts there any more, for no decision lasts so long. */
export const MERGE_FIGURES = `
  with gone as (
    delete from callback_figure where writer <> 0 and begins_at < now() - interval '1 day' returning *)
  insert into callback_figure (queue_id, begins_at, writer, ${MERGED.join()})
  select queue_id, begins_at, 0, ${MERGED.map((column) => `sum(${column})`).join()} from gone group by queue_id, begins_at
  on conflict (queue_id, begins_at, writer) do update
  set ${MERGED.map((column) => `${column} = callback_figure.${column} + excluded.${column}`).join()}`;

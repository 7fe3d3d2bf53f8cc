import {type Kysely, sql} from 'kysely';
import {run} from './statement.ts';
import type {Tables} from './tables.ts';
import type {Work} from './unit-of-work.ts';

/** What timers are for. A newer hub may have set others; they are left to it. */
const KINDS = [
  'offer-ring-out',
  'offer-present',
  'desk-away',
  'desk-grace',
  'dial-ring-out',
  'wrap-up',
  'leg-grace',
  'digital-absent',
  'leg-ring-out',
  'unattended',
  'flow-step',
  'wait-menu',
  'overflow',
] as const;

/** `subject` is the identifier of the offer, agent, leg or participant a timer belongs to. */
export type TimerKind = (typeof KINDS)[number];

export type Timer = {readonly kind: TimerKind; readonly subject: string};

/** Every hub looks once a second for what is due in the next one: only what may come before that has to be told. */
const LOOK_EVERY_MS = 1_000;

export function isSoon(work: Work, dueAt: number): boolean {
  return dueAt - work.now <= 2 * LOOK_EVERY_MS;
}

/** Sets or moves a timer; one of a kind and subject exists at most. */
export async function setTimer(work: Work, timer: Timer, dueAt: number): Promise<void> {
  await work.tx
    .insertInto('timer')
    .values({...timer, due_at: new Date(dueAt)})
    .onConflict((conflict) => conflict.columns(['kind', 'subject']).doUpdateSet({due_at: new Date(dueAt)}))
    .execute();
  if (isSoon(work, dueAt)) work.wake('timer');
}

/** Sets a timer unless there is one: what happens again must not put off what is due. */
export async function ensureTimer(work: Work, timer: Timer, dueAt: number): Promise<void> {
  await work.tx
    .insertInto('timer')
    .values({...timer, due_at: new Date(dueAt)})
    .onConflict((conflict) => conflict.columns(['kind', 'subject']).doNothing())
    .execute();
  if (isSoon(work, dueAt)) work.wake('timer');
}

export async function clearTimer(work: Work, timer: Timer): Promise<void> {
  await work.tx.deleteFrom('timer').where('kind', '=', timer.kind).where('subject', '=', timer.subject).execute();
}

export async function clearTimers(work: Work, timers: readonly Timer[]): Promise<void> {
  const [kinds, subjects] = [timers.map(({kind}) => kind), timers.map(({subject}) => subject)];
  await run(work, CLEAR, [kinds, subjects]);
}

const CLEAR = 'delete from timer where (kind, subject) in (select * from unnest($1::text[], $2::text[]))';

/** Timers that are due by the database's clock, earliest first. Read without locks: each is claimed later. */
export async function dueTimers(db: Kysely<Tables>, limit: number): Promise<readonly Timer[]> {
  const {rows} = await sql<Timer>`
    select kind, subject from timer where due_at <= now() and kind = any(${KINDS}) order by due_at limit ${limit}`.execute(
    db,
  );
  return rows;
}

/**
 * Takes a timer, if it is there and still due: false when another hub fired it, or it was moved or cleared meanwhile.
 * It is gone when the decision it leads to commits, and there again when that fails.
 */
export async function claimDueTimer(work: Work, timer: Timer): Promise<boolean> {
  const {rows} = await sql`
    delete from timer where kind = ${timer.kind} and subject = ${timer.subject} and due_at <= now() returning 1`.execute(
    work.tx,
  );
  return rows.length > 0;
}

/** Milliseconds until the next timer that is not due yet, by the database's clock; null when there is none. */
export async function nextTimerInMs(db: Kysely<Tables>): Promise<number | null> {
  const {rows} = await sql<{in_ms: number | null}>`
    select (extract(epoch from min(due_at) - clock_timestamp()) * 1000)::float8 as in_ms from timer
    where due_at > clock_timestamp() and kind = any(${KINDS})`.execute(db);
  return rows[0]?.in_ms ?? null;
}

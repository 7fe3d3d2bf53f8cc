import {type Kysely, sql} from 'kysely';
import {MERGE_FIGURES} from '../callbacks/callback-figures.ts';
import {RepeatingTask, type TaskLog} from '../background/repeating-task.ts';
import {run} from './statement.ts';
import type {Tables} from './tables.ts';

const EVERY_MS = 600_000;
/** Deleted at once: nothing else waits for long. */
const BATCH = 500;

/** What belongs to one goes with it. Of several hubs each takes what no other one has. */
const DELETE_CLOSED = `
  delete from callback where id in (
    select id from callback where closed_at < now() - $1 * interval '1 millisecond'
    order by closed_at limit ${BATCH} for update skip locked) returning id`;

/**
 * Deletes what has served its time: events every desk has had or will get as a snapshot, answers nobody asks for again,
 * session descriptions (which hold network addresses) of legs that are long connected or closed, what customers agreed to for a
 * callback that has been over for 30 days.
 */
export class Housekeeping {
  readonly #db: Kysely<Tables>;
  readonly #task: RepeatingTask;
  readonly #keepCallbacksMs: () => number;

  /** @param keepCallbacksMs how long a closed callback is kept; asked each time, since it is a setting */
  constructor(db: Kysely<Tables>, log: TaskLog, keepCallbacksMs: () => number) {
    this.#db = db;
    this.#keepCallbacksMs = keepCallbacksMs;
    this.#task = new RepeatingTask({name: 'housekeeping', everyMs: EVERY_MS, log, run: () => this.#sweep()});
  }

  start(): void {
    this.#task.start();
  }

  stop(): Promise<void> {
    return this.#task.stop();
  }

  async #sweep(): Promise<void> {
    await this.#db
      .deleteFrom('agent_outbox')
      .where(sql<boolean>`occurred_at < now() - interval '1 day'`)
      .execute();
    await this.#db
      .deleteFrom('command')
      .where(sql<boolean>`executed_at < now() - interval '1 day'`)
      .execute();
    await this.#db
      .deleteFrom('leg_description')
      .where(sql<boolean>`created_at < now() - interval '10 minutes'`)
      .execute();
    await this.#db
      .deleteFrom('webhook_delivery')
      .where(
        sql<boolean>`(status = 'delivered' and ended_at < now() - interval '1 day')
          or (status = 'dead' and ended_at < now() - interval '30 days')
          or (status = 'waiting' and expires_at < now() - interval '30 days')`,
      )
      .execute();
    await this.#db
      .deleteFrom('web_call')
      .where(
        sql<boolean>`created_at < now() - interval '10 minutes' and not exists (
          select 1 from contact where contact.id = web_call.contact_id and contact.status <> 'ended')`,
      )
      .execute();
    await this.#db
      .deleteFrom('api_client')
      .where(
        sql<boolean>`(client like 'web-%' and refilled_at < now() - interval '10 minutes')
          or (client like 'callback-%' and refilled_at < now() - interval '1 day')`,
      )
      .execute();
    await this.#db
      .deleteFrom('callback_proof')
      .where(sql<boolean>`expires_at < now()`)
      .execute();
    await this.#db
      .deleteFrom('callback_request')
      .where(
        sql<boolean>`exists (select 1 from callback
          where callback.id = callback_request.callback_id and callback.closed_at < now() - interval '30 days')`,
      )
      .execute();
    await this.#db
      .deleteFrom('callback_pretence')
      .where(
        sql<boolean>`created_at < now() - interval '30 days' and coalesce(ends_at, created_at) < now() - interval '30 days'`,
      )
      .execute();
    await this.#db
      .deleteFrom('prompt_sound')
      .where(
        sql<boolean>`made_at < now() - interval '1 day' and not exists (select 1 from prompt where prompt.sound = prompt_sound.sound)`,
      )
      .execute();
    await this.#db
      .deleteFrom('queue_wait')
      .where(sql<boolean>`answered_at < now() - interval '1 day'`)
      .execute();
    await this.#db
      .deleteFrom('digit_request')
      .where(sql<boolean>`created_at < now() - interval '10 minutes'`)
      .execute();
    await sweepCallbacks(this.#db, this.#keepCallbacksMs());
  }
}

/** [PK-92] What is closed and has served its time, a batch at a time; and its figures, put together. @returns how many were deleted */
export async function sweepCallbacks(db: Kysely<Tables>, keepMs: number): Promise<number> {
  await run({tx: db}, MERGE_FIGURES, []);
  let deleted = 0;
  for (;;) {
    const gone = await run({tx: db}, DELETE_CLOSED, [keepMs]);
    deleted += gone.length;
    if (gone.length < BATCH) return deleted;
  }
}

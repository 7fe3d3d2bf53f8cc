import {RepeatingTask, type TaskLog, describe} from '../background/repeating-task.ts';
import type {HubStore} from '../store/hub-store.ts';
import {run} from '../store/statement.ts';
import {finishVoicemail} from './keep-piece.ts';

const EVERY_MS = 5_000;
const BATCH = 100;

/** Long after the last piece should have come: its media process is gone. */
const UNFINISHED = `
  select id, over_at > now() - interval '1 hour' as "mayStillCome" from (
    select v.id, v.began_at, v.length_ms, v.heard_ms,
      coalesce(case when contact.status = 'ended' then contact.ended_at end, v.stopped_at) as over_at
    from voicemail v join contact on contact.id = v.contact_id where v.finished_at is null) unfinished
  where over_at < now() - interval '30 seconds' order by began_at desc limit ${BATCH}`;

type Unfinished = {readonly id: string; readonly mayStillCome: boolean};

/** [VX-13] Dealt with, and kept for long enough. Of several hubs each takes what no other one has. */
const DELETE_DONE = `
  delete from voicemail where id in (
    select id from voicemail where done_at < now() - $1 * interval '1 millisecond'
    order by done_at limit ${BATCH} for update skip locked) returning id`;

/** Finishes messages whose media process died, and deletes those that have served their time. In every hub. */
export class VoicemailKeeper {
  readonly #store: HubStore;
  readonly #log: TaskLog;
  readonly #task: RepeatingTask;

  constructor(store: HubStore, log: TaskLog) {
    this.#store = store;
    this.#log = log;
    this.#task = new RepeatingTask({name: 'voicemail', everyMs: EVERY_MS, log, run: () => this.#look()});
  }

  start(): void {
    this.#task.start();
  }

  stop(): Promise<void> {
    return this.#task.stop();
  }

  async #look(): Promise<void> {
    const reading = {tx: this.#store.db};
    for (const {id, mayStillCome} of await run<Unfinished>(reading, UNFINISHED, [])) {
      try {
        await this.#store.decide((work) => finishVoicemail(work, id, mayStillCome));
      } catch (error) {
        this.#log.error({error: describe(error)}, 'a message could not be finished and is tried again');
      }
    }
    await run(reading, DELETE_DONE, [this.#store.settings.voicemail.keepMs]);
  }
}

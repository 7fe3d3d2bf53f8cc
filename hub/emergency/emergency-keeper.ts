import {isExpired} from '../../src/domain/emergency-call.ts';
import {RepeatingTask, type TaskLog, describe} from '../background/repeating-task.ts';
import {databaseTime} from '../store/database-time.ts';
import type {HubStore} from '../store/hub-store.ts';
import {run} from '../store/statement.ts';
import {moveEmergencies} from './move-emergencies.ts';
import {expireEmergency, settleEmergency} from './settle.ts';
import {type MailedCall, writeMails} from './write-mail.ts';

const EVERY_MS = 1_000;

type Given = {
  readonly store: HubStore;
  readonly log: TaskLog;
  readonly mediaProcessId: () => string | null;
  /** False while this hub has only just got its database back: then every heartbeat is old, and says nothing. */
  readonly steady: () => boolean;
};

type Row = MailedCall & {readonly settled: boolean};

const LOOK = `
  select state as call, settled_version = version as settled, dial_id as "dialId", mailed,
    not exists (select 1 from agent_session where agent_session.agent_id = emergency_call.agent_id) as deskless
  from emergency_call`;

/**
 * Looks after emergencies in every hub: does what is still to be done about them, and forgets them when their time is over. Reads
 * what is stored, so a hub that died in between leaves nothing undone.
 */
export class EmergencyKeeper {
  readonly #given: Given;
  readonly #task: RepeatingTask;
  /** Since when, by this process's own clock, an agent in an emergency has had no desk. */
  readonly #desklessSince = new Map<string, number>();

  constructor(given: Given) {
    this.#given = given;
    this.#task = new RepeatingTask({name: 'emergencies', everyMs: EVERY_MS, log: given.log, run: () => this.#look()});
  }

  start(): void {
    this.#task.start();
  }

  wake(): void {
    this.#task.wake();
  }

  stop(): Promise<void> {
    return this.#task.stop();
  }

  async #look(): Promise<void> {
    const {store} = this.#given;
    const rows = await run<Row>({tx: store.db}, LOOK, []);
    this.#forgetOthers(rows);
    if (rows.length === 0) return;
    // First, and apart: what follows waits for rows that somebody slow may hold.
    for (const row of rows) await this.#try(() => writeMails(store, {...row, deskless: this.#isDeskless(row)}));
    const processId = this.#given.mediaProcessId();
    const steady = this.#given.steady();
    if (processId !== null) await this.#try(() => moveEmergencies(store, processId, steady));
    const now = await databaseTime(store);
    for (const {call, settled} of rows) {
      if (!settled) await this.#try(() => settleEmergency(store, call));
      if (isExpired(call, now)) await this.#try(() => expireEmergency(store, call));
    }
  }

  /** A page that is loaded again is gone for a moment, and no reason to alarm anybody. */
  #isDeskless({call, deskless}: Row): boolean {
    if (!deskless || !this.#given.steady()) {
      this.#desklessSince.delete(call.id);
      return false;
    }
    const now = performance.now();
    const since = this.#desklessSince.get(call.id) ?? now;
    this.#desklessSince.set(call.id, since);
    return now - since >= this.#given.store.settings.timings.deskAwayMs;
  }

  #forgetOthers(rows: readonly Row[]): void {
    for (const id of this.#desklessSince.keys())
      if (!rows.some(({call}) => call.id === id)) this.#desklessSince.delete(id);
  }

  /** What fails with one is tried again at the next look, and keeps nothing from the others. */
  async #try(body: () => Promise<void>): Promise<void> {
    try {
      await body();
    } catch (error) {
      this.#given.log.error({error: describe(error)}, 'what follows from a call could not be done and is tried again');
    }
  }
}

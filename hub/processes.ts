import {sql} from 'kysely';
import {RepeatingTask} from './background/repeating-task.ts';
import {noteAbsence} from './desk/absence.ts';
import {noteDeparture} from './desk/softphone.ts';
import type {HubLog} from './logger.ts';
import type {HubStore} from './store/hub-store.ts';

const HEARTBEAT_MS = 500;
const DEAD_AFTER_MS = 5_000;
/** A beat so late means that the database was away, or this hub: then every heartbeat is old and says nothing. */
const LATE_MS = 2_000;
/** Of so many beats one looks whether a hub died between marking another and clearing up after it. */
const BEATS_PER_CLEAR_UP = 4;

type Given = {
  readonly store: HubStore;
  readonly log: HubLog;
  /** Unique among the hubs that live: machine, interface and port. */
  readonly address: string;
  /** Another hub took this one for dead, for instance after it was suspended: its desks and phones are not known any more. */
  readonly onTakenForDead: () => void;
};

/** This hub among others: it says that it lives, and clears up after those that do not any more. */
export class HubProcesses {
  readonly id = crypto.randomUUID();
  readonly #store: HubStore;
  readonly #address: string;
  readonly #onTakenForDead: () => void;
  readonly #log: HubLog;
  readonly #task: RepeatingTask;
  #lastBeatMs = performance.now();
  #steadySinceMs = performance.now();
  #beats = 0;

  constructor({store, log, address, onTakenForDead}: Given) {
    this.#store = store;
    this.#address = address;
    this.#onTakenForDead = onTakenForDead;
    this.#log = log;
    this.#task = new RepeatingTask({name: 'heartbeat', everyMs: HEARTBEAT_MS, log, run: () => this.#beat()});
  }

  /** A hub that was killed at this address cannot live any more, since this one has it now. */
  async start(): Promise<void> {
    await this.#store.decide(async ({tx, now}) => {
      await tx
        .updateTable('hub_process')
        .set({stopped_at: new Date(now)})
        .where('address', '=', this.#address)
        .where('stopped_at', 'is', null)
        .execute();
      await tx.insertInto('hub_process').values({id: this.id, address: this.#address}).execute();
    });
    await this.#clearUp();
    this.#task.start();
  }

  /** True once this hub has seen the database for long enough to judge others. */
  get steady(): boolean {
    return performance.now() - this.#steadySinceMs >= DEAD_AFTER_MS;
  }

  /** How many other hubs live. */
  async others(): Promise<number> {
    const {count} = await this.#store.db
      .selectFrom('hub_process')
      .select(({fn}) => fn.countAll<number>().as('count'))
      .where('stopped_at', 'is', null)
      .where('id', '<>', this.id)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async stop(): Promise<void> {
    await this.#task.stop();
    await this.#store.db.updateTable('hub_process').set({stopped_at: new Date()}).where('id', '=', this.id).execute();
    await this.#clearUp();
  }

  async #beat(): Promise<void> {
    this.#beats += 1;
    const before = await this.#store.db
      .selectFrom('hub_process')
      .select('stopped_at')
      .where('id', '=', this.id)
      .executeTakeFirst();
    await this.#store.db
      .updateTable('hub_process')
      .set({heartbeat_at: sql`now()`, stopped_at: null})
      .where('id', '=', this.id)
      .execute();
    if (before !== undefined && before.stopped_at !== null) {
      this.#log.warn({hubId: this.id}, 'this hub was taken for dead: its desks and phones connect again');
      this.#onTakenForDead();
    }
    this.#noteBeat();
    if (this.steady) await this.#judgeOthers();
  }

  #noteBeat(): void {
    const nowMs = performance.now();
    if (nowMs - this.#lastBeatMs > LATE_MS) this.#steadySinceMs = nowMs;
    this.#lastBeatMs = nowMs;
  }

  async #judgeOthers(): Promise<void> {
    const {numUpdatedRows} = await this.#store.db
      .updateTable('hub_process')
      .set({stopped_at: sql`now()`})
      .where('stopped_at', 'is', null)
      .where(sql<boolean>`heartbeat_at < now() - ${`${DEAD_AFTER_MS} milliseconds`}::interval`)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) this.#log.warn({count: Number(numUpdatedRows)}, 'a hub gives no sign of life');
    if (numUpdatedRows > 0n || this.#beats % BEATS_PER_CLEAR_UP === 0) await this.#clearUp();
  }

  /** Desks and phones of a dead hub are not connected: nothing may be offered to them until they come back. */
  async #clearUp(): Promise<void> {
    const dead = this.#store.db.selectFrom('hub_process').select('id').where('stopped_at', 'is not', null);
    await this.#store.decide(async (work) => {
      const gone = await work.tx
        .deleteFrom('agent_session')
        .where('hub_id', 'in', dead)
        .returning(['agent_id', 'desk_id'])
        .execute();
      for (const {agent_id: agentId, desk_id: deskId} of gone.toSorted((a, b) => (a.agent_id < b.agent_id ? -1 : 1)))
        if (deskId !== null) await noteDeparture(work, agentId, deskId);
      await noteAbsence(work, [...new Set(gone.map((row) => row.agent_id))]);
    });
    await this.#store.db.updateTable('phone').set({hub_id: null}).where('hub_id', 'in', dead).execute();
  }
}

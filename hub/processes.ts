import {sql} from 'kysely';
import {RepeatingTask} from './background/repeating-task.ts';
import {noteAbsence} from './desk/absence.ts';
import type {HubLog} from './logger.ts';
import type {HubStore} from './store/hub-store.ts';

const HEARTBEAT_MS = 500;
const DEAD_AFTER_MS = 5_000;

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

  async stop(): Promise<void> {
    await this.#task.stop();
    await this.#store.db.updateTable('hub_process').set({stopped_at: new Date()}).where('id', '=', this.id).execute();
    await this.#clearUp();
  }

  async #beat(): Promise<void> {
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
    const {numUpdatedRows} = await this.#store.db
      .updateTable('hub_process')
      .set({stopped_at: sql`now()`})
      .where('stopped_at', 'is', null)
      .where(sql<boolean>`heartbeat_at < now() - ${`${DEAD_AFTER_MS} milliseconds`}::interval`)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await this.#clearUp();
  }

  /** Desks and phones of a dead hub are not connected: nothing may be offered to them until they come back. */
  async #clearUp(): Promise<void> {
    const dead = this.#store.db.selectFrom('hub_process').select('id').where('stopped_at', 'is not', null);
    await this.#store.decide(async (work) => {
      const gone = await work.tx
        .deleteFrom('agent_session')
        .where('hub_id', 'in', dead)
        .returning('agent_id')
        .execute();
      await noteAbsence(work, [...new Set(gone.map((row) => row.agent_id))]);
    });
    await this.#store.db.updateTable('phone').set({hub_id: null}).where('hub_id', 'in', dead).execute();
  }
}

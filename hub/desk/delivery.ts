import {sql} from 'kysely';
import {DELIVER} from '../../src/api/wire/protocol.ts';
import {RepeatingTask} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import type {HubConnection} from '../signalr/index.ts';
import type {HubStore} from '../store/hub-store.ts';
import type {DeskUser} from './desk-hub.ts';

type Connection = HubConnection<DeskUser>;

const POLL_MS = 1_000;
const BATCH_MAX = 100;

/**
 * Sends each connected desk the events after the last one it was sent. Reads the outbox, so a lost wake-up costs a
 * second at most and a hub that died in between loses nothing: the next one is told by the desk where to go on.
 */
export class Delivery {
  readonly #store: HubStore;
  readonly #cursors = new Map<Connection, {agentId: string; seq: number}>();
  readonly #task: RepeatingTask;

  constructor(store: HubStore, log: HubLog) {
    this.#store = store;
    this.#task = new RepeatingTask({name: 'delivery', everyMs: POLL_MS, log, run: () => this.#deliver()});
  }

  start(): void {
    this.#task.start();
  }

  wake(agentId: string): void {
    for (const cursor of this.#cursors.values()) {
      if (cursor.agentId === agentId) return this.#task.wake();
    }
  }

  stop(): Promise<void> {
    return this.#task.stop();
  }

  /** From now on the desk gets what comes after `seq`. */
  add(connection: Connection, agentId: string, seq: number): void {
    this.#cursors.set(connection, {agentId, seq});
    this.#task.wake();
  }

  remove(connection: Connection): void {
    this.#cursors.delete(connection);
  }

  async #deliver(): Promise<void> {
    if (this.#cursors.size === 0) return;
    const lowest = new Map<string, number>();
    for (const {agentId, seq} of this.#cursors.values()) lowest.set(agentId, Math.min(seq, lowest.get(agentId) ?? seq));
    const {rows} = await sql<{agent_id: string; seq: number; event: object}>`
      select o.agent_id, o.seq, o.event
      from unnest(${[...lowest.keys()]}::uuid[], ${[...lowest.values()]}::bigint[]) as wanted(agent_id, seq)
      cross join lateral (
        select agent_id, seq, event from agent_outbox
        where agent_id = wanted.agent_id and seq > wanted.seq order by seq limit ${BATCH_MAX}) o
      order by o.agent_id, o.seq`.execute(this.#store.db);
    for (const [connection, cursor] of this.#cursors) {
      const events = rows.filter((row) => row.agent_id === cursor.agentId && row.seq > cursor.seq);
      const last = events.at(-1);
      if (last === undefined) continue;
      cursor.seq = last.seq;
      connection.send(
        DELIVER,
        events.map((row) => row.event),
      );
      if (events.length === BATCH_MAX) this.#task.wake();
    }
  }
}

import {sql} from 'kysely';
import {DELIVER, SPEAKING} from '../../src/api/wire/protocol.ts';
import {RepeatingTask} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import type {HubConnection} from '../signalr/index.ts';
import type {HubStore} from '../store/hub-store.ts';
import {UNWATCHED, type Watch} from '../watching/watch.ts';
import type {DeskUser} from './desk-hub.ts';
import type {SpeakingNow} from '../voice/speaking.ts';
import {presentForProtocol1} from './present-for-protocol-1.ts';
import {eventForProtocol1} from './protocol-1.ts';
import {eventForProtocol2} from './protocol-2.ts';
import {eventForProtocol3} from './protocol-3.ts';

type Connection = HubConnection<DeskUser>;

/** A connected desk: whose, up to which number it was sent, and in which version it is spoken to. */
type Cursor = {readonly agentId: string; readonly protocol: number; seq: number};

type Row = {readonly agent_id: string; readonly seq: number; readonly event: object; readonly lag_ms: number};

const POLL_MS = 1_000;
const BATCH_MAX = 100;

/**
 * Sends each connected desk the events after the last one it was sent. Reads the outbox, so a lost wake-up costs a
 * second at most and a hub that died in between loses nothing: the next one is told by the desk where to go on.
 */
export class Delivery {
  readonly #store: HubStore;
  readonly #log: HubLog;
  readonly #watch: Watch;
  readonly #cursors = new Map<Connection, Cursor>();
  readonly #task: RepeatingTask;

  constructor(store: HubStore, log: HubLog, watch: Watch = UNWATCHED) {
    this.#store = store;
    this.#log = log;
    this.#watch = watch;
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

  /** From now on the desk gets what comes after `seq`, in the version it speaks. */
  add(connection: Connection, agentId: string, seq: number, protocol: number): void {
    this.#cursors.set(connection, {agentId, seq, protocol});
    this.#task.wake();
  }

  remove(connection: Connection): void {
    this.#cursors.delete(connection);
  }

  /** Who speaks in a contact, for those of its agents whose desks are here; not numbered and not kept. */
  tellSpeaking({contactId, participantIds, agentIds}: SpeakingNow): void {
    for (const [connection, {agentId, protocol}] of this.#cursors) {
      if (protocol >= 3 && agentIds.includes(agentId)) connection.send(SPEAKING, {contactId, participantIds});
    }
  }

  /** How many desks are connected here, by the version they speak. */
  desks(): ReadonlyMap<number, number> {
    const counts = new Map<number, number>();
    for (const {protocol} of this.#cursors.values()) counts.set(protocol, (counts.get(protocol) ?? 0) + 1);
    return counts;
  }

  async #deliver(): Promise<void> {
    if (this.#cursors.size === 0) return;
    const rows = await this.#read();
    if (rows.length === 0) return;
    await this.#watch.span('deliver', {events: rows.length}, async () => this.#send(rows));
  }

  /** How old each event is, is asked of the database: its clock and this machine's may differ. */
  async #read(): Promise<readonly Row[]> {
    const lowest = new Map<string, number>();
    for (const {agentId, seq} of this.#cursors.values()) lowest.set(agentId, Math.min(seq, lowest.get(agentId) ?? seq));
    const {rows} = await sql<Row>`
      select o.agent_id, o.seq, o.event,
        (extract(epoch from clock_timestamp() - o.occurred_at) * 1000)::float8 as lag_ms
      from unnest(${[...lowest.keys()]}::uuid[], ${[...lowest.values()]}::bigint[]) as wanted(agent_id, seq)
      cross join lateral (
        select agent_id, seq, occurred_at, event from agent_outbox
        where agent_id = wanted.agent_id and seq > wanted.seq order by seq limit ${BATCH_MAX}) o
      order by o.agent_id, o.seq`.execute(this.#store.db);
    return rows;
  }

  #send(rows: readonly Row[]): void {
    const byAgent = Map.groupBy(rows, (row) => row.agent_id);
    for (const [connection, cursor] of this.#cursors) {
      const batch = byAgent.get(cursor.agentId)?.filter((row) => row.seq > cursor.seq) ?? [];
      const last = batch.at(-1);
      if (last === undefined) continue;
      cursor.seq = last.seq;
      const events = batch.flatMap((row) => this.#spoken(row.event, cursor) ?? []);
      if (events.length > 0) connection.send(DELIVER, events);
      this.#watch.delivered(batch.length, Math.max(...batch.map((row) => row.lag_ms)));
      if (batch.length === BATCH_MAX) this.#task.wake();
    }
  }

  #spoken(event: object, {agentId, protocol}: Cursor): object | null {
    if (protocol >= 4) return event;
    if (protocol === 3) return eventForProtocol3(event);
    if (protocol === 2) return eventForProtocol2(event);
    void presentForProtocol1(this.#store, this.#log, agentId, event);
    return eventForProtocol1(event, this.#store.settings.timings);
  }
}

import type {Kysely} from 'kysely';
import type pg from 'pg';
import {RepeatingTask} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import type {Tables} from '../store/tables.ts';
import {Gauge} from 'prom-client';
import type {HubMetrics} from './metrics.ts';
import {type SharedState, readSharedState, speaksForAll} from './shared-state.ts';

/** Often enough for a wallboard, seldom enough to cost nothing: never once for each scrape. */
const EVERY_MS = 5_000;

type Given = {
  readonly db: Kysely<Tables>;
  readonly pool: Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'>;
  readonly metrics: HubMetrics;
  readonly log: HubLog;
  readonly hubId: string;
  /** Desks connected here, by the version they speak. */
  readonly desks: () => ReadonlyMap<number, number>;
};

/**
 * Looks every few seconds at what is, beside what is counted as it happens. What all hubs share is told by the eldest of
 * them alone, so that a sum over hubs is right; the others say nothing of it.
 */
export class Sampler {
  readonly #given: Given;
  readonly #task: RepeatingTask;
  readonly #shared: readonly SharedGauge[];
  readonly #desks: Gauge<'protocol'>;
  readonly #pool: Gauge<'state'>;

  constructor(given: Given) {
    this.#given = given;
    this.#task = new RepeatingTask({name: 'sampler', everyMs: EVERY_MS, log: given.log, run: () => this.#sample()});
    const registers = [given.metrics.registry];
    this.#shared = SHARED.map(({name, help, label, read}) => ({
      gauge: new Gauge({name, help, labelNames: [label], registers}),
      label,
      read,
    }));
    this.#desks = new Gauge({
      name: 'cordboard_desks',
      help: 'Desks connected to this hub, by protocol',
      labelNames: ['protocol'],
      registers,
    });
    this.#pool = new Gauge({
      name: 'cordboard_database_connections',
      help: 'Connections of the pool; waiting: work that waits for one',
      labelNames: ['state'],
      registers,
    });
  }

  start(): void {
    this.#task.start();
  }

  stop(): Promise<void> {
    return this.#task.stop();
  }

  async #sample(): Promise<void> {
    const {db, pool, hubId} = this.#given;
    this.#pool.set({state: 'busy'}, pool.totalCount - pool.idleCount);
    this.#pool.set({state: 'idle'}, pool.idleCount);
    this.#pool.set({state: 'waiting'}, pool.waitingCount);
    this.#desks.reset();
    for (const [protocol, count] of this.#given.desks()) this.#desks.set({protocol: String(protocol)}, count);
    const state = (await speaksForAll(db, hubId)) ? await readSharedState(db) : null;
    for (const {gauge, label, read} of this.#shared) {
      gauge.reset();
      for (const [of, value] of state === null ? [] : read(state)) gauge.set({[label]: of}, value);
    }
  }
}

type Read = (state: SharedState) => readonly (readonly [label: string, value: number])[];
type SharedGauge = {readonly gauge: Gauge; readonly label: string; readonly read: Read};

const SHARED: readonly {name: string; help: string; label: string; read: Read}[] = [
  {
    name: 'cordboard_queue_waiting',
    help: 'Contacts that wait, by queue',
    label: 'queue',
    read: ({queues}) => queues.map(({id, waiting}) => [id, waiting]),
  },
  {
    name: 'cordboard_queue_longest_wait_seconds',
    help: 'How long the longest of them has waited',
    label: 'queue',
    read: ({queues}) => queues.map(({id, longestWaitMs}) => [id, longestWaitMs / 1_000]),
  },
  {
    name: 'cordboard_queue_agents_free',
    help: 'Members with a desk who are available and have nothing',
    label: 'queue',
    read: ({queues}) => queues.map(({id, free}) => [id, free]),
  },
  {
    name: 'cordboard_agents',
    help: 'Agents with a desk, by presence',
    label: 'presence',
    read: ({agents}) => Object.entries(agents),
  },
  {
    name: 'cordboard_agents_by_work',
    help: 'Agents with a desk, by whether they have a contact',
    label: 'work',
    read: ({agents, engaged}) => [
      ['engaged', engaged],
      ['none', Object.values(agents).reduce((sum, count) => sum + count, 0) - engaged],
    ],
  },
  {
    name: 'cordboard_contacts_open',
    help: 'Contacts that agents are in, and offers that connect or ring',
    label: 'state',
    read: ({connectedContacts, ringingOffers}) => [
      ['connected', connectedContacts],
      ['offered', ringingOffers],
    ],
  },
];

import {RepeatingTask, describe} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import type {HubStore} from '../store/hub-store.ts';
import {routableContacts, routeAgent, routeContact} from './route.ts';

const SWEEP_MS = 1_000;

/**
 * Routes what a commit named, and once a second looks whether something was missed (a lost wake-up, two decisions that
 * skipped each other's rows).
 */
export class RoutingLoop {
  readonly #store: HubStore;
  readonly #log: HubLog;
  readonly #agents = new Set<string>();
  readonly #contacts = new Set<string>();
  readonly #task: RepeatingTask;
  readonly #sweeper: RepeatingTask;

  constructor(store: HubStore, log: HubLog) {
    this.#store = store;
    this.#log = log;
    this.#task = new RepeatingTask({name: 'routing', everyMs: 3_600_000, log, run: () => this.#routeNamed()});
    this.#sweeper = new RepeatingTask({name: 'routing sweep', everyMs: SWEEP_MS, log, run: () => this.#sweep()});
  }

  start(): void {
    this.#sweeper.start();
  }

  agentFreed(agentId: string): void {
    this.#agents.add(agentId);
    this.#task.wake();
  }

  contactArrived(contactId: string): void {
    this.#contacts.add(contactId);
    this.#task.wake();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#task.stop(), this.#sweeper.stop()]);
  }

  async #routeNamed(): Promise<void> {
    const [contacts, agents] = [[...this.#contacts], [...this.#agents]];
    this.#contacts.clear();
    this.#agents.clear();
    for (const id of contacts) await this.#try('contact', () => this.#store.decide((work) => routeContact(work, id)));
    for (const id of agents) await this.#try('agent', () => this.#store.decide((work) => routeAgent(work, id)));
  }

  async #sweep(): Promise<void> {
    for (const id of await routableContacts({tx: this.#store.db})) {
      await this.#try('contact', () => this.#store.decide((work) => routeContact(work, id)));
    }
  }

  /** One that cannot be routed must not stop the others; the sweeper comes back to it. */
  async #try(what: string, route: () => Promise<boolean>): Promise<void> {
    try {
      await this.#store.watch.span('route', {what}, route);
    } catch (error) {
      this.#log.warn({what, error: describe(error)}, 'routing was tried in vain and is tried again');
    }
  }
}

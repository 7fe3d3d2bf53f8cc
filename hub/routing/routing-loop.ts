import {RepeatingTask, describe} from '../background/repeating-task.ts';
import type {HubLog} from '../logger.ts';
import type {HubStore} from '../store/hub-store.ts';
import {routeConsult, waitingConsults} from './consult-waits.ts';
import {type Routed, routeAgent, routeContact} from './route.ts';
import {contactsWorthALook, dueAgents, routableContacts} from './sweep.ts';

const SWEEP_MS = 1_000;
/** A decision that had the row in question is over by then. */
const AGAIN_MS = 15;

/**
 * Routes what a commit named, and once a second looks whether something was missed. A decision sees what was committed
 * before it began; so of a contact and an agent that become free for each other at once, the later one sees the earlier,
 * except while an agent enters the idle lists: after that the lines are looked at once more.
 */
export class RoutingLoop {
  readonly #store: HubStore;
  readonly #log: HubLog;
  readonly #agents = new Set<string>();
  readonly #contacts = new Set<string>();
  #consultsAsked = false;
  readonly #again = new Set<NodeJS.Timeout>();
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

  /** A queue is consulted, or asked on. */
  consultArrived(): void {
    this.#consultsAsked = true;
    this.#task.wake();
  }

  /** Many agents are due at once, or nobody knows which. */
  lookRound(): void {
    this.#sweeper.wake();
  }

  async stop(): Promise<void> {
    for (const timer of this.#again) clearTimeout(timer);
    await Promise.all([this.#task.stop(), this.#sweeper.stop()]);
  }

  async #routeNamed(): Promise<void> {
    const [contacts, agents] = [[...this.#contacts], [...this.#agents]];
    this.#contacts.clear();
    this.#agents.clear();
    const asking = {tx: this.#store.db};
    // Two people wait in a consult, one of them with a customer on hold: they come before who waits for the first time.
    if (this.#consultsAsked || agents.length > 0) await this.#routeConsults();
    if (contacts.length > 0) await this.#routeContacts(await contactsWorthALook(asking, contacts));
    if (agents.length > 0) await this.#routeAgents(await dueAgents(asking, agents));
  }

  async #sweep(): Promise<void> {
    await this.#routeConsults();
    await this.#routeAgents(await dueAgents({tx: this.#store.db}, null));
    await this.#routeContacts(await routableContacts({tx: this.#store.db}));
  }

  async #routeConsults(): Promise<void> {
    this.#consultsAsked = false;
    for (const key of await waitingConsults({tx: this.#store.db})) {
      await this.#try('consult', () =>
        this.#store.decide(async (work) => ((await routeConsult(work, key)) ? 'offered' : 'none')),
      );
    }
  }

  async #routeContacts(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const routed = await this.#try('contact', () => this.#store.decide((work) => routeContact(work, id)));
      if (routed === 'contended') this.#tryAgain(() => this.contactArrived(id));
    }
  }

  async #routeAgents(ids: readonly string[]): Promise<void> {
    let idle = false;
    for (const id of ids) {
      const routed = await this.#try('agent', () => this.#store.decide((work) => routeAgent(work, id)));
      if (routed === 'none') idle = true;
      else if (routed === 'contended') this.#tryAgain(() => this.agentFreed(id));
    }
    if (idle) await this.#routeContacts(await routableContacts({tx: this.#store.db}));
  }

  #tryAgain(again: () => void): void {
    const timer = setTimeout(() => {
      this.#again.delete(timer);
      again();
    }, AGAIN_MS);
    this.#again.add(timer);
  }

  /** One that cannot be routed must not stop the others; the sweeper comes back to it. */
  async #try(what: string, route: () => Promise<Routed>): Promise<Routed | null> {
    try {
      return await this.#store.watch.span('route', {what}, route);
    } catch (error) {
      this.#log.warn({what, error: describe(error)}, 'routing was tried in vain and is tried again');
      return null;
    }
  }
}

import type {SdkError} from '../../api/errors.ts';
import type {BasePresence} from '../../domain/presence.ts';
import type {Commands, Queries} from '../commands.ts';
import {asSdkError, outcomeOf} from '../outcome.ts';
import type {Clock, ConnectionState, Outcome} from '../ports.ts';
import {type Store, WritableStore} from '../store.ts';
import {pageVisibility} from './page-visibility.ts';
import type {Centre, CentreState, SupervisorService} from './supervision-ports.ts';

type Edges = {
  readonly hub: Commands & Queries;
  readonly connection: Store<ConnectionState>;
  /** Whether somebody can see the page. */
  readonly visible: Store<boolean>;
  readonly clock: Clock;
};

/** From one answer to the next question, in milliseconds. */
const PAUSE_MS = 2_000;
const PAUSE_MAX_MS = 10_000;
/** Of a hub that is slow, less is asked: a twentieth of the time at most is spent on answers. */
const PAUSE_PER_ANSWER = 20;

/** For the page this is loaded in. */
export function createSupervisorService(edges: Omit<Edges, 'visible'>): HubSupervisorService {
  return new HubSupervisorService({...edges, visible: pageVisibility(document)});
}

/**
 * Asks the hub how everything stands, again and again while somebody looks: a supervisor's view needs no numbered events,
 * for what it missed does not matter. One question at a time; none while the page is hidden or the connection is gone.
 */
export class HubSupervisorService implements SupervisorService {
  readonly #edges: Edges;
  readonly #centre = new WritableStore<CentreState>({status: 'unknown'});
  #watchers = 0;
  #ends: readonly (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  /** Wanted while an answer is on its way: that one may be older than what was done since. */
  #again = false;

  constructor(edges: Edges) {
    this.#edges = edges;
  }

  get centre(): Store<CentreState> {
    return this.#centre;
  }

  watch(): () => void {
    this.#watchers += 1;
    if (this.#watchers === 1) this.#begin();
    let watching = true;
    return () => {
      if (!watching) return;
      watching = false;
      this.#watchers -= 1;
      if (this.#watchers === 0) this.#end();
    };
  }

  refresh(): void {
    if (this.#asking) this.#again = true;
    else void this.#ask();
  }

  setPresence(agentId: string, base: BasePresence, reason: string | null): Promise<Outcome> {
    return this.#do(this.#edges.hub.send('SetAgentPresence', {agentId, base, reason}));
  }

  signOut(agentId: string): Promise<Outcome> {
    return this.#do(this.#edges.hub.send('SignOutAgent', {agentId}));
  }

  listen(contactId: string, agentId: string): Promise<Outcome> {
    return this.#do(this.#edges.hub.send('Monitor', {contactId, agentId}));
  }

  /** Nobody is signed in: what one person may see is not shown to the next. */
  handleSignedOut(): void {
    clearTimeout(this.#timer);
    this.#centre.set({status: 'unknown'});
  }

  async #do(reply: Parameters<typeof outcomeOf>[0]): Promise<Outcome> {
    const outcome = await outcomeOf(reply);
    this.refresh();
    return outcome;
  }

  #begin(): void {
    const {connection, visible} = this.#edges;
    this.#ends = [connection.subscribe(() => this.refresh()), visible.subscribe(() => this.refresh())];
    this.refresh();
  }

  #end(): void {
    clearTimeout(this.#timer);
    for (const end of this.#ends) end();
    this.#ends = [];
  }

  #mayAsk(): boolean {
    const {connection, visible} = this.#edges;
    return this.#watchers > 0 && visible.value && connection.value.status === 'connected';
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#asking || !this.#mayAsk()) return;
    this.#asking = true;
    const startedAt = this.#edges.clock.now();
    const heard = await this.#read();
    this.#asking = false;
    if (this.#edges.connection.value.status === 'signed-out') return this.handleSignedOut();
    this.#centre.set('centre' in heard ? {status: 'known', ...heard} : this.#without(heard));
    if (this.#again) {
      this.#again = false;
      void this.#ask();
    } else if ('centre' in heard || heard.code !== 'not-authorised') this.#askLater(heard, startedAt);
  }

  #askLater(heard: object, startedAt: number): void {
    const tookMs = this.#edges.clock.now() - startedAt;
    const pauseMs =
      'centre' in heard ? Math.min(Math.max(PAUSE_MS, tookMs * PAUSE_PER_ANSWER), PAUSE_MAX_MS) : PAUSE_MS;
    if (this.#mayAsk()) this.#timer = setTimeout(() => void this.#ask(), pauseMs);
  }

  async #read(): Promise<{readonly centre: Centre; readonly heardAt: number} | SdkError> {
    const {hub, clock} = this.#edges;
    try {
      const [{agents}, {queues}] = await Promise.all([hub.ask('ListAgents', {}), hub.ask('ListQueues', {})]);
      return {centre: {agents, queues}, heardAt: clock.now()};
    } catch (error) {
      return asSdkError(error);
    }
  }

  #without(error: SdkError): CentreState {
    const before = this.#centre.value;
    const gone = error.code === 'not-authorised' || !('centre' in before);
    return gone ? {status: 'failed', error} : {...before, status: 'outdated', error};
  }
}

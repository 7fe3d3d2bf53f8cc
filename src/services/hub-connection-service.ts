import type {HubClient} from '../api/hub-client.ts';
import type {LinkState} from '../api/hub-link.ts';
import type {HubEvent} from '../api/wire/events.ts';
import type {TokenSource} from './identity/token-source.ts';
import {asSdkError, outcomeOf} from './outcome.ts';
import type {Clock, ConnectionService, ConnectionState, Outcome} from './ports.ts';
import {type Store, WritableStore} from './store.ts';

type Edges = {
  readonly hub: HubClient;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  readonly onSignedOut: () => void;
};

/** Signing in and out, and what the connection to the hub is doing. */
export class HubConnectionService implements ConnectionService {
  readonly #edges: Edges;
  readonly #state = new WritableStore<ConnectionState>({status: 'signed-out', reason: 'never'});

  constructor(edges: Edges) {
    this.#edges = edges;
  }

  get state(): Store<ConnectionState> {
    return this.#state;
  }

  /** Connects without the person, if the source of tokens can; else waits for them to sign in. */
  async resume(): Promise<void> {
    try {
      await this.#edges.tokens.getToken();
      this.#edges.hub.start();
    } catch (error) {
      const failure = asSdkError(error);
      if (failure.code === 'sign-in-required') this.#state.set({status: 'signed-out', reason: 'never'});
      else this.#state.set({status: 'sign-in-required', error: failure});
    }
  }

  async signIn(): Promise<Outcome> {
    try {
      await this.#edges.tokens.signIn();
      this.#edges.hub.start();
      return {status: 'done'};
    } catch (error) {
      const failure = asSdkError(error);
      this.#state.set({status: 'sign-in-required', error: failure});
      return {status: 'failed', error: failure};
    }
  }

  async signOut(): Promise<Outcome> {
    const outcome = await outcomeOf(this.#edges.hub.send('SignOut', {}));
    if (outcome.status !== 'done') return outcome;
    await this.#leave('agent');
    await this.#edges.tokens.signOut();
    return outcome;
  }

  handleLink(link: LinkState): void {
    switch (link.status) {
      case 'idle':
        return;
      case 'unauthorised':
        return this.#state.set({status: 'sign-in-required', error: link.error});
      case 'reconnecting': {
        const before = this.#state.value;
        const since = before.status === 'reconnecting' ? before.since : this.#edges.clock.now();
        return this.#state.set({status: 'reconnecting', since, error: link.error});
      }
      default:
        return this.#state.set({status: link.status});
    }
  }

  /** Another desk of this agent signed out, or a supervisor did. */
  handleEvent(event: HubEvent): void {
    if (event.type === 'SignedOut') void this.#leave(event.reason);
  }

  async #leave(reason: 'agent' | 'taken-over' | 'supervisor'): Promise<void> {
    this.#state.set({status: 'signed-out', reason});
    this.#edges.onSignedOut();
    await this.#edges.hub.stop();
  }
}

import type {AgentView, HubEvent, Snapshot} from '../api/wire/events.ts';
import type {BasePresence} from '../domain/presence.ts';
import type {Commands} from './commands.ts';
import {outcomeOf} from './outcome.ts';
import type {Outcome, PresenceService} from './ports.ts';
import {type Store, WritableStore} from './store.ts';

/** The agent's presence, as the hub last said it. */
export class HubPresenceService implements PresenceService {
  readonly #commands: Commands;
  readonly #agent = new WritableStore<AgentView | null>(null);

  constructor(commands: Commands) {
    this.#commands = commands;
  }

  get agent(): Store<AgentView | null> {
    return this.#agent;
  }

  setPresence(base: BasePresence, reason: string | null): Promise<Outcome> {
    return outcomeOf(this.#commands.send('SetPresence', {base, reason}));
  }

  handleSnapshot(snapshot: Snapshot): void {
    this.#agent.set(snapshot.agent);
  }

  handleEvent(event: HubEvent): void {
    if (event.type === 'PresenceChanged') this.#agent.set(event.agent);
  }

  handleSignedOut(): void {
    this.#agent.set(null);
  }
}

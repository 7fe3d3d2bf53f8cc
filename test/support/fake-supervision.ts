import type {BasePresence} from '../../src/domain/presence.ts';
import type {CentreState, Outcome, SupervisorService} from '../../src/services/ports.ts';
import {WritableStore} from '../../src/services/store.ts';

type Send = (name: string, ...args: readonly unknown[]) => Promise<Outcome>;

/** What a supervisor sees, as a test says it. */
export class FakeSupervision implements SupervisorService {
  readonly centre: WritableStore<CentreState> = new WritableStore<CentreState>({status: 'unknown'});
  /** How many look just now. */
  watching = 0;
  refreshed = 0;
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  watch(): () => void {
    this.watching += 1;
    return () => {
      this.watching -= 1;
    };
  }

  refresh(): void {
    this.refreshed += 1;
  }

  setPresence(agentId: string, base: BasePresence, reason: string | null): Promise<Outcome> {
    return this.#send('setAgentPresence', agentId, base, reason);
  }

  signOut(agentId: string): Promise<Outcome> {
    return this.#send('signOutAgent', agentId);
  }

  listen(contactId: string, agentId: string): Promise<Outcome> {
    return this.#send('listen', contactId, agentId);
  }
}

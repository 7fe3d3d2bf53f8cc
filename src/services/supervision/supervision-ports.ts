import type {SdkError} from '../../api/errors.ts';
import type {AgentSummary, QueueSummary} from '../../api/wire/views.ts';
import type {BasePresence} from '../../domain/presence.ts';
import type {Outcome} from '../ports.ts';
import type {Store} from '../store.ts';

/** Every agent and every queue, as they were at one moment. */
export type Centre = {readonly agents: readonly AgentSummary[]; readonly queues: readonly QueueSummary[]};

/**
 * unknown ──▶ known ◀──▶ outdated
 *    └──▶ failed ──▶ known
 */
export type CentreState =
  | {readonly status: 'unknown'}
  | {readonly status: 'known'; readonly centre: Centre; readonly heardAt: number}
  /** The last that was heard: since then the hub does not answer. */
  | {readonly status: 'outdated'; readonly centre: Centre; readonly heardAt: number; readonly error: SdkError}
  | {readonly status: 'failed'; readonly error: SdkError};

/** What a supervisor sees of the contact centre, and what they do about its agents. */
export type SupervisorService = {
  readonly centre: Store<CentreState>;
  /** Keeps the centre up to date until the function it returns is called. Nothing is asked while nobody can see the page. */
  watch(): () => void;
  /** Asks now, and not only when it is time. */
  refresh(): void;
  setPresence(agentId: string, base: BasePresence, reason: string | null): Promise<Outcome>;
  signOut(agentId: string): Promise<Outcome>;
  /** Listens to an agent's call, which then is among the contacts of this desk too. */
  listen(contactId: string, agentId: string): Promise<Outcome>;
};

/** The service, whose code comes with the first who asks for it. */
export type LateSupervisorService = {
  /** @throws {SdkError} `media-failed` when it does not load; the next time it is loaded again */
  get(): Promise<SupervisorService>;
};

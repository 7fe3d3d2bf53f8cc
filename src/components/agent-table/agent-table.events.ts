import type {BasePresence} from '../../domain/presence.ts';

/** A supervisor sets an agent's state. Cancel it to set it elsewhere. */
export class AgentPresenceRequestEvent extends Event {
  readonly agentId: string;
  readonly base: BasePresence;
  /** Identifier of the reason; null for none. */
  readonly reason: string | null;

  constructor(agentId: string, base: BasePresence, reason: string | null) {
    super('cordboard-agent-presence-request', {bubbles: true, composed: true, cancelable: true});
    this.agentId = agentId;
    this.base = base;
    this.reason = reason;
  }
}

/** A supervisor signs an agent out. Cancel it to ask first. */
export class AgentSignOutRequestEvent extends Event {
  readonly agentId: string;

  constructor(agentId: string) {
    super('cordboard-agent-sign-out-request', {bubbles: true, composed: true, cancelable: true});
    this.agentId = agentId;
  }
}

/** A supervisor wants to listen to an agent's call. Cancel it to listen elsewhere. */
export class ListenRequestEvent extends Event {
  readonly contactId: string;
  readonly agentId: string;

  constructor(contactId: string, agentId: string) {
    super('cordboard-listen-request', {bubbles: true, composed: true, cancelable: true});
    this.contactId = contactId;
    this.agentId = agentId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-agent-presence-request': AgentPresenceRequestEvent;
    'cordboard-agent-sign-out-request': AgentSignOutRequestEvent;
    'cordboard-listen-request': ListenRequestEvent;
  }
}

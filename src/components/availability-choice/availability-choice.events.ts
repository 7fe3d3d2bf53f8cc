import type {BasePresence} from '../../domain/presence.ts';

/** The agent chose a presence. Cancel it to set it elsewhere. */
export class PresenceRequestEvent extends Event {
  readonly base: BasePresence;
  /** Identifier of the reason; null for none. */
  readonly reason: string | null;

  constructor(base: BasePresence, reason: string | null) {
    super('cordboard-presence-request', {bubbles: true, composed: true, cancelable: true});
    this.base = base;
    this.reason = reason;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-presence-request': PresenceRequestEvent;
  }
}

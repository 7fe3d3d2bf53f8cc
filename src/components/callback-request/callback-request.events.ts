import type {AskedCallback, CallbackProgress} from '../../services/callback-request-ports.ts';

/** The customer pressed Send. Cancel it to take the request elsewhere. */
export class CallbackRequestEvent extends Event {
  readonly asked: AskedCallback;

  constructor(asked: AskedCallback) {
    super('cordboard-callback-request', {bubbles: true, composed: true, cancelable: true});
    this.asked = asked;
  }
}

/** The hub has the request. */
export class CallbackRequestedEvent extends Event {
  readonly progress: CallbackProgress;
  /** The page that shows it; whoever has the address may cancel the call. */
  readonly statusUrl: string;

  constructor(progress: CallbackProgress, statusUrl: string) {
    super('cordboard-callback-requested', {bubbles: true, composed: true});
    this.progress = progress;
    this.statusUrl = statusUrl;
  }
}

/** The customer called it off here, and nobody calls any more. */
export class CallbackCancelledEvent extends Event {
  constructor() {
    super('cordboard-callback-cancelled', {bubbles: true, composed: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-callback-request': CallbackRequestEvent;
    'cordboard-callback-requested': CallbackRequestedEvent;
    'cordboard-callback-cancelled': CallbackCancelledEvent;
  }
}

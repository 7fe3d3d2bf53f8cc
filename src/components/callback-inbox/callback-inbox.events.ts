import type {CallbackView} from '../../services/ports.ts';

/** A callback is to be changed: what is around the inbox opens it. */
export class CallbackOpenRequestEvent extends Event {
  readonly callback: CallbackView;

  constructor(callback: CallbackView) {
    super('cordboard-callback-open-request', {bubbles: true, composed: true});
    this.callback = callback;
  }
}

/** A supervisor cancels a callback. Cancel it to do so elsewhere. */
export class CallbackCancelRequestEvent extends Event {
  readonly callbackId: string;
  /** As it was shown. */
  readonly version: number;

  constructor(callbackId: string, version: number) {
    super('cordboard-callback-cancel-request', {bubbles: true, composed: true, cancelable: true});
    this.callbackId = callbackId;
    this.version = version;
  }
}

/** A supervisor gives a callback to anybody of a queue. Cancel it to do so elsewhere. */
export class CallbackMoveRequestEvent extends Event {
  readonly callbackId: string;
  readonly version: number;
  readonly queueId: string;

  constructor(callbackId: string, version: number, queueId: string) {
    super('cordboard-callback-move-request', {bubbles: true, composed: true, cancelable: true});
    this.callbackId = callbackId;
    this.version = version;
    this.queueId = queueId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-callback-open-request': CallbackOpenRequestEvent;
    'cordboard-callback-cancel-request': CallbackCancelRequestEvent;
    'cordboard-callback-move-request': CallbackMoveRequestEvent;
  }
}

import type {CallbackWish} from '../../services/ports.ts';

/** The agent promises a call. Cancel it to keep it elsewhere. */
export class CallbackScheduleRequestEvent extends Event {
  readonly wish: CallbackWish;
  /** The contact it is promised in; null: none. */
  readonly contactId: string | null;

  constructor(wish: CallbackWish, contactId: string | null) {
    super('cordboard-callback-schedule-request', {bubbles: true, composed: true, cancelable: true});
    this.wish = wish;
    this.contactId = contactId;
  }
}

/** The agent changes a callback. Cancel it to change it elsewhere. */
export class CallbackEditRequestEvent extends Event {
  readonly callbackId: string;
  /** As the agent saw it. */
  readonly version: number;
  readonly wish: CallbackWish;

  constructor(callbackId: string, version: number, wish: CallbackWish) {
    super('cordboard-callback-edit-request', {bubbles: true, composed: true, cancelable: true});
    this.callbackId = callbackId;
    this.version = version;
    this.wish = wish;
  }
}

/** The agent takes a callback back. Cancel it to delete it elsewhere. */
export class CallbackDeleteRequestEvent extends Event {
  readonly callbackId: string;
  readonly version: number;

  constructor(callbackId: string, version: number) {
    super('cordboard-callback-delete-request', {bubbles: true, composed: true, cancelable: true});
    this.callbackId = callbackId;
    this.version = version;
  }
}

/** What is open is to be closed. */
export class CallbackSchedulerClosedEvent extends Event {
  constructor() {
    super('cordboard-callback-scheduler-closed', {bubbles: true, composed: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-callback-schedule-request': CallbackScheduleRequestEvent;
    'cordboard-callback-edit-request': CallbackEditRequestEvent;
    'cordboard-callback-delete-request': CallbackDeleteRequestEvent;
    'cordboard-callback-scheduler-closed': CallbackSchedulerClosedEvent;
  }
}

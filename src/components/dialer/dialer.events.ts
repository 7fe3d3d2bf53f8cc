/** The agent wants to call a number. Cancel it to place the call elsewhere. */
export class DialRequestEvent extends Event {
  /** The number, by its digits and `+ # * :` alone. */
  readonly number: string;

  constructor(number: string) {
    super('cordboard-dial-request', {bubbles: true, composed: true, cancelable: true});
    this.number = number;
  }
}

/** The agent wants to call somebody of the recent calls again. Cancel it to place the call elsewhere. */
export class RedialRequestEvent extends Event {
  readonly contactId: string;

  constructor(contactId: string) {
    super('cordboard-redial-request', {bubbles: true, composed: true, cancelable: true});
    this.contactId = contactId;
  }
}

/** A number was put into the dialer from outside, and the agent should see it. */
export class DialerFilledEvent extends Event {
  constructor() {
    super('cordboard-dialer-filled', {bubbles: true, composed: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-dial-request': DialRequestEvent;
    'cordboard-redial-request': RedialRequestEvent;
    'cordboard-dialer-filled': DialerFilledEvent;
  }
}

/** The agent wants to call again who was not reached. Cancel it to place the call elsewhere. */
export class ProgressRedialRequestEvent extends Event {
  readonly contactId: string;

  constructor(contactId: string) {
    super('cordboard-progress-redial-request', {bubbles: true, composed: true, cancelable: true});
    this.contactId = contactId;
  }
}

/** The agent is done with a call that reached nobody. Cancel it to wrap up elsewhere. */
export class ProgressCloseRequestEvent extends Event {
  readonly contactId: string;

  constructor(contactId: string) {
    super('cordboard-progress-close-request', {bubbles: true, composed: true, cancelable: true});
    this.contactId = contactId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-progress-redial-request': ProgressRedialRequestEvent;
    'cordboard-progress-close-request': ProgressCloseRequestEvent;
  }
}

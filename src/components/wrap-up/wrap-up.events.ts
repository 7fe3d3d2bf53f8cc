/** The agent sends the outcome of a contact. Cancel it to record it elsewhere. */
export class WrapUpRequestEvent extends Event {
  readonly contactId: string;
  readonly reasonId: string;
  readonly note: string;

  constructor(contactId: string, reasonId: string, note: string) {
    super('cordboard-wrap-up-request', {bubbles: true, composed: true, cancelable: true});
    this.contactId = contactId;
    this.reasonId = reasonId;
    this.note = note;
  }
}

/** The agent asks for more time before the standard reason is sent. */
export class WrapUpExtendRequestEvent extends Event {
  readonly contactId: string;

  constructor(contactId: string) {
    super('cordboard-wrap-up-extend-request', {bubbles: true, composed: true, cancelable: true});
    this.contactId = contactId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-wrap-up-request': WrapUpRequestEvent;
    'cordboard-wrap-up-extend-request': WrapUpExtendRequestEvent;
  }
}

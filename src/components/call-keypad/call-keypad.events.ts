/** The agent pressed keys in a call. Cancel it to send them elsewhere. */
export class DigitsRequestEvent extends Event {
  readonly contactId: string;
  /** `0-9 * #`, in the order of pressing. */
  readonly digits: string;

  constructor(contactId: string, digits: string) {
    super('cordboard-digits-request', {bubbles: true, composed: true, cancelable: true});
    this.contactId = contactId;
    this.digits = digits;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-digits-request': DigitsRequestEvent;
  }
}

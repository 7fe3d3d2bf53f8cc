/** The agent wants to call a number. Cancel it to place the call elsewhere. */
export class DialRequestEvent extends Event {
  /** The number as typed. */
  readonly number: string;

  constructor(number: string) {
    super('cordboard-dial-request', {bubbles: true, composed: true, cancelable: true});
    this.number = number;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-dial-request': DialRequestEvent;
  }
}

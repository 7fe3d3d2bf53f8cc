/**
 * The agent wants to be reached: sound is let through, the microphone asked for, and notices when they want them. Cancel it
 * to do so by the page's own means, in the same click.
 */
export class GoOnlineRequestEvent extends Event {
  readonly notices: boolean;

  constructor(notices: boolean) {
    super('cordboard-go-online-request', {bubbles: true, composed: true, cancelable: true});
    this.notices = notices;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-go-online-request': GoOnlineRequestEvent;
  }
}

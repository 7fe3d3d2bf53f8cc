/** The agent wants to sign out. Cancel it to ask first, or to sign out elsewhere. */
export class SignOutRequestEvent extends Event {
  constructor() {
    super('cordboard-sign-out-request', {bubbles: true, composed: true, cancelable: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-sign-out-request': SignOutRequestEvent;
  }
}

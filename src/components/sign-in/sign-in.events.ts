/** The agent pressed Sign in. Cancel it to sign in by the page's own means. */
export class SignInRequestEvent extends Event {
  constructor() {
    super('cordboard-sign-in-request', {bubbles: true, composed: true, cancelable: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-sign-in-request': SignInRequestEvent;
  }
}

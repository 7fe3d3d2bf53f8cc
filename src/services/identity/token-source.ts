/**
 * Where a desk's access token comes from: MSAL, the host page, or the page around an iframe.
 * A source holds no connection and knows no hub; two sessions on one page may share one.
 */
export type TokenSource = {
  /**
   * A token the hub will take, renewed without the person when it is about to expire.
   * `renew` asks for a new one even if the present one looks valid: the hub has just refused it.
   *
   * @throws {SdkError} `sign-in-required` when a person has to act, and nothing else will help.
   */
  getToken(options?: {readonly renew?: boolean}): Promise<string>;
  /**
   * Lets the person sign in. Call it from a click: it may open a window.
   *
   * @throws {SdkError} `sign-in-required` when the person closed the window, `sign-in-failed` when it cannot work.
   */
  signIn(): Promise<void>;
  /** Forgets the person here. The sign-in service's own session stays: other pages may depend on it. */
  signOut(): Promise<void>;
};

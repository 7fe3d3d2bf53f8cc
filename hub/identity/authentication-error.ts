/** Why a caller was not let in. The desk signs in again for the token codes; it only waits for `keys-unavailable`. */
export type AuthenticationErrorCode =
  | 'token-missing'
  | 'token-expired'
  | 'token-invalid'
  | 'scope-missing'
  | 'role-missing'
  /** The sign-in service does not hand out its keys at the moment: nobody can be judged, which is no one's fault. */
  | 'keys-unavailable';

/** The message says what to do. It never holds the token or the value of a claim, and neither does the cause. */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
  readonly code: AuthenticationErrorCode;

  constructor(code: AuthenticationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

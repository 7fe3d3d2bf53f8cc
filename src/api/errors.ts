/** Stable codes of what can go wrong at an edge. Callers switch on `code`; the message says what to do. */
export type SdkErrorCode =
  | 'hub-unreachable'
  | 'hub-timeout'
  | 'hub-refused-protocol'
  | 'malformed-message'
  | 'not-authorised'
  | 'sign-in-required'
  | 'sign-in-failed'
  | 'invalid-configuration'
  | 'microphone-denied'
  | 'microphone-missing'
  | 'microphone-busy'
  | 'insecure-context'
  | 'invalid-mail'
  | 'mail-failed'
  | 'mail-unconfirmed'
  | 'directory-busy'
  | 'directory-failed'
  | 'no-organisation'
  | 'too-large'
  | 'media-failed'
  | 'closed';

/**
 * An edge failed or a programmer erred. Rules never throw: they refuse by value (`Refusal`).
 * Message and cause hold no phone number, name or token.
 */
export class SdkError extends Error {
  override readonly name = 'SdkError';
  readonly code: SdkErrorCode;

  constructor(code: SdkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What can go wrong with the embedded database; callers switch on `code`. */
export type EngineErrorCode =
  | 'engine-not-installed'
  | 'engine-user-missing'
  | 'engine-folder-unreachable'
  | 'engine-version-mismatch'
  | 'engine-init-failed'
  | 'engine-start-failed'
  | 'engine-start-timeout';

/** The embedded database cannot do what was asked; the message is one sentence that says what to do. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineError';
    this.code = code;
  }
}

export type PromptErrorCode =
  /** No speech synthesiser is installed where the hub runs. */
  | 'synthesiser-missing'
  /** There is one, and it did not speak. */
  | 'synthesiser-failed'
  /** Not Ogg Opus, mono, in packets of 20 ms, of a length that callers bear. */
  | 'audio-unusable';

/** Words that cannot become a sound. */
export class PromptError extends Error {
  override readonly name = 'PromptError';
  readonly code: PromptErrorCode;

  constructor(code: PromptErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

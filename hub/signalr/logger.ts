/** Facts beside a log line. Never a token, an argument or a payload. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Fields first, then the sentence: the order of pino, so that a pino logger fits as it is. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

function discard(): void {
  // A server given no logger has nowhere to write.
}

export const silentLogger: Logger = {debug: discard, info: discard, warn: discard, error: discard};

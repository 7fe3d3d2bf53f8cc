/** Why bytes from a client could not be read as SignalR. */
export type ProtocolErrorCode = 'malformed-text' | 'malformed-json' | 'malformed-message' | 'message-too-large';

/** An error whose message is meant for the client: it becomes the error of the completion, word for word. */
export class HubError extends Error {
  override readonly name = 'HubError';
}

/** Thrown by `authenticate` to refuse a request: answered with 401. The message is not sent. */
export class UnauthorizedError extends Error {
  override readonly name = 'UnauthorizedError';
}

/** Thrown by `authenticate` for somebody who is known but may not come in: answered with 403. The message is not sent. */
export class ForbiddenError extends Error {
  override readonly name = 'ForbiddenError';
}

/**
 * A client broke the protocol. The message is one of our own sentences and holds nothing the client sent, so it may be
 * sent back and logged.
 */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly code: ProtocolErrorCode;

  constructor(code: ProtocolErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What may be logged about a thrown value: its class and where it was thrown. Its message may hold a client's data. */
export function describeError(error: unknown): {errorName: string; errorFrames: string} {
  if (!(error instanceof Error)) return {errorName: typeof error, errorFrames: ''};
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return {
    errorName: error.name,
    errorFrames: frames
      .slice(0, 8)
      .map((line) => line.trim())
      .join(' < '),
  };
}

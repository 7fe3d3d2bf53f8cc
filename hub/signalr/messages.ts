/** The message types of the SignalR hub protocol (HubProtocol.md). */
export const MessageType = Object.freeze({
  invocation: 1,
  streamItem: 2,
  completion: 3,
  streamInvocation: 4,
  cancelInvocation: 5,
  ping: 6,
  close: 7,
  ack: 8,
  sequence: 9,
});

export type MessageHeaders = Readonly<Record<string, string>>;

/** Calls a method of the other side. Without `invocationId` no answer is wanted. */
export interface InvocationMessage {
  readonly type: 1;
  readonly headers?: MessageHeaders;
  readonly invocationId?: string;
  readonly target: string;
  readonly arguments: readonly unknown[];
  readonly streamIds?: readonly string[];
}

/** One item of a stream; `invocationId` names the stream. */
export interface StreamItemMessage {
  readonly type: 2;
  readonly headers?: MessageHeaders;
  readonly invocationId: string;
  readonly item: unknown;
}

interface CompletionBase {
  readonly type: 3;
  readonly headers?: MessageHeaders;
  readonly invocationId: string;
}

/** The end of an invocation or a stream: with a result, with an error or with neither, never with both. */
export type CompletionMessage =
  | (CompletionBase & {readonly result: unknown; readonly error?: never})
  | (CompletionBase & {readonly error: string; readonly result?: never})
  | (CompletionBase & {readonly error?: never; readonly result?: never});

/** Calls a streaming method of the other side. */
export interface StreamInvocationMessage {
  readonly type: 4;
  readonly headers?: MessageHeaders;
  readonly invocationId: string;
  readonly target: string;
  readonly arguments: readonly unknown[];
  readonly streamIds?: readonly string[];
}

/** Stops a stream that a StreamInvocation began. */
export interface CancelInvocationMessage {
  readonly type: 5;
  readonly headers?: MessageHeaders;
  readonly invocationId: string;
}

/** Says only that the sender lives. */
export interface PingMessage {
  readonly type: 6;
}

/** The last message of a connection. `allowReconnect` lets an automatically reconnecting client come back. */
export interface CloseMessage {
  readonly type: 7;
  readonly error?: string;
  readonly allowReconnect?: boolean;
}

/** Stateful reconnect: everything up to `sequenceId` has arrived. */
export interface AckMessage {
  readonly type: 8;
  readonly sequenceId: number;
}

/** Stateful reconnect: the next message sent has this id. */
export interface SequenceMessage {
  readonly type: 9;
  readonly sequenceId: number;
}

export type HubMessage =
  | InvocationMessage
  | StreamItemMessage
  | CompletionMessage
  | StreamInvocationMessage
  | CancelInvocationMessage
  | PingMessage
  | CloseMessage
  | AckMessage
  | SequenceMessage;

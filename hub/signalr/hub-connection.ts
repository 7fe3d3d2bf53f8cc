import type {SerializedMessage} from './serialized-message.ts';

/** Why a connection ended. */
export type DisconnectReason =
  | 'client-closed'
  | 'connection-lost'
  | 'client-timeout'
  | 'slow-consumer'
  | 'protocol-error'
  | 'authentication-expired'
  | 'server-closed'
  | 'server-shutdown';

/** What the last message to a client says. */
export interface CloseOptions {
  /** Shown to the client; clients raise it as an error. */
  readonly error?: string;
  /** Whether a client that reconnects automatically may do so; default false. */
  readonly allowReconnect?: boolean;
}

/** One client of a hub, as hub methods see it. After the end of the connection every call is without effect. */
export interface HubConnection<U> {
  /** Public name of the connection; unlike the connection token it may be shown and logged. */
  readonly id: string;
  /** Whom `authenticate` found when the connection was opened. */
  readonly user: U;
  /** Epoch milliseconds. */
  readonly connectedAt: number;
  /** Aborted when the connection ends. */
  readonly signal: AbortSignal;
  /** Bytes sent to this client that its network has not taken yet. */
  readonly bufferedBytes: number;
  /**
   * Calls a method of the client and expects no answer. Calls arrive in the order they were made.
   * @throws {TypeError} an argument cannot be encoded
   */
  send(method: string, ...args: unknown[]): void;
  /** Like `send`, with a message made once for many connections by `SignalRServer.serialize`. */
  sendSerialized(message: SerializedMessage): void;
  /** Ends the connection, telling the client why. What was sent before still arrives. */
  close(options?: CloseOptions): void;
}

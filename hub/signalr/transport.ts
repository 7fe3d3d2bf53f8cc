import type {TransferFormat} from './hub-protocol.ts';

export type TransportName = 'WebSockets' | 'ServerSentEvents' | 'LongPolling';

/** What a transport tells the connection above it. Neither is called before `start`, nor after `closed`. */
export interface TransportListener {
  received(chunk: Uint8Array): void;
  /** @param clean - the client said goodbye; false when it vanished or broke the transport's own rules */
  closed(clean: boolean): void;
}

/** Carries bytes between one client and one connection, in order. It knows no message. */
export interface Transport {
  readonly name: TransportName;
  readonly formats: readonly TransferFormat[];
  /** The transport itself notices a lost client (long polling), so pings and timeouts are not needed. */
  readonly keepsAliveItself: boolean;
  /** Bytes accepted by `send` that the operating system has not taken yet. */
  readonly bufferedBytes: number;
  /** Bytes the operating system has taken since the start: grows as long as the client takes anything. */
  readonly takenBytes: number;
  start(listener: TransportListener): void;
  /** Queues data. Data for a transport that has ended is dropped. */
  send(data: Uint8Array, format: TransferFormat): void;
  /** Stops reading until `resume`; a chunk already read may still come. */
  pause(): void;
  resume(): void;
  /** Sends what is queued, says goodbye, and ends. `closed` follows within the close timeout. */
  close(): void;
  /** Ends at once, dropping what is queued. */
  terminate(): void;
}

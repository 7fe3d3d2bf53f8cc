import {silentLogger} from './logger.ts';
import type {Logger} from './logger.ts';

/** Settings of a server. All have .NET's default where .NET has the setting. */
export interface SignalRServerOptions {
  /** Origins of the web pages that may use the hubs, e.g. `https://desk.example`. Requests without an Origin are no page. */
  readonly allowedOrigins: readonly string[];
  /** A ping is sent when nothing else was for this long. */
  readonly keepAliveIntervalMs?: number;
  /** A client silent for this long is gone. */
  readonly clientTimeoutMs?: number;
  /** Longest time from the opened socket to the handshake, and for `authenticate`. */
  readonly handshakeTimeoutMs?: number;
  /** How long a negotiated connection waits for its socket. */
  readonly negotiationTimeoutMs?: number;
  /** A client whose network takes no byte for this long is cut off. */
  readonly sendTimeoutMs?: number;
  /** How long an ending connection waits for running methods and for the client's goodbye. */
  readonly closeTimeoutMs?: number;
  /** Longest message from a client. */
  readonly maximumMessageBytes?: number;
  /** Longest WebSocket frame; clients put many messages in one frame. A longer one ends the socket with 1009. */
  readonly maximumFrameBytes?: number;
  /** A client with more than this unsent is cut off. */
  readonly maximumBufferedBytes?: number;
  /** Clients asking for an older negotiation are refused; default 0. */
  readonly minimumNegotiateVersion?: number;
  /** Tell clients the messages of unexpected errors. For development only. */
  readonly detailedErrors?: boolean;
  readonly logger?: Logger;
}

export type ResolvedOptions = Required<SignalRServerOptions>;

export function resolveOptions(options: SignalRServerOptions): ResolvedOptions {
  return {
    keepAliveIntervalMs: 15_000,
    clientTimeoutMs: 30_000,
    handshakeTimeoutMs: 15_000,
    negotiationTimeoutMs: 15_000,
    sendTimeoutMs: 10_000,
    closeTimeoutMs: 5_000,
    maximumMessageBytes: 32 * 1024,
    maximumFrameBytes: 4 * 1024 * 1024,
    maximumBufferedBytes: 1024 * 1024,
    minimumNegotiateVersion: 0,
    detailedErrors: false,
    logger: silentLogger,
    ...options,
  };
}

import {randomBytes} from 'node:crypto';
import {queryValue} from './query.ts';
import type {TransferFormat} from './hub-protocol.ts';
import type {TransportName} from './transport.ts';

const newestVersion = 1;
const formatNames = {text: 'Text', binary: 'Binary'};

export interface AvailableTransport {
  readonly name: TransportName;
  readonly formats: readonly TransferFormat[];
}

/** The answer to a negotiation, as it goes on the wire. */
export type NegotiateAnswer =
  | {readonly error: string}
  | {
      readonly negotiateVersion: number;
      readonly connectionId: string;
      readonly connectionToken?: string;
      readonly availableTransports: readonly {
        readonly transport: string;
        readonly transferFormats: readonly string[];
      }[];
    };

/** A connection that may be opened, or is: the token is the secret that opens it, the id is its public name. */
export interface Ticket {
  readonly connectionId: string;
  readonly connectionToken: string;
}

/** 128 random bits, as .NET makes its ids. */
export function newConnectionId(): string {
  return randomBytes(16).toString('base64url');
}

/**
 * The version to answer with: the client's, or our newest when the client knows a newer one.
 * @returns the refusal in .NET's words when the client asks for none we can speak
 */
export function negotiateVersion(query: URLSearchParams, minimumVersion: number): {version: number} | {error: string} {
  const asked = queryValue(query, 'negotiateVersion') ?? '0';
  const version = Number(asked.trim());
  if (!/^\s*[+-]?\d+\s*$/.test(asked) || Math.abs(version) > 2 ** 31 - 1) {
    return {error: 'The client requested a non-integer protocol version.'};
  }
  if (version < minimumVersion) {
    return {error: `The client requested version '${version}', but the server does not support this version.`};
  }
  return {version: Math.min(version, newestVersion)};
}

/** In version 0 the public id is also the secret, so there is no token to send. */
export function negotiateAnswer(
  version: number,
  ticket: Ticket,
  transports: readonly AvailableTransport[],
): NegotiateAnswer {
  return {
    negotiateVersion: version,
    connectionId: ticket.connectionId,
    ...(version === 0 ? {} : {connectionToken: ticket.connectionToken}),
    availableTransports: transports.map(({name, formats}) => ({
      transport: name,
      transferFormats: formats.map((format) => formatNames[format]),
    })),
  };
}

type Holder =
  | {readonly status: 'negotiated'; readonly ticket: Ticket; readonly timer: NodeJS.Timeout}
  | {readonly status: 'connected'};

/** The connection tokens given out: each opens one connection, and is unknown after that connection or its time has ended. */
export class Tickets {
  readonly #expiryMs: number;
  readonly #holders = new Map<string, Holder>();

  constructor(expiryMs: number) {
    this.#expiryMs = expiryMs;
  }

  get size(): number {
    return this.#holders.size;
  }

  issue(version: number): Ticket {
    const connectionId = newConnectionId();
    const connectionToken = version === 0 ? connectionId : newConnectionId();
    const ticket = {connectionId, connectionToken};
    const timer = setTimeout(() => this.#holders.delete(connectionToken), this.#expiryMs).unref();
    this.#holders.set(connectionToken, {status: 'negotiated', ticket, timer});
    return ticket;
  }

  status(connectionToken: string): 'unknown' | 'negotiated' | 'connected' {
    return this.#holders.get(connectionToken)?.status ?? 'unknown';
  }

  /** Uses a token up. Null when it is unknown or used. */
  redeem(connectionToken: string): Ticket | null {
    const holder = this.#holders.get(connectionToken);
    if (holder?.status !== 'negotiated') return null;
    clearTimeout(holder.timer);
    this.#holders.set(connectionToken, {status: 'connected'});
    return holder.ticket;
  }

  forget(connectionToken: string): void {
    this.#holders.delete(connectionToken);
  }

  clear(): void {
    for (const holder of this.#holders.values()) {
      if (holder.status === 'negotiated') clearTimeout(holder.timer);
    }
    this.#holders.clear();
  }
}

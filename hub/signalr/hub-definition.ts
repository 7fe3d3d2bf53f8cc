import type {IncomingHttpHeaders} from 'node:http';
import type {DisconnectReason, HubConnection} from './hub-connection.ts';

/** A method clients may call. Arguments come from outside and are not checked: decode them. */
export type HubMethod<U> = (connection: HubConnection<U>, ...args: unknown[]) => unknown;

/** A hub method that says how many arguments it takes, as one with default or rest parameters must. */
export interface CountedHubMethod<U> {
  readonly minimumArguments: number;
  readonly maximumArguments: number;
  readonly invoke: HubMethod<U>;
}

/** The part of an HTTP request that says who is asking. */
export interface AuthenticationRequest {
  readonly headers: IncomingHttpHeaders;
  /** Path and query, without the access token. */
  readonly url: string;
  /** From `Authorization: Bearer …`, else from the query's `access_token` (browsers cannot set headers on a socket). */
  readonly accessToken: string | null;
}

/** Who is asking, and until when that is known. */
export interface Identity<U> {
  readonly user: U;
  /** Epoch milliseconds at which the connection is closed for the client to come back with a new token; null: never. */
  readonly expiresAt: number | null;
}

/** A hub in use. */
export interface MappedHub<U> {
  /** The clients that may be sent to, by connection id; it changes as clients come and go. */
  readonly connections: ReadonlyMap<string, HubConnection<U>>;
}

/** A hub: who may connect and what they may call. */
export interface HubDefinition<U> {
  /**
   * Runs on the negotiation and again on the socket.
   * @throws {UnauthorizedError} the request is answered with 401
   * @throws {ForbiddenError} the request is answered with 403
   */
  readonly authenticate: (request: AuthenticationRequest) => Promise<Identity<U>>;
  /** Origins beside the server's own whose pages may use this hub; `authenticate` still has to know who asks. */
  readonly permitsOrigin?: (origin: string) => boolean;
  /**
   * By name, in which case does not count. A plain function is called with as many arguments as it declares after the
   * connection; one that declares none is called with any number.
   */
  readonly methods: Readonly<Record<string, HubMethod<U> | CountedHubMethod<U>>>;
  /** Runs before the first method. When it throws the connection is closed and `onDisconnected` does not run. */
  readonly onConnected?: (connection: HubConnection<U>) => unknown;
  /** Runs once, after the methods that were running have ended (or the close timeout has passed). */
  readonly onDisconnected?: (connection: HubConnection<U>, reason: DisconnectReason) => unknown;
  /** Methods of one connection that may run at the same time; default 1, so that they run in the order of the calls. */
  readonly maximumParallelInvocations?: number;
  /** Names of methods that begin at once, however many others of their connection run or wait. */
  readonly urgent?: readonly string[];
}

import type {TestContext} from 'node:test';
import {HttpTransportType, HubConnectionBuilder, LogLevel} from '@microsoft/signalr';
import type {HubConnection, IRetryPolicy} from '@microsoft/signalr';

/** Node's WebSocket, given headers where Node takes them: in the place of the protocols, not after them. */
const HeaderWebSocket = Object.assign(
  function construct(url: string, _unused: undefined, {headers}: {headers?: Record<string, string>} = {}): unknown {
    return Reflect.construct(WebSocket, [url, {headers}]);
  },
  {OPEN: WebSocket.OPEN},
);

export interface ClientOptions {
  readonly skipNegotiation?: boolean;
  readonly accessToken?: () => string;
  /** Reconnects at once, this many times. */
  readonly reconnects?: number;
  readonly serverTimeoutMs?: number;
  readonly keepAliveIntervalMs?: number;
}

/** Microsoft's own client, stopped when the test ends. */
export function microsoftClient(t: TestContext, url: string, options: ClientOptions = {}): HubConnection {
  const {skipNegotiation = false, accessToken, reconnects = 0} = options;
  const policy: IRetryPolicy = {
    nextRetryDelayInMilliseconds: ({previousRetryCount}) => (previousRetryCount < reconnects ? 0 : null),
  };
  const httpOptions = {
    WebSocket: HeaderWebSocket,
    ...(skipNegotiation ? {skipNegotiation, transport: HttpTransportType.WebSockets} : {}),
    ...(accessToken === undefined ? {} : {accessTokenFactory: accessToken}),
  };
  const connection = new HubConnectionBuilder()
    .withUrl(url, httpOptions)
    // The client's log goes to the console; what it says is asserted through its promises.
    .configureLogging(LogLevel.None)
    .withAutomaticReconnect(policy)
    .build();
  if (options.serverTimeoutMs !== undefined) connection.serverTimeoutInMilliseconds = options.serverTimeoutMs;
  if (options.keepAliveIntervalMs !== undefined)
    connection.keepAliveIntervalInMilliseconds = options.keepAliveIntervalMs;
  t.after(() => connection.stop());
  return connection;
}

/** The error a call fails with, in the server's words. */
export async function failure(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('The call did not fail.');
}

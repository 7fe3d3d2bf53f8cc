import type {Buffer} from 'node:buffer';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Duplex} from 'node:stream';
import type {WebSocketServer} from 'ws';
import type {CloseOptions} from './hub-connection.ts';
import type {HubDefinition, MappedHub} from './hub-definition.ts';
import type {HubProtocol} from './hub-protocol.ts';
import {Hub} from './hub.ts';
import {JsonProtocol} from './json-protocol.ts';
import {MessageType} from './messages.ts';
import {Origins} from './origins.ts';
import {parseTarget} from './query.ts';
import type {RequestTarget} from './query.ts';
import {refuseUpgrade, sendReply, textReply} from './replies.ts';
import type {Reply} from './replies.ts';
import {SerializedMessage} from './serialized-message.ts';
import {resolveOptions} from './server-options.ts';
import type {ResolvedOptions, SignalRServerOptions} from './server-options.ts';
import {createWebSocketServer} from './websocket-transport.ts';

/** A hub of whatever users: what the server needs of it. */
type RoutedHub = Pick<Hub<unknown>, 'answer' | 'upgrade' | 'close'>;

/** Where a request leads. */
interface Route {
  readonly hub: RoutedHub;
  readonly origins: Origins;
  readonly target: RequestTarget;
  /** What follows the hub's path. */
  readonly subpath: string;
}

/**
 * An ASP.NET Core SignalR server for `node:http`.
 * @example
 * const signalR = new SignalRServer({allowedOrigins: ['https://desk.example']});
 * signalR.mapHub('/hub', {
 *   authenticate: async ({accessToken}) => ({user: await whoHas(accessToken), expiresAt: null}),
 *   methods: {Echo: (connection, text) => text},
 * });
 * const http = createServer((request, response) => {
 *   if (!signalR.handleRequest(request, response)) response.writeHead(404).end();
 * });
 * http.on('upgrade', (request, socket, head) => {
 *   if (!signalR.handleUpgrade(request, socket, head)) socket.destroy();
 * });
 */
export class SignalRServer {
  readonly #options: ResolvedOptions;
  readonly #origins: Origins;
  readonly #protocols: readonly HubProtocol[] = [new JsonProtocol()];
  readonly #webSockets: WebSocketServer;
  readonly #hubs = new Map<string, Pick<Route, 'hub' | 'origins'>>();

  /** @throws {TypeError} `allowedOrigins` holds something that is no origin */
  constructor(options: SignalRServerOptions) {
    this.#options = resolveOptions(options);
    this.#origins = new Origins(options.allowedOrigins);
    this.#webSockets = createWebSocketServer(this.#options);
  }

  /**
   * Puts a hub at a path.
   * @throws {TypeError} the path does not begin with `/`, is taken, or the definition contradicts itself
   */
  mapHub<U>(path: string, definition: HubDefinition<U>): MappedHub<U> {
    if (!/^(?:\/[^/?#]+)+$/.test(path)) throw new TypeError(`A hub path looks like /hub, not '${path}'.`);
    if (this.#hubs.has(path)) throw new TypeError(`There is a hub at '${path}' already.`);
    const hub = new Hub(definition, {
      options: this.#options,
      protocols: this.#protocols,
      webSockets: this.#webSockets,
    });
    const {permitsOrigin} = definition;
    const origins =
      permitsOrigin === undefined ? this.#origins : new Origins(this.#options.allowedOrigins, permitsOrigin);
    this.#hubs.set(path, {hub, origins});
    return hub;
  }

  /** Answers a request for a hub's path or anything below it. False: the request is for somebody else and is untouched. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean {
    const route = this.#route(request.url ?? '/');
    if (route === null) return false;
    // A client that goes away while it is answered is no error of ours.
    response.on('error', () => response.destroy());
    void this.#answer(request, route).then((reply) => {
      const cors = request.method === 'OPTIONS' ? {} : route.origins.headers(request.headers);
      sendReply(response, {...reply, headers: {...cors, ...reply.headers}});
    });
    return true;
  }

  /** Takes an upgrade for a hub's path. False: the upgrade is for somebody else and the socket is untouched. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const route = this.#route(request.url ?? '/');
    if (route === null) return false;
    if (route.subpath !== '' && route.subpath !== '/') refuseUpgrade(socket, textReply(404));
    else if (!route.origins.permits(request.headers)) refuseUpgrade(socket, textReply(403));
    else void route.hub.upgrade(request, socket, head, route.target);
    return true;
  }

  /** Makes a call once that is to go to many connections: see `HubConnection.sendSerialized`. */
  serialize(method: string, args: readonly unknown[]): SerializedMessage {
    return new SerializedMessage({type: MessageType.invocation, target: method, arguments: args});
  }

  /** Lets running methods end, tells every client goodbye and resolves when all are gone or the close timeout has passed. */
  async close(options: CloseOptions = {}): Promise<void> {
    await Promise.all([...this.#hubs.values()].map(({hub}) => hub.close(options)));
  }

  async #answer(request: IncomingMessage, {hub, origins, target, subpath}: Route): Promise<Reply> {
    if (!origins.permits(request.headers)) return textReply(403);
    if (request.method === 'OPTIONS') return textReply(204, '', origins.preflightHeaders(request.headers));
    return hub.answer(request, target, subpath);
  }

  /** The hub with the longest path that the request is at or below. */
  #route(url: string): Route | null {
    const target = parseTarget(url);
    let found: Route | null = null;
    let longest = 0;
    for (const [path, mapped] of this.#hubs) {
      const below = target.path === path || target.path.startsWith(`${path}/`);
      if (!below || path.length <= longest) continue;
      longest = path.length;
      found = {...mapped, target, subpath: target.path.slice(path.length)};
    }
    return found;
  }
}

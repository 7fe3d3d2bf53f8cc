import type {Buffer} from 'node:buffer';
import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import type {WebSocketServer} from 'ws';
import {authenticate} from './authentication.ts';
import {ServerConnection} from './connection.ts';
import type {CloseOptions, HubConnection} from './hub-connection.ts';
import type {HubDefinition, Identity, MappedHub} from './hub-definition.ts';
import type {HubProtocol} from './hub-protocol.ts';
import {Invoker} from './invoker.ts';
import {Tickets, negotiateAnswer, negotiateVersion, newConnectionId} from './negotiation.ts';
import type {AvailableTransport, Ticket} from './negotiation.ts';
import {queryValue} from './query.ts';
import type {RequestTarget} from './query.ts';
import {refuseUpgrade, textReply} from './replies.ts';
import type {Reply} from './replies.ts';
import type {ResolvedOptions} from './server-options.ts';
import type {Transport} from './transport.ts';
import {WebSocketTransport} from './websocket-transport.ts';

const availableTransports: readonly AvailableTransport[] = [{name: 'WebSockets', formats: ['text', 'binary']}];
const unknownConnection = textReply(404, 'No Connection with that ID');

/** What every hub of a server shares. */
export interface HubSurroundings {
  readonly options: ResolvedOptions;
  readonly protocols: readonly HubProtocol[];
  readonly webSockets: WebSocketServer;
}

/** A hub at a path: its negotiations and its connections. */
export class Hub<U> implements MappedHub<U> {
  readonly #definition: HubDefinition<U>;
  readonly #surroundings: HubSurroundings;
  readonly #invoker: Invoker<U>;
  readonly #tickets: Tickets;
  readonly #connections = new Map<string, HubConnection<U>>();
  /** Every connection until its end is complete, those without a handshake included. */
  readonly #unfinished = new Set<ServerConnection<U>>();
  #closed = false;

  /** @throws {TypeError} the definition contradicts itself */
  constructor(definition: HubDefinition<U>, surroundings: HubSurroundings) {
    const {methods, urgent = [], maximumParallelInvocations = 1} = definition;
    if (!(maximumParallelInvocations >= 1)) throw new TypeError('maximumParallelInvocations must be 1 or more.');
    this.#definition = definition;
    this.#surroundings = surroundings;
    this.#invoker = new Invoker({methods, urgent, ...surroundings.options});
    this.#tickets = new Tickets(surroundings.options.negotiationTimeoutMs);
  }

  get connections(): ReadonlyMap<string, HubConnection<U>> {
    return this.#connections;
  }

  /** Answers a plain HTTP request; never rejects. */
  async answer(request: IncomingMessage, target: RequestTarget, subpath: string): Promise<Reply> {
    if (subpath !== '' && subpath !== '/' && subpath !== '/negotiate') return textReply(404);
    const method = request.method ?? '';
    const known = subpath === '/negotiate' ? ['POST'] : ['GET', 'POST', 'DELETE'];
    if (!known.includes(method)) return textReply(405, '', {allow: known.join(', ')});
    if (this.#closed) return textReply(503);
    const authentication = await authenticate(this.#definition, request, target, this.#surroundings.options);
    if ('refusal' in authentication) return authentication.refusal;
    return subpath === '/negotiate' ? this.#negotiate(target) : this.#refuseTransport(request, target);
  }

  /** Turns a request into a connection, or refuses it on its socket; never rejects. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, target: RequestTarget): Promise<void> {
    const ignoreLostPeer = (): void => {
      socket.destroy();
    };
    // Until `ws` takes the socket over, an error on it would otherwise end the process.
    socket.on('error', ignoreLostPeer);
    const authentication = await authenticate(this.#definition, request, target, this.#surroundings.options);
    const token = queryValue(target.query, 'id');
    const refusal = 'refusal' in authentication ? authentication.refusal : this.#refuseSocket(token);
    if (refusal !== null || 'refusal' in authentication) {
      refuseUpgrade(socket, refusal ?? textReply(500));
      return;
    }
    socket.off('error', ignoreLostPeer);
    if (socket.destroyed) return;
    // Calls back at once or, having refused a malformed upgrade itself, never: only then is the token used up.
    this.#surroundings.webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const ticket = token === null ? null : this.#tickets.redeem(token);
      this.#connect(new WebSocketTransport(webSocket), ticket, authentication.identity);
    });
  }

  /** Ends every connection and takes no more; resolves when all have ended, within twice the close timeout. */
  async close(options: CloseOptions): Promise<void> {
    this.#closed = true;
    this.#tickets.clear();
    await Promise.all([...this.#unfinished].map((connection) => connection.shutDown(options)));
  }

  #negotiate({query}: RequestTarget): Reply {
    const negotiated = negotiateVersion(query, this.#surroundings.options.minimumNegotiateVersion);
    if ('error' in negotiated) return jsonReply(negotiated);
    return jsonReply(negotiateAnswer(negotiated.version, this.#tickets.issue(negotiated.version), availableTransports));
  }

  /** What .NET answers to a request of a transport other than the hub's only one. */
  #refuseTransport(request: IncomingMessage, {query}: RequestTarget): Reply {
    const token = queryValue(query, 'id');
    if (token === null) return textReply(400, 'Connection ID required');
    if (this.#tickets.status(token) === 'unknown') return unknownConnection;
    if (request.method === 'POST') return textReply(405, 'POST requests are not allowed for WebSocket connections.');
    if (request.method === 'DELETE')
      return textReply(400, 'Cannot terminate this connection using the DELETE endpoint.');
    const transport = (request.headers.accept ?? '').includes('text/event-stream') ? 'ServerSentEvents' : 'LongPolling';
    return textReply(404, `${transport} transport not supported by this end point type`);
  }

  #refuseSocket(token: string | null): Reply | null {
    if (this.#closed) return textReply(503);
    if (token === null) return null;
    const status = this.#tickets.status(token);
    if (status === 'unknown') return unknownConnection;
    return status === 'connected' ? textReply(409) : null;
  }

  #connect(transport: Transport, ticket: Ticket | null, identity: Identity<U>): void {
    const {options, protocols} = this.#surroundings;
    const connection = new ServerConnection({
      id: ticket?.connectionId ?? newConnectionId(),
      identity,
      transport,
      definition: this.#definition,
      invoker: this.#invoker,
      protocols,
      options,
      onOpened: (opened) => this.#connections.set(opened.id, opened),
      onEnded: (ended) => this.#connections.delete(ended.id),
    });
    this.#unfinished.add(connection);
    void connection.finished.then(() => {
      this.#unfinished.delete(connection);
      if (ticket !== null) this.#tickets.forget(ticket.connectionToken);
    });
  }
}

function jsonReply(body: object): Reply {
  return {status: 200, contentType: 'application/json', body: JSON.stringify(body)};
}

/** Serves the pages of the popover section and plays the same offers to each, in the bytes a real hub sends. */
import {once} from 'node:events';
import {type IncomingMessage, type Server, createServer} from 'node:http';
import {setTimeout as pause} from 'node:timers/promises';
import type {WebSocket} from 'ws';
import {type MappedHub, SignalRServer} from '../../hub/signalr/index.ts';
import type {HubEventBody, Snapshot} from '../../src/api/wire/events.ts';
import {DELIVER, DESK_PATH, PROTOCOL_VERSION, RESUME} from '../../src/api/wire/protocol.ts';
import {toWire} from '../../src/api/wire/time.ts';
import {AGENT_ID, SETTINGS, ringing} from '../support/component-contacts.ts';
import {WebSocketServer} from './hub-ws.ts';
import {NO_EMERGENCIES} from '../../src/api/wire/emergency.ts';

/** How long an offer rings: longer than the stack's animation, so that all of it is counted. */
const RINGING_MS = 150;
const QUIET_MS = 50;
const LEAVE_LIMIT_MS = 5_000;
const RAW_PATH = '/raw';

/** What every desk sends by itself; without an answer it would send it again and again, and that would be measured. */
const ANSWERED = Object.fromEntries(
  ['ClaimSoftphone', 'ReportReadiness', 'Probe'].map((method) => [method, () => ({status: 'done'})]),
);

export type Resource = {readonly type: string; readonly body: string};

export class DeskServer {
  readonly #server: Server;
  readonly #signalR: SignalRServer;
  readonly #hub: MappedHub<string>;
  readonly #raw = new WebSocketServer({noServer: true, perMessageDeflate: false});
  readonly #resources: ReadonlyMap<string, Resource>;
  readonly #origin: string;
  #seq = 0;

  private constructor(server: Server, port: number, resources: ReadonlyMap<string, Resource>) {
    this.#resources = resources;
    this.#server = server;
    server.on('request', (request, response) => {
      if (this.#signalR.handleRequest(request, response)) return;
      const found = this.#resources.get(pathOf(request));
      response
        .writeHead(found === undefined ? 404 : 200, {'content-type': found?.type ?? 'text/plain'})
        .end(found?.body);
    });
    server.on('upgrade', (request, socket, head) => {
      if (this.#signalR.handleUpgrade(request, socket, head)) return;
      if (pathOf(request) !== RAW_PATH) return void socket.destroy();
      this.#raw.handleUpgrade(request, socket, head, (webSocket) => this.#raw.emit('connection', webSocket));
    });
    this.#origin = `http://127.0.0.1:${port}`;
    this.#signalR = new SignalRServer({allowedOrigins: [this.#origin]});
    this.#hub = this.#signalR.mapHub(DESK_PATH, {
      authenticate: async () => ({user: AGENT_ID, expiresAt: null}),
      methods: {[RESUME]: () => toWire(this.#snapshot()), ...ANSWERED},
    });
  }

  static async start(resources: ReadonlyMap<string, Resource>): Promise<DeskServer> {
    // The server has to know its own origin, and that has a port only when it listens.
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new DeskServer(server, portOf(server), resources);
  }

  get origin(): string {
    return this.#origin;
  }

  /** Whether a page of this kind listens. */
  listeners(kind: 'signalr' | 'raw'): number {
    return kind === 'signalr' ? this.#hub.connections.size : this.#raw.clients.size;
  }

  /** Lets this many contacts ring, one after another, and withdraws each. Two events for each. */
  async play(kind: 'signalr' | 'raw', offers: number): Promise<void> {
    if (this.listeners(kind) !== 1) throw new Error(`${this.listeners(kind)} ${kind} pages listen, not one.`);
    for (let at = 0; at < offers; at += 1) {
      const {offer, contact} = ringing({id: `contact-${this.#seq}`, offeredAt: Date.now(), since: Date.now() - 20_000});
      this.#tell(kind, {type: 'ContactOffered', offer, contact});
      await pause(RINGING_MS);
      this.#tell(kind, {type: 'OfferWithdrawn', offer: {...offer, status: 'withdrawn'}});
      await pause(QUIET_MS);
    }
  }

  /** Tells the desk several events in one message, as the hub does after a gap. */
  tellAll(bodies: readonly HubEventBody[]): void {
    const events = bodies.map((body) => {
      this.#seq += 1;
      return toWire({seq: this.#seq, occurredAt: Date.now(), ...body});
    });
    for (const connection of this.#hub.connections.values()) connection.send(DELIVER, events);
  }

  /** Resolves when no page listens any more. */
  async quiet(): Promise<void> {
    const giveUpAt = performance.now() + LEAVE_LIMIT_MS;
    while (this.listeners('signalr') + this.listeners('raw') > 0) {
      if (performance.now() > giveUpAt) throw new Error('A page that was closed still listens.');
      await pause(10);
    }
  }

  async stop(): Promise<void> {
    await this.#signalR.close();
    for (const socket of this.#raw.clients) socket.terminate();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #tell(kind: 'signalr' | 'raw', body: HubEventBody): void {
    this.#seq += 1;
    const events = [toWire({seq: this.#seq, occurredAt: Date.now(), ...body})];
    if (kind === 'signalr') for (const connection of this.#hub.connections.values()) connection.send(DELIVER, events);
    else for (const socket of this.#raw.clients) sendRecord(socket, events);
  }

  #snapshot(): Snapshot {
    const now = Date.now();
    const presence = {base: 'available', reason: null, since: now} as const;
    return {
      protocol: PROTOCOL_VERSION,
      now,
      seq: this.#seq,
      agent: {id: AGENT_ID, name: 'Mira Kovács', presence, emergencySince: null},
      offers: [],
      contacts: [],
      settings: SETTINGS,
      missed: [],
      missedContacts: [],
      lostCallbacks: [],
      emergencies: NO_EMERGENCIES,
      softphone: null,
    };
  }
}

/** The bytes the SignalR server would send. */
function sendRecord(socket: WebSocket, events: readonly unknown[]): void {
  socket.send(`${JSON.stringify({type: 1, target: DELIVER, arguments: [events]})}\u001e`);
}

function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://local').pathname;
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  return address.port;
}

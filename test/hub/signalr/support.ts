import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {Socket} from 'node:net';
import type {TestContext} from 'node:test';
import {SignalRServer} from '../../../hub/signalr/index.ts';
import type {HubDefinition, Logger, LogFields, MappedHub, SignalRServerOptions} from '../../../hub/signalr/index.ts';
import type {TransferFormat} from '../../../hub/signalr/hub-protocol.ts';
import type {Transport, TransportListener} from '../../../hub/signalr/transport.ts';

export const recordSeparator = '\u001e';
export const handshake = `{"protocol":"json","version":1}${recordSeparator}`;

/** Fails the test on a warning or an error that it did not expect. */
export class RecordingLogger implements Logger {
  readonly lines: {level: string; message: string; fields: LogFields}[] = [];
  readonly #expected = new Set<string>();

  /** A warning or error that is part of the test. */
  expect(message: string): void {
    this.#expected.add(message);
  }

  assertClean(): void {
    const loud = this.lines.filter(({level}) => level === 'warn' || level === 'error');
    assert.deepEqual(
      loud.filter(({message}) => !this.#expected.has(message)),
      [],
    );
    const written = new Set(loud.map(({message}) => message));
    assert.deepEqual(
      [...this.#expected].filter((message) => !written.has(message)),
      [],
      'expected log lines are missing',
    );
  }

  debug(fields: LogFields, message: string): void {
    this.lines.push({level: 'debug', message, fields});
  }

  info(fields: LogFields, message: string): void {
    this.lines.push({level: 'info', message, fields});
  }

  warn(fields: LogFields, message: string): void {
    this.lines.push({level: 'warn', message, fields});
  }

  error(fields: LogFields, message: string): void {
    this.lines.push({level: 'error', message, fields});
  }
}

export interface RunningServer<U> {
  readonly server: SignalRServer;
  readonly hub: MappedHub<U>;
  readonly logger: RecordingLogger;
  /** `http://…/hub` */
  readonly url: string;
  readonly port: number;
  /** The TCP sockets open now, for tests that cut them. */
  readonly sockets: ReadonlySet<Socket>;
}

/** A hub everybody may enter, with what a test adds. */
export function openHub(part: Partial<HubDefinition<string>> = {}): HubDefinition<string> {
  return {authenticate: async () => ({user: 'somebody', expiresAt: null}), methods: {}, ...part};
}

/** Serves one hub at /hub on a free port until the test ends. */
export async function serve<U>(
  t: TestContext,
  definition: HubDefinition<U>,
  options: Partial<SignalRServerOptions> = {},
): Promise<RunningServer<U>> {
  const logger = new RecordingLogger();
  const server = new SignalRServer({allowedOrigins: ['https://desk.example'], logger, ...options});
  const hub = server.mapHub('/hub', definition);
  const http = createServer((request, response) => {
    if (!server.handleRequest(request, response)) response.writeHead(418).end();
  });
  http.on('upgrade', (request, socket, head) => {
    if (!server.handleUpgrade(request, socket, head)) socket.destroy();
  });
  const sockets = new Set<Socket>();
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  t.after(async () => {
    await server.close();
    for (const socket of sockets) socket.destroy();
    http.close();
    // Last, so that what is logged while the server closes counts too.
    logger.assertClean();
  });
  const address = http.address();
  assert.ok(typeof address === 'object' && address !== null);
  return {server, hub, logger, url: `http://127.0.0.1:${address.port}/hub`, port: address.port, sockets};
}

/** Values in the order they came, to be awaited one by one. */
export class Inbox<T> {
  readonly #values: T[] = [];
  readonly #waiting: ((value: T) => void)[] = [];

  put(value: T): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#values.push(value);
    else waiting(value);
  }

  next(): Promise<T> {
    const value = this.#values.shift();
    if (value !== undefined) return Promise.resolve(value);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** A client that speaks the wire by hand. */
export class RawClient {
  readonly socket: WebSocket;
  readonly closed: Promise<{code: number; clean: boolean}>;
  readonly opened: Promise<boolean>;
  readonly #records = new Inbox<unknown>();

  constructor(url: string) {
    this.socket = new WebSocket(url.replace(/^http/, 'ws'));
    const closed = Promise.withResolvers<{code: number; clean: boolean}>();
    const opened = Promise.withResolvers<boolean>();
    this.closed = closed.promise;
    this.opened = opened.promise;
    this.socket.addEventListener('open', () => opened.resolve(true));
    this.socket.addEventListener('error', () => opened.resolve(false));
    this.socket.addEventListener('close', ({code, wasClean}) => closed.resolve({code, clean: wasClean}));
    this.socket.addEventListener('message', ({data}) => {
      for (const record of splitRecords(String(data))) this.#records.put(record);
    });
  }

  /** Opens the socket and shakes hands. */
  static async connect(url: string): Promise<RawClient> {
    const client = new RawClient(url);
    assert.equal(await client.opened, true);
    client.socket.send(handshake);
    assert.deepEqual(await client.next(), {});
    return client;
  }

  send(...messages: object[]): void {
    this.socket.send(messages.map((message) => JSON.stringify(message) + recordSeparator).join(''));
  }

  next(): Promise<unknown> {
    return this.#records.next();
  }
}

/** Parses text of whole records. */
export function splitRecords(text: string): unknown[] {
  const parts = text.split(recordSeparator);
  assert.equal(parts.pop(), '', 'a record without its end');
  return parts.map((part): unknown => JSON.parse(part));
}

/** A transport in memory: the test plays the client and the network. */
export class FakeTransport implements Transport {
  readonly name = 'WebSockets';
  readonly formats: readonly TransferFormat[] = ['text', 'binary'];
  keepsAliveItself = false;
  bufferedBytes = 0;
  takenBytes = 0;
  readonly sent: unknown[] = [];
  readonly calls: string[] = [];
  #listener: TransportListener | null = null;

  start(listener: TransportListener): void {
    this.#listener = listener;
  }

  send(data: Uint8Array): void {
    this.sent.push(...splitRecords(new TextDecoder().decode(data)));
  }

  pause(): void {
    this.calls.push('pause');
  }

  resume(): void {
    this.calls.push('resume');
  }

  close(): void {
    this.calls.push('close');
  }

  terminate(): void {
    this.calls.push('terminate');
  }

  receive(text: string): void {
    this.#listener?.received(new TextEncoder().encode(text));
  }

  lose(clean: boolean): void {
    this.#listener?.closed(clean);
  }
}

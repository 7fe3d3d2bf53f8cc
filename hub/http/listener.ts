import {once} from 'node:events';
import {type IncomingMessage, type Server, type ServerResponse, createServer} from 'node:http';
import {createServer as createTlsServer} from 'node:https';
import {setTimeout as wait} from 'node:timers/promises';
import type {HubLog} from '../logger.ts';
import {crossOriginHeaders} from './cross-origin.ts';
import {type TlsFiles, TlsRenewal, readTls} from './tls-files.ts';

/** The address the hub is to listen at cannot be had. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
  /** The system's own code, such as `EADDRINUSE`. */
  readonly code: string;

  constructor(cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    const taken = 'its port is taken. Stop the other program or set CORDBOARD_PORT.';
    super(code === 'EADDRINUSE' ? taken : `it cannot listen at CORDBOARD_HOST and CORDBOARD_PORT (${code}).`, {cause});
    this.code = code;
  }
}

/** The hub's place on the network, taken before there is a hub behind it. */
export type Listener = {
  readonly server: Server;
  readonly port: number;
  readonly scheme: 'http' | 'https';
  /** What the hub is busy with until it is ready, for whoever asks for its health. */
  starting(what: string): void;
  close(): Promise<void>;
};

type Given = {
  readonly port: number;
  readonly host: string;
  readonly allowedOrigins: readonly string[];
  readonly tls: TlsFiles | null;
  readonly log: HubLog;
};

/**
 * Takes the address, before anything else is touched: a second hub started by mistake must not disturb the first.
 * Until the hub is ready whoever comes is told to come again; that it lives, it says at once.
 * @throws {AddressError}
 * @throws {TlsError}
 */
export async function takeAddress({port, host, allowedOrigins, tls, log}: Given): Promise<Listener> {
  let busyWith = 'starting';
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const headers = {...crossOriginHeaders(request.headers, allowedOrigins), 'retry-after': '1'};
    const path = request.url?.split('?')[0] ?? '';
    if (path.endsWith('/health/live')) return void response.writeHead(200, JSON_TYPE).end('{"status":"live"}');
    if (!path.endsWith('/health/ready'))
      return void response.writeHead(request.method === 'OPTIONS' ? 204 : 503, headers).end();
    const body = {status: 'unready', missing: busyWith, reasons: [busyWith]};
    return void response.writeHead(503, {...headers, ...JSON_TYPE}).end(JSON.stringify(body));
  };
  const {server, renewal} = await createEither(tls, answer, log);
  await listen(server, port, host, log);
  renewal?.start();
  const bound = server.address();
  return {
    server,
    port: typeof bound === 'object' && bound !== null ? bound.port : port,
    scheme: tls === null ? 'http' : 'https',
    starting(what) {
      busyWith = what;
    },
    async close() {
      await renewal?.stop();
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * A hub that takes a dead one's place may find its port held for a moment: by that one's last breath, or by the other end
 * of a connection that some program has just opened.
 */
async function listen(server: Server, port: number, host: string, log: HubLog): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      server.listen(port, host);
      await once(server, 'listening');
      return;
    } catch (cause) {
      const error = new AddressError(cause);
      if (error.code !== 'EADDRINUSE' || attempt === TAKEN_ATTEMPTS) throw error;
      if (attempt === 1) log.warn({port}, 'the port of the hub is taken: it is tried again for a few seconds');
      await wait(TAKEN_EVERY_MS);
    }
  }
}

const TAKEN_ATTEMPTS = 12;
const TAKEN_EVERY_MS = 250;

const JSON_TYPE = {'content-type': 'application/json'};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function createEither(
  tls: TlsFiles | null,
  answer: Answer,
  log: HubLog,
): Promise<{server: Server; renewal: TlsRenewal | null}> {
  if (tls === null) return {server: createServer(answer), renewal: null};
  const server = createTlsServer({...(await readTls(tls)), minVersion: 'TLSv1.2'}, answer);
  return {server, renewal: new TlsRenewal(server, tls, log)};
}

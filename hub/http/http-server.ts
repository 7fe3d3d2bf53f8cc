import {once} from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import fastify, {type FastifyInstance} from 'fastify';
import * as v from 'valibot';
import {E164, registerPhone} from '../phone/phone-store.ts';
import type {SignalRServer} from '../signalr/index.ts';
import type {HubStore} from '../store/hub-store.ts';

type Given = {
  readonly server: Server;
  readonly signalR: SignalRServer;
  readonly store: HubStore;
  readonly allowedOrigins: readonly string[];
  readonly trunk: 'none' | 'simulated';
  /** Null when the hub can serve; else what is missing. */
  readonly unready: () => Promise<string | null>;
  /** What else is behind these doors. */
  readonly addRoutes: (app: FastifyInstance) => Promise<void>;
};

const registration = v.object({
  number: v.pipe(v.string(), v.regex(E164)),
  key: v.nullable(v.pipe(v.string(), v.maxLength(64))),
});

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

/**
 * Takes the address, before anything else is touched: a second hub started by mistake must not disturb the first.
 * Until the hub is ready whoever comes is told to come again.
 * @throws {AddressError}
 */
export async function takeAddress(
  port: number,
  host: string,
  allowedOrigins: readonly string[],
): Promise<{server: Server; port: number}> {
  const server = createServer((request, response) => {
    const headers = {...crossOriginHeaders(request.headers, allowedOrigins), 'retry-after': '1'};
    response.writeHead(request.method === 'OPTIONS' ? 204 : 503, headers).end();
  });
  server.listen(port, host);
  await once(server, 'listening').catch((cause: unknown) => {
    throw new AddressError(cause);
  });
  const bound = server.address();
  return {server, port: typeof bound === 'object' && bound !== null ? bound.port : port};
}

/** The hub's HTTP side: SignalR's requests first, then health and the simulated network's registration. */
export async function openDoors(given: Given): Promise<FastifyInstance> {
  let handle: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  const app = fastify({
    logger: false,
    bodyLimit: 16 * 1024,
    serverFactory: (handler) => {
      handle = handler;
      return given.server;
    },
  });
  app.get('/health/live', async () => ({status: 'live'}));
  app.get('/health/ready', async (_request, reply) => {
    const missing = await given.unready();
    return missing === null ? {status: 'ready'} : reply.code(503).send({status: 'unready', missing});
  });
  if (given.trunk === 'simulated') addRegistration(app, given);
  await given.addRoutes(app);
  await app.ready();
  given.server.removeAllListeners('request');
  given.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!given.signalR.handleRequest(request, response)) handle?.(request, response);
  });
  given.server.on('upgrade', (request, socket, head) => {
    if (!given.signalR.handleUpgrade(request, socket, head)) socket.destroy();
  });
  return app;
}

/** A page of an allowed origin may read the answer; what it may send is what it asks to send. */
function crossOriginHeaders(headers: IncomingHttpHeaders, allowedOrigins: readonly string[]): Record<string, string> {
  const {origin, 'access-control-request-headers': asked} = headers;
  if (origin === undefined || !allowedOrigins.includes(origin)) return {};
  const allowed = {'access-control-allow-origin': origin, vary: 'origin'};
  return asked === undefined ? allowed : {...allowed, 'access-control-allow-headers': asked};
}

/** A page claims a number of the simulated network. There is nothing behind such a number but that page. */
function addRegistration(app: FastifyInstance, given: Given): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(crossOriginHeaders(request.headers, given.allowedOrigins));
  });
  app.options('/phone-numbers', async (_request, reply) => reply.code(204).send());
  app.post('/phone-numbers', async (request, reply) => {
    const {origin} = request.headers;
    if (origin !== undefined && !given.allowedOrigins.includes(origin)) {
      return reply.code(403).send({code: 'not-permitted', message: 'This page may not use the telephone network.'});
    }
    const parsed = v.safeParse(registration, request.body);
    if (!parsed.success)
      return reply.code(400).send({code: 'invalid-number', message: 'Give a number such as +12015550147.'});
    const {number, key} = parsed.output;
    const owner = await given.store.db
      .selectFrom('entry_point')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirst();
    const outcome = owner === undefined ? await registerPhone(given.store, number, key) : {refused: 'number-taken'};
    if ('refused' in outcome)
      return reply.code(409).send({code: outcome.refused, message: 'Somebody else has this number: choose another.'});
    return {token: `${Buffer.from(number).toString('base64url')}.${outcome.key}`, key: outcome.key};
  });
}

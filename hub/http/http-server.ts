import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import fastify, {type FastifyInstance} from 'fastify';
import {WEB_CALL_PATH} from '../../src/api/wire/web-call.ts';
import type {HubLog} from '../logger.ts';
import type {SignalRServer} from '../signalr/index.ts';
import type {HubStore} from '../store/hub-store.ts';
import type {Traces} from '../watching/traces.ts';
import {crossOriginHeaders} from './cross-origin.ts';
import {addPhoneNumbers} from './phone-numbers.ts';
import {addPublicCalls} from './public-calls.ts';
import {type ProxySettings, PublicAddress} from './public-address.ts';
import {addRequestIds, traced} from './request-ids.ts';

type Given = {
  readonly server: Server;
  readonly signalR: SignalRServer;
  readonly store: HubStore;
  readonly log: HubLog;
  readonly traces: Pick<Traces, 'span'>;
  readonly allowedOrigins: readonly string[];
  readonly trunk: 'none' | 'simulated';
  readonly proxy: ProxySettings;
  /** What is missing for the hub to serve; empty when nothing is. */
  readonly unready: () => Promise<readonly string[]>;
  /** What else is behind these doors. */
  readonly addRoutes: (app: FastifyInstance) => Promise<void>;
};

/** The hub's HTTP side: SignalR's requests first, then everything that is asked and answered once. */
export async function openDoors(given: Given): Promise<FastifyInstance> {
  let handle: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  const app = fastify({
    logger: false,
    bodyLimit: 16 * 1024,
    genReqId: () => crypto.randomUUID(),
    trustProxy: given.proxy.trusted.length > 0 ? [...given.proxy.trusted] : false,
    serverFactory: (handler) => {
      handle = handler;
      return given.server;
    },
  });
  addRequestIds(app, given.log);
  addHealth(app, given.unready);
  if (given.trunk === 'simulated') addPhoneNumbers(app, given);
  await addPublicCalls(app, given);
  await given.addRoutes(app);
  await app.ready();
  const address = new PublicAddress(given.proxy);
  given.server.removeAllListeners('request');
  given.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    request.url = address.withoutPrefix(request.url ?? '/');
    const elsewhere = address.elsewhere(askedOf(request));
    if (elsewhere !== null) return sendElsewhere(request, response, elsewhere, readersOf(request, given));
    return traced(given.traces, request, response, () => {
      if (!given.signalR.handleRequest(request, response)) handle?.(request, response);
    });
  });
  given.server.on('upgrade', (request, socket, head) => {
    request.url = address.withoutPrefix(request.url ?? '/');
    if (!given.signalR.handleUpgrade(request, socket, head)) socket.destroy();
  });
  return app;
}

function addHealth(app: FastifyInstance, unready: Given['unready']): void {
  app.get('/health/live', async () => ({status: 'live'}));
  app.get('/health/ready', async (_request, reply) => {
    const reasons = await unready();
    if (reasons.length === 0) return {status: 'ready'};
    return reply.code(503).header('retry-after', '1').send({status: 'unready', missing: reasons[0], reasons});
  });
}

function askedOf({method, url = '/', headers, socket}: IncomingMessage) {
  return {method, url, headers, address: socket.remoteAddress};
}

/** Whose pages may read a redirect: of web calls any, since it is the token that counts. */
function readersOf({url = '', headers}: IncomingMessage, {allowedOrigins}: Given): readonly string[] {
  return url.startsWith(`${WEB_CALL_PATH}/`) ? [headers.origin ?? ''] : allowedOrigins;
}

/** A negotiation's redirect, as SignalR's clients follow it; they bring their token along. */
function sendElsewhere(
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
  allowedOrigins: readonly string[],
): void {
  const headers = {
    ...crossOriginHeaders(request.headers, allowedOrigins),
    'content-type': 'application/json',
    'cache-control': 'no-store',
  };
  request.resume();
  response.writeHead(200, headers).end(JSON.stringify({negotiateVersion: 1, url}));
}

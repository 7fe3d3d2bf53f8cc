import type {IncomingMessage, ServerResponse} from 'node:http';
import type {FastifyInstance} from 'fastify';
import type {HubLog} from '../logger.ts';
import type {Traces} from '../watching/traces.ts';

/** Each request has a number of ours, in its answer and in the log; of its address only the route's pattern is logged. */
export function addRequestIds(app: FastifyInstance, log: HubLog): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const durationMs = Math.round(reply.elapsedTime);
    log.debug({requestId: request.id, method: request.method, route, status: reply.statusCode, durationMs}, 'answered');
  });
  app.addHook('onError', async (request, _reply, error) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({requestId: request.id, code: error.code, errorName: error.name}, 'a request failed');
  });
}

/** Looked at all the time, and never of interest. */
const QUIET = ['health', 'metrics', 'status'];
const KNOWN = ['desk', 'phone', 'phone-numbers', 'web-calls', 'public', 'api'];

/** Handles a request as a span, until its answer is away or the caller is. */
export function traced(
  traces: Pick<Traces, 'span'>,
  request: IncomingMessage,
  response: ServerResponse,
  handle: () => void,
): void {
  const [, first = ''] = (request.url ?? '/').split(/[/?]/);
  if (QUIET.includes(first)) return handle();
  const route = KNOWN.includes(first) ? `/${first}` : 'other';
  const {traceparent} = request.headers;
  const attributes = {'http.request.method': request.method ?? 'GET', 'http.route': route};
  const whole = async (): Promise<void> => {
    const {promise, resolve} = Promise.withResolvers<void>();
    response.once('close', resolve);
    handle();
    await promise;
  };
  void traces.span(`${request.method ?? 'GET'} ${route}`, attributes, whole, String(traceparent ?? ''));
}

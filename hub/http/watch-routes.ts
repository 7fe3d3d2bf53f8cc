import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import type {Registry} from 'prom-client';
import {type Gate, admit} from './gate.ts';
import type {OperatorView} from './operator-view.ts';
import {STATUS_SCRIPT, STATUS_STYLE} from './status-assets.ts';
import {statusPage} from './status-page.ts';

type Given = {
  readonly registry: Registry;
  readonly metricsGate: Gate;
  readonly statusGate: Gate;
  readonly view: () => Promise<OperatorView>;
};

/** However many look at the page, the database is asked once in this time. */
const VIEW_AGE_MS = 900;

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** What the operator and their programs look at. */
export async function addWatchRoutes(app: FastifyInstance, given: Given): Promise<void> {
  app.get('/metrics', async (request, reply) => {
    if (refused(request, reply, given.metricsGate, 'CORDBOARD_METRICS_TOKEN')) return reply;
    return reply.type(given.registry.contentType).send(await given.registry.metrics());
  });
  const view = remembering(given.view, VIEW_AGE_MS);
  const page = (path: string, type: string, body: () => Promise<string>): void => {
    app.get(path, async (request, reply) => {
      void reply.header('content-security-policy', POLICY).header('x-content-type-options', 'nosniff');
      void reply.header('referrer-policy', 'no-referrer').header('cache-control', 'no-store');
      if (refused(request, reply, given.statusGate, 'CORDBOARD_STATUS_TOKEN')) return reply;
      return reply.type(type).send(await body());
    });
  };
  page('/status', 'text/html; charset=utf-8', async () => statusPage(await view()));
  page('/status/style.css', 'text/css; charset=utf-8', async () => STATUS_STYLE);
  page('/status/page.js', 'text/javascript; charset=utf-8', async () => STATUS_SCRIPT);
}

function refused(request: FastifyRequest, reply: FastifyReply, gate: Gate, setting: string): boolean {
  const admission = admit(gate, {headers: request.headers, address: request.socket.remoteAddress});
  if (admission === 'admitted') return false;
  void reply.type('text/plain; charset=utf-8');
  if (admission === 'token-needed') {
    void reply.code(401).header('www-authenticate', 'Basic realm="Cordboard", charset="UTF-8"');
    void reply.send(`Send the token of ${setting}: as a bearer, or as the password.\n`);
  } else {
    void reply.code(403).send(`Only for programs of the hub's own machine. Set ${setting} to let others in.\n`);
  }
  return true;
}

/** One answer for all who ask at about the same time. */
function remembering<T>(ask: () => Promise<T>, ageMs: number): () => Promise<T> {
  let kept: {readonly answer: Promise<T>; readonly until: number} | null = null;
  return () => {
    if (kept !== null && performance.now() < kept.until) return kept.answer;
    const answer = ask();
    kept = {answer, until: performance.now() + ageMs};
    // Whoever asked is told of a failure; the next one asks anew.
    answer.catch(() => (kept = null));
    return answer;
  };
}

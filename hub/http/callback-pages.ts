import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import {CALLBACK_PAGE_PATH} from '../../src/api/wire/callback-request.ts';
import {PAGE_STYLE} from '../callbacks/pages/style.ts';
import {WRITTEN_FIELDS} from '../callbacks/pages/written.ts';
import {storable} from '../store/storable.ts';
import {addFormRoutes} from './callback-form-routes.ts';
import {addStatusRoutes} from './callback-status-routes.ts';
import {type CallbackPageOptions, type Sent, sendRefusal, wordsOf} from './callback-replies.ts';
import {toProblem} from './problem.ts';
import {callerOf, takeOrRefuse} from './visitor.ts';

/** Pages a minute; a sixth of them at once. Each of them is a page that a person reads. */
const PER_ADDRESS = 60;

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** [PK-50] [PK-51] Pages for people without scripts, and for links in mails (docs/callback-requests.md). */
export async function addCallbackPages(app: FastifyInstance, options: CallbackPageOptions): Promise<void> {
  await app.register(
    async (pages) => {
      pages.removeAllContentTypeParsers();
      pages.addContentTypeParser(
        'application/x-www-form-urlencoded',
        {parseAs: 'string'},
        async (_request: FastifyRequest, body: string | Buffer) => sentIn(String(body)),
      );
      pages.addHook('onRequest', async (request, reply) => {
        // `same-origin` rather than none: a form of these pages must be able to say where it comes from.
        void reply.headers({
          'content-security-policy': POLICY,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'same-origin',
          'cache-control': 'no-store',
        });
        if (!request.url.endsWith('/style.css'))
          await takeOrRefuse(options.store, 'web-callback-page', callerOf(request), PER_ADDRESS);
      });
      pages.setErrorHandler((error, request, reply) => sendFailure(options, request, reply, error));
      pages.get('/style.css', async (_request, reply) => {
        void reply.header('cache-control', 'public, max-age=3600');
        return reply.type('text/css; charset=utf-8').send(PAGE_STYLE);
      });
      addFormRoutes(pages, options);
      addStatusRoutes(pages, options);
    },
    {prefix: CALLBACK_PAGE_PATH},
  );
}

function sentIn(text: string): Sent {
  const known = new Set<string>([...WRITTEN_FIELDS, 'step', 'stamp', 'sure']);
  const fields = [...new URLSearchParams(text)].filter(([name]) => known.has(name)).toReversed();
  return Object.fromEntries(fields.map(([name, value]) => [name, String(storable(value)).replaceAll('\r\n', '\n')]));
}

function sendFailure(
  options: CallbackPageOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply {
  const {code, retryAfterS, statusCode} = toProblem(error);
  const words = wordsOf(request);
  if (retryAfterS !== null) void reply.header('retry-after', String(retryAfterS));
  const text = {'rate-limited': words.refused.often, 'not-found': words.refused.gone}[String(code)];
  return sendRefusal(options, reply, {status: statusCode, words, text: text ?? words.refused.failed});
}

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
/** Of pages that refresh themselves: of an office's, or of a whole mobile network's. */
const LOOKS_PER_ADDRESS = 1_200;

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
        await admitToPages(options, request);
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

/** By what is asked for, whatever else the address says. Who looks how it stands again and again takes nothing from who asks. */
async function admitToPages({store}: CallbackPageOptions, request: FastifyRequest): Promise<void> {
  const {url = ''} = request.routeOptions;
  if (url === `${CALLBACK_PAGE_PATH}/style.css`) return;
  const looks = request.method === 'GET' && url.includes(':');
  const [kind, perMinute] = looks ? ['web-callback-looks', LOOKS_PER_ADDRESS] : ['web-callback-page', PER_ADDRESS];
  await takeOrRefuse(store, String(kind), callerOf(request), Number(perMinute));
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

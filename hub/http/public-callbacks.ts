import type {FastifyInstance, FastifyRequest} from 'fastify';
import * as v from 'valibot';
import {
  CALLBACK_REQUESTS_PATH,
  type CallbackForm,
  type CallbackReceipt,
  type CallbackRequest,
} from '../../src/api/wire/callback-request.ts';
import {isZone} from '../../src/domain/zone-time.ts';
import {cancelRequest} from '../callbacks/requests/cancel-request.ts';
import {settled} from '../callbacks/requests/lock-number.ts';
import {formOf} from '../callbacks/requests/form-of.ts';
import {type Made, NotMade, makeRequest} from '../callbacks/requests/make-request.ts';
import {progressOf} from '../callbacks/requests/request-progress.ts';
import {requestOfToken} from '../callbacks/requests/request-store.ts';
import {storable} from '../store/storable.ts';
import type {HubStore} from '../store/hub-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {readBody} from './contacts-schema.ts';
import {Problem, sendProblem, toProblem} from './problem.ts';
import type {PublicPages} from './public-pages.ts';
import {callerOf, takeOrRefuse, wideNetworkOf} from './visitor.ts';

/** Requests a minute; a sixth of them at once. */
const PER_ADDRESS = 60;
/** Of an IPv6 network that one customer of a provider has, or many of a mobile one. */
const PER_NETWORK = 600;
/** Of pages that look every quarter of a minute: of an office's, or of a whole mobile network's. */
const LOOKS_PER_ADDRESS = 1_200;
/** Of forms alone, of a whole site: far above what customers do, and what keeps a flood from the database. */
const PER_KEY = 30_000;
const PER_ORIGIN = 30_000;

const ACCEPTED_METHODS = {form: 'GET', ask: 'POST', status: 'GET', cancel: 'POST'} as const;

export type PublicCallbackOptions = {
  readonly store: HubStore;
  readonly pages: PublicPages;
  /** Whether this hub can send mail. */
  readonly mail: boolean;
};

const when = v.variant('kind', [
  v.strictObject({kind: v.literal('now')}),
  v.strictObject({kind: v.literal('slot'), startsAt: v.pipe(v.number('a moment'), v.integer('a moment'))}),
]);

/** Shapes only: what a person wrote is judged at its field, with words for each fault. The body is small anyway. */
const requestSchema = v.strictObject({
  key: v.pipe(v.string('a site’s key'), v.minLength(1, 'a site’s key'), v.maxLength(128, 'a site’s key')),
  requestId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/, '16 to 64 random letters and digits')),
  name: v.string('a text'),
  number: v.string('a text'),
  reason: v.string('a text'),
  email: v.nullable(v.string('a text or null')),
  zone: v.pipe(v.string('a text'), v.maxLength(64, 'at most 64 characters')),
  language: v.pipe(v.string('a language tag'), v.regex(/^[A-Za-z0-9-]{2,35}$/, 'a language tag')),
  when,
  consent: v.strictObject({version: v.pipe(v.string('a version'), v.maxLength(64, 'at most 64 characters'))}),
  proof: v.pipe(v.string('ALTCHA’s answer'), v.maxLength(2_048, 'ALTCHA’s answer')),
  website: v.string('a text'),
}) satisfies v.GenericSchema<unknown, CallbackRequest>;

/** What pages elsewhere ask for (docs/callback-requests.md). Whoever asks is a stranger. */
export async function addPublicCallbacks(app: FastifyInstance, options: PublicCallbackOptions): Promise<void> {
  await app.register(
    async (api) => {
      api.removeContentTypeParser('text/plain');
      // Any page may read the answers, which are the same for all that may not ask; no cookie takes part.
      api.addHook('onRequest', async (request, reply) => {
        void reply.headers({
          'access-control-allow-origin': '*',
          'access-control-expose-headers': 'retry-after',
          'cache-control': 'no-store',
        });
        if (request.method !== 'OPTIONS') await admit(options.store, request);
      });
      api.setErrorHandler((error, _request, reply) => sendProblem(reply, toRefusal(error)));
      addPreflights(api);
      addRoutes(api, options);
    },
    {prefix: CALLBACK_REQUESTS_PATH},
  );
}

/** Who looks how it stands again and again takes nothing from who asks from the same address. */
async function admit(store: HubStore, request: FastifyRequest): Promise<void> {
  if (request.routeOptions.url === `${CALLBACK_REQUESTS_PATH}/status`)
    return takeOrRefuse(store, 'web-callback-looks', callerOf(request), LOOKS_PER_ADDRESS);
  await takeOrRefuse(store, 'web-callback-address', callerOf(request), PER_ADDRESS);
  const network = wideNetworkOf(request);
  if (network !== null) await takeOrRefuse(store, 'web-callback-network', network, PER_NETWORK);
}

function addPreflights(api: FastifyInstance): void {
  for (const [path, method] of [
    ['/form', ACCEPTED_METHODS.form],
    ['/', ACCEPTED_METHODS.ask],
    ['/status', ACCEPTED_METHODS.status],
    ['/cancel', ACCEPTED_METHODS.cancel],
  ] as const) {
    api.options(path, async (_request, reply) =>
      reply
        .headers({
          'access-control-allow-methods': method,
          'access-control-allow-headers': 'authorization, content-type',
          'access-control-max-age': '600',
        })
        .code(204)
        .send(),
    );
  }
}

function addRoutes(api: FastifyInstance, {store, pages, mail}: PublicCallbackOptions): void {
  api.get('/form', async (request): Promise<CallbackForm> => {
    const {key, language, zone} = readQuery(request.query);
    const origin = originOf(request);
    await takeForSite(store, key, origin);
    const mayMail = mail && pages.mayBeMailed(request);
    const asking = {caller: callerOf(request), network: wideNetworkOf(request), mail: mayMail};
    const form = await store.decide((work) => formOf(work, {key, origin, language, zone, ...asking}));
    if (typeof form === 'string') throw refusalOf({status: form});
    return form;
  });

  api.post('/', async (request, reply): Promise<CallbackReceipt> => {
    const body = readBody(requestSchema, request.body);
    // The site's own limits are asked behind the proof of work: a flood without one must not lock out who has one.
    const origin = originOf(request);
    const statusUrl = (token: string) => pages.statusUrl(request, token);
    const made = await make({origin, request, body});
    if (made.status !== 'made') throw refusalOf(made);
    const {token, progress} = made;
    void reply.code(201);
    return {token, statusUrl: statusUrl(token), progress};
  });

  async function make(given: {
    readonly origin: string;
    readonly request: FastifyRequest;
    readonly body: CallbackRequest;
  }) {
    const {origin, request, body} = given;
    const statusUrl = (token: string) => pages.statusUrl(request, token);
    return tryToMake(store, (work) =>
      makeRequest(work, {
        ...body,
        ...{origin, statusUrl},
        // A robot that fills in everything is told that it was taken, and nothing is.
        trapped: body.website !== '',
        mail: mail && pages.mayBeMailed(request),
        caller: callerOf(request),
        network: wideNetworkOf(request),
      }),
    );
  }

  api.get('/status', async (request) => ofToken(store, request, async (work, row) => progressOf(work, row)));

  api.post('/cancel', async (request) =>
    ofToken(store, request, async (work, row) => {
      await cancelRequest(work, row);
      return progressOf(work, (await requestOfToken(work, tokenIn(request))) ?? row);
    }),
  );
}

/** What a request has taken is given back where it is refused. */
export async function tryToMake(store: HubStore, decision: (work: Work) => Promise<Made>): Promise<Made> {
  try {
    return await store.decide(decision);
  } catch (error) {
    if (error instanceof NotMade) return error.made;
    throw error;
  }
}

async function ofToken<T>(
  store: HubStore,
  request: FastifyRequest,
  body: (work: Work, row: NonNullable<Awaited<ReturnType<typeof requestOfToken>>>) => Promise<T>,
): Promise<T> {
  return settled(() =>
    store.decide(async (work) => {
      const row = await requestOfToken(work, tokenIn(request));
      if (row === null) throw new Problem('not-found');
      return body(work, row);
    }),
  );
}

function tokenIn({headers}: FastifyRequest): string {
  return /^Bearer ([\w-]+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}

async function takeForSite(store: HubStore, key: string, origin: string): Promise<void> {
  await takeOrRefuse(store, 'web-callback-key', key, PER_KEY);
  await takeOrRefuse(store, 'web-callback-origin', origin, PER_ORIGIN);
}

/** A page of the hub's own origin sends none when it reads; then its address says it. */
function originOf({headers}: FastifyRequest): string {
  return headers.origin ?? (URL.parse(headers.referer ?? '')?.origin || '');
}

function refusalOf(made: Exclude<Made, {status: 'made'}>): Problem {
  switch (made.status) {
    case 'invalid':
      return new Problem('invalid', {problems: made.problems});
    case 'rate-limited':
      return new Problem('rate-limited', {}, made.waitS);
    case 'request-reused':
      return new Problem('invalid', {problems: [], detail: 'Another request had this requestId: make up a new one.'});
    case 'site-refused':
      return new Problem('site-refused', {title: 'This page may not ask for a callback'});
    default:
      return new Problem(made.status);
  }
}

/** With `invalid` come always problems, if only none that a person could mend. */
function toRefusal(error: unknown): Problem {
  const problem = toProblem(error);
  if (problem.code !== 'invalid' || problem.details.problems !== undefined) return problem;
  return new Problem('invalid', {...problem.details, problems: []});
}

const querySchema = v.object({
  key: v.optional(v.pipe(v.string(), v.maxLength(128, 'a site’s key')), ''),
  language: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{2,35}$/, 'a language tag')), 'en'),
  zone: v.optional(v.pipe(v.string(), v.check(isZone, 'a time zone such as Europe/Warsaw')), 'UTC'),
});

function readQuery(query: unknown): v.InferOutput<typeof querySchema> {
  return readBody(querySchema, storable(query));
}

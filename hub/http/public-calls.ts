import type {FastifyInstance, FastifyRequest} from 'fastify';
import * as v from 'valibot';
import {WEB_CALL_SESSIONS_PATH} from '../../src/api/wire/web-call.ts';
import {type CallRequest, type Opened, openSession} from '../phone/web-call-session.ts';
import type {HubStore} from '../store/hub-store.ts';
import {VALUE_MAX, VARIABLES_MAX, pointer, readBody} from './contacts-schema.ts';
import {Problem, sendProblem, toProblem} from './problem.ts';
import {callerOf, takeOrRefuse as take} from './visitor.ts';

/** Requests a minute; a sixth of them at once. */
const PER_ADDRESS = 30;
const PER_KEY = 1_200;
const PER_ORIGIN = 1_200;

const NAME_MAX = 250;
const TRY_AGAIN_S = 30;

const requestSchema = v.strictObject(
  {
    key: v.pipe(v.string('a site’s key'), v.minLength(1, 'a site’s key'), v.maxLength(128, 'a site’s key')),
    entryPoint: v.pipe(v.string('an entry point'), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an entry point')),
    name: v.optional(
      v.nullable(v.pipe(v.string('a text or null'), v.maxLength(NAME_MAX, `at most ${NAME_MAX} characters`))),
      null,
    ),
    data: v.optional(
      v.pipe(
        v.record(
          v.pipe(v.string(), v.regex(/^[A-Za-z]\w{0,63}$/, 'the name of a variable')),
          v.pipe(v.string('a text'), v.maxLength(VALUE_MAX, `at most ${VALUE_MAX} characters`)),
          'an object',
        ),
        v.check((data) => Object.keys(data).length <= VARIABLES_MAX, `at most ${VARIABLES_MAX} values`),
      ),
      {},
    ),
  },
  'an object',
);

/** What pages elsewhere ask for before they call (docs/click-to-call.md). Whoever asks is a stranger. */
export async function addPublicCalls(app: FastifyInstance, {store}: {readonly store: HubStore}): Promise<void> {
  await app.register(async (api) => {
    api.removeContentTypeParser('text/plain');
    // Any page may read the answer, which is the same for all that may not call; no cookie takes part.
    api.addHook('onRequest', async (_request, reply) => {
      void reply.headers({
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'retry-after',
        'cache-control': 'no-store',
      });
    });
    api.setErrorHandler((error, _request, reply) => sendProblem(reply, toProblem(error)));

    api.options(WEB_CALL_SESSIONS_PATH, async (_request, reply) =>
      reply
        .headers({
          'access-control-allow-methods': 'POST',
          'access-control-allow-headers': 'content-type',
          'access-control-max-age': '600',
        })
        .code(204)
        .send(),
    );

    api.post(
      WEB_CALL_SESSIONS_PATH,
      {onRequest: (request) => takeFromAddress(store, request)},
      async (request, reply) => {
        const body = readBody(requestSchema, request.body);
        const {origin = ''} = request.headers;
        await take(store, 'web-key', body.key, PER_KEY);
        await take(store, 'web-origin', origin, PER_ORIGIN);
        const asked: CallRequest = {...body, name: nameOf(body.name), origin, caller: callerOf(request)};
        const token = tokenOf(await store.decide((work) => openSession(work, asked)));
        return reply.code(201).send({token});
      },
    );
  });
}

function tokenOf(opened: Opened): string {
  switch (opened.status) {
    case 'opened':
      return opened.token;
    case 'refused':
      throw new Problem('site-refused');
    case 'unknown-data': {
      const errors = opened.names.map((name) => ({path: pointer(['data', name]), expected: 'a variable of the line'}));
      throw new Problem('invalid', {errors});
    }
    case 'caller-busy':
      throw new Problem('rate-limited', {}, TRY_AGAIN_S);
    default: {
      const {away} = opened;
      if (away.why === 'limit-reached') throw new Problem('lines-in-use', {}, TRY_AGAIN_S);
      throw new Problem('closed', {opensAt: away.opensAt === null ? null : new Date(away.opensAt).toISOString()});
    }
  }
}

function takeFromAddress(store: HubStore, request: FastifyRequest): Promise<void> {
  return take(store, 'web-address', callerOf(request), PER_ADDRESS);
}

function nameOf(name: string | null): string | null {
  return name === null || name.trim() === '' ? null : name;
}

import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import * as v from 'valibot';
import {
  type ApiOutcome,
  cancelCallback,
  changeCallback,
  ownCallback,
  ownCallbacksOf,
  submitCallback,
} from '../callbacks/api-callbacks.ts';
import {settled} from '../callbacks/requests/lock-number.ts';
import {calledNumber} from '../callbacks/requests/number-kind.ts';
import {type Callback, shownZone} from '../../src/domain/callback.ts';
import type {TokenVerifier} from '../identity/index.ts';
import type {HubStore} from '../store/hub-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {clientOf, fingerprintOf, requestKey} from './api-requests.ts';
import {callbackChangeSchema, callbackSchema} from './callbacks-schema.ts';
import {readBody} from './contacts-schema.ts';
import {Problem, sendProblem, toProblem} from './problem.ts';
import {takeRequest} from './request-rate.ts';

type ApiOptions = {
  readonly store: HubStore;
  readonly verifier: Pick<TokenVerifier, 'verifyApplication'>;
  readonly requestsPerMinute: number;
};

const PATH = '/api/callbacks';
const PAGE = 50;

/** [CB-19] [DC-29] Callbacks of other systems: mobile applications, voice bots, chat bots, a site's own server (docs/callback-requests.md). */
export async function addCallbacksApi(app: FastifyInstance, options: ApiOptions): Promise<void> {
  await app.register(
    async (api) => {
      api.removeContentTypeParser('text/plain');
      api.decorateRequest('client', '');
      api.setErrorHandler((error, _request, reply) => sendProblem(reply, toProblem(error)));
      api.setNotFoundHandler((_request, reply) => sendProblem(reply, new Problem('not-found')));
      api.addHook('onRequest', async (request) => {
        request.client = await clientOf(options, request);
        const waitS = await takeRequest({tx: options.store.db}, request.client, options.requestsPerMinute);
        if (waitS !== null) throw new Problem('rate-limited', {}, waitS);
      });
      addRoutes(api, options);
    },
    {prefix: PATH},
  );
}

function addRoutes(api: FastifyInstance, {store}: ApiOptions): void {
  api.post('/', async (request, reply) => {
    const body = readBody(callbackSchema, request.body);
    const {client} = request;
    const given = {client, requestKey: requestKey(request, undefined), fingerprint: fingerprintOf(body), body};
    const outcome = await store.decide((work) => submitCallback(work, given));
    const callback = await shown(request, outcome);
    const statusUrl = `${PATH}/${callback.id}`;
    return send(reply.code(outcome.status === 'created' ? 201 : 200).header('location', statusUrl), callback);
  });

  // The number is in the body: addresses are written down on the way.
  api.post('/find', async (request) => {
    const {number, limit} = readBody(findSchema, request.body);
    const called = calledNumber(number, store.settings.country, null);
    if ('fault' in called) throw new Problem('invalid', {errors: [{path: '/number', expected: 'a phone number'}]});
    return store.decide(async (work) => ({
      callbacks: await viewAll(work, await ownCallbacksOf(work, request.client, called.number, limit)),
    }));
  });

  api.get('/:id', async (request, reply) => send(reply, await read(request)));

  api.patch('/:id', async (request, reply) => {
    const change = readBody(callbackChangeSchema, request.body);
    const seenVersion = versionOf(request);
    const outcome = await settled(() =>
      store.decide((work) => changeCallback(work, request.client, idOf(request), {seenVersion, change})),
    );
    return send(reply, await shown(request, outcome));
  });

  api.post('/:id/cancel', async (request, reply) => {
    const outcome = await settled(() => store.decide((work) => cancelCallback(work, request.client, idOf(request))));
    return send(reply, await shown(request, outcome));
  });

  /** The callback that an outcome is about. */
  async function shown(request: FastifyRequest, outcome: ApiOutcome): Promise<ApiCallback> {
    if (outcome.status === 'invalid') throw new Problem('invalid', {errors: outcome.errors});
    if ('callbackId' in outcome) return read(request, outcome.callbackId);
    throw new Problem(outcome.status);
  }

  async function read(request: FastifyRequest, id = idOf(request)): Promise<ApiCallback> {
    return store.decide(async (work) => {
      const callback = await ownCallback(work, request.client, id);
      if (callback === null) throw new Problem('not-found');
      const [view] = await viewAll(work, [callback]);
      if (view === undefined) throw new TypeError('one callback has one view');
      return view;
    });
  }
}

function send(reply: FastifyReply, callback: ApiCallback): FastifyReply {
  return reply.header('etag', `"${callback.version}"`).send(callback);
}

/** A callback as the system sees it that brought it. */
export type ApiCallback = {
  readonly id: string;
  readonly source: Callback['source'];
  readonly status: Callback['status'];
  readonly number: string;
  readonly name: string | null;
  readonly reason: string;
  readonly queue: {readonly id: string; readonly name: string};
  readonly time: {readonly zone: string; readonly date?: string; readonly start?: string; readonly end?: string};
  readonly startsAt: string;
  readonly endsAt: string;
  readonly attempts: number;
  readonly version: number;
  readonly createdAt: string;
  readonly closedAt: string | null;
  readonly cancelledBy: string | null;
};

async function viewAll(work: Work, callbacks: readonly Callback[]): Promise<readonly ApiCallback[]> {
  if (callbacks.length === 0) return [];
  const ids = [...new Set(callbacks.map(({queueId}) => queueId))];
  const queues = await work.tx.selectFrom('queue').select(['id', 'name']).where('id', 'in', ids).execute();
  return callbacks.map((callback) => {
    const {id, source, status, customer, reason, queueId, time, window, attempts, version} = callback;
    return {
      ...{id, source, status, reason, attempts, version},
      ...{number: customer.number, name: customer.name},
      queue: {id: queueId, name: queues.find((each) => each.id === queueId)?.name ?? ''},
      time: time ?? {zone: shownZone(callback)},
      startsAt: iso(window.startsAt),
      endsAt: iso(window.endsAt),
      createdAt: iso(callback.createdAt),
      closedAt: 'closedAt' in callback ? iso(callback.closedAt) : null,
      cancelledBy: callback.status === 'cancelled' ? callback.by : null,
    };
  });
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** Which version the client has read (RFC 9110, 13.1.1). */
function versionOf({headers}: FastifyRequest): number {
  const given = headers['if-match'];
  if (given === undefined) throw new Problem('precondition-missing', {detail: 'Send If-Match with the ETag you read.'});
  const version = /^"(\d{1,15})"$/.exec(given)?.[1];
  if (version === undefined) throw new Problem('stale');
  return Number(version);
}

const findSchema = v.strictObject({
  number: v.pipe(v.string('a phone number'), v.maxLength(100, 'a phone number')),
  limit: v.optional(
    v.pipe(
      v.number('a number from 1 to 100'),
      v.integer('a number from 1 to 100'),
      v.minValue(1, 'a number from 1 to 100'),
      v.maxValue(100, 'a number from 1 to 100'),
    ),
    PAGE,
  ),
});

const params = v.object({id: v.string()});

function idOf({params: given}: FastifyRequest): string {
  return v.parse(params, given).id;
}

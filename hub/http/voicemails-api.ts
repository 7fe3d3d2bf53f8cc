import type {FastifyInstance, FastifyRequest} from 'fastify';
import * as v from 'valibot';
import type {VoicemailView} from '../../src/api/wire/voicemail.ts';
import {toWire} from '../../src/api/wire/time.ts';
import type {TokenVerifier} from '../identity/index.ts';
import {ensureAgent} from '../store/agent-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {callBack, deleteVoicemail, markVoicemail, noteListening} from '../voicemail/change-voicemail.ts';
import {
  type VoicemailReader,
  findVoicemail,
  listVoicemails,
  scopeOf,
  takesCalls,
} from '../voicemail/list-voicemails.ts';
import {soundOfVoicemail} from '../voicemail/voicemail-store.ts';
import {recordingFile} from '../voice/recording-file.ts';
import {readBody} from './contacts-schema.ts';
import {crossOriginHeaders} from './cross-origin.ts';
import {personOf} from './person.ts';
import {Problem, sendProblem, toProblem} from './problem.ts';

type Options = {
  readonly store: HubStore;
  readonly verifier: Pick<TokenVerifier, 'verify'>;
  readonly allowedOrigins: readonly string[];
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose token it is; null until it was judged. */
    reader: VoicemailReader | null;
  }
}

const key = v.pipe(v.string(), v.maxLength(64));

const questionSchema = v.object({
  status: v.optional(v.picklist(['new', 'done', 'all'], 'new, done or all'), 'new'),
  queue: v.optional(v.nullable(key), null),
  after: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(128))), null),
});
const paramsSchema = v.object({id: v.string()});
const markSchema = v.strictObject({done: v.boolean('true or false')}, 'an object with done');

/** Messages that callers left, for the desks of agents and supervisors (docs/voicemail.md). */
export async function addVoicemailsApi(app: FastifyInstance, options: Options): Promise<void> {
  await app.register(
    async (api) => {
      api.removeContentTypeParser('text/plain');
      api.decorateRequest('reader', null);
      api.setErrorHandler((error, _request, reply) => sendProblem(reply, toProblem(error)));
      api.setNotFoundHandler((_request, reply) => sendProblem(reply, new Problem('not-found')));
      api.addHook('onRequest', async (request, reply) => {
        const headers = crossOriginHeaders(request.headers, options.allowedOrigins);
        void reply.header('cache-control', 'no-store').headers(headers);
        if ('access-control-allow-origin' in headers)
          void reply.header('access-control-allow-methods', 'GET, PUT, POST, DELETE');
        if (request.method !== 'OPTIONS') request.reader = await readerOf(options, request);
      });
      api.options('', async (_request, reply) => reply.code(204).send());
      api.options('/*', async (_request, reply) => reply.code(204).send());
      addRoutes(api, options.store);
    },
    {prefix: '/voicemails'},
  );
}

function addRoutes(api: FastifyInstance, store: HubStore): void {
  api.get('', async (request) => {
    const {queue: queueId, ...asked} = readBody(questionSchema, request.query);
    return toWire(await store.decide((work) => listVoicemails(work, asking(request), {...asked, queueId})));
  });

  api.get('/:id/audio', async (request, reply) => {
    const {id} = await changed(store, request, (work, {agentId}, {id: asked}) => noteListening(work, asked, agentId));
    const audio = recordingFile(await soundOfVoicemail({tx: store.db}, id));
    return reply.type('audio/ogg').send(audio);
  });

  api.put('/:id', async (request) => {
    const {done} = readBody(markSchema, request.body);
    return toWire(await changed(store, request, (work, {agentId}, {id}) => markVoicemail(work, id, done, agentId)));
  });

  api.post('/:id/callback', async (request) => {
    const after = await changed(store, request, async (work, reader, {id}) => {
      if (!takesCalls(reader)) throw new Problem('not-permitted', {detail: 'This needs the role agent.'});
      const outcome = await callBack(work, id, reader.agentId);
      if (outcome !== 'done') throw new Problem(outcome);
    });
    return toWire(after);
  });

  api.delete('/:id', async (request, reply) => {
    const reader = asking(request);
    if (scopeOf(reader) !== 'all') throw new Problem('not-permitted', {detail: 'This needs the role supervisor.'});
    const {id} = v.parse(paramsSchema, request.params);
    await store.decide(async (work) => {
      if ((await findVoicemail(work, reader, id)) !== null) await deleteVoicemail(work, id, reader.agentId);
    });
    return reply.code(204).send();
  });
}

/** Does something with one that who asks may see. @returns it as it is then */
async function changed(
  store: HubStore,
  request: FastifyRequest,
  change: (work: Work, reader: VoicemailReader, before: VoicemailView) => Promise<void>,
): Promise<VoicemailView> {
  const reader = asking(request);
  const {id} = v.parse(paramsSchema, request.params);
  return store.decide(async (work) => {
    const before = await findVoicemail(work, reader, id);
    if (before === null) throw new Problem('not-found');
    await change(work, reader, before);
    return (await findVoicemail(work, reader, id)) ?? before;
  });
}

function asking({reader}: FastifyRequest): VoicemailReader {
  if (reader === null) throw new TypeError('nobody comes here without a token');
  return reader;
}

const AGENT = 'select id from agent where issuer = $1 and subject = $2';

async function readerOf({store, verifier}: Options, request: FastifyRequest): Promise<VoicemailReader> {
  const identity = await personOf(verifier, request);
  const {issuer, subject, roles} = identity;
  if (!roles.includes('agent') && !roles.includes('supervisor'))
    throw new Problem('not-permitted', {detail: 'This needs the role agent or supervisor.'});
  const known = await runForOne<{id: string}>({tx: store.db}, AGENT, [issuer, subject]);
  return {agentId: known?.id ?? (await store.decide((work) => ensureAgent(work, identity))), roles};
}

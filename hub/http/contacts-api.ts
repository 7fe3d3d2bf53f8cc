import type {FastifyInstance, FastifyRequest} from 'fastify';
import * as v from 'valibot';
import {lockOwnContact, updateContact, withdrawContact} from '../contacts/digital-change.ts';
import {submitContact, wrongVariables} from '../contacts/digital-submit.ts';
import {type ApiContact, listOpenContacts, viewContact} from '../contacts/digital-view.ts';
import type {TokenVerifier} from '../identity/index.ts';
import type {HubStore} from '../store/hub-store.ts';
import {clientOf, fingerprintOf, requestKey} from './api-requests.ts';
import {changeSchema, readBody, submissionSchema} from './contacts-schema.ts';
import {API_STYLE, apiPage} from './api-page.ts';
import {openApiDocument} from './openapi.ts';
import {Problem, sendProblem, toProblem} from './problem.ts';
import {takeRequest} from './request-rate.ts';

export type ApiOptions = {
  readonly store: HubStore;
  readonly verifier: Pick<TokenVerifier, 'verifyApplication'>;
  readonly linkHosts: readonly string[];
  readonly requestsPerMinute: number;
};

declare module 'fastify' {
  interface FastifyRequest {
    /** The application that asks; empty until its token was judged. */
    client: string;
  }
}

const BODY_MAX = 64 * 1024;
const PAGE = 50;

/** What other systems talk to: contacts of theirs, brought and followed (docs/digital-contacts.md). */
export async function addContactsApi(app: FastifyInstance, options: ApiOptions): Promise<void> {
  addDescription(app);
  await app.register(
    async (api) => {
      api.removeContentTypeParser('text/plain');
      api.decorateRequest('client', '');
      api.setErrorHandler((error, _request, reply) => sendProblem(reply, toProblem(error)));
      api.setNotFoundHandler((_request, reply) => sendProblem(reply, new Problem('not-found')));
      addContactRoutes(api, options);
    },
    {prefix: '/api/contacts'},
  );
}

const PAGE_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What other systems may ask, for programs and for people; there is no secret in it. */
function addDescription(app: FastifyInstance): void {
  app.get('/api/openapi.json', async () => openApiDocument);
  // What programs read: the document as it is sent.
  const page = apiPage(JSON.parse(JSON.stringify(openApiDocument)));
  app.get('/api', async (_request, reply) => {
    void reply.headers({'content-security-policy': PAGE_POLICY, 'x-content-type-options': 'nosniff'});
    return reply.type('text/html; charset=utf-8').send(page);
  });
  app.get('/api/style.css', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').type('text/css; charset=utf-8').send(API_STYLE),
  );
}

function addContactRoutes(api: FastifyInstance, options: ApiOptions): void {
  const {store} = options;
  // Before the body is read: who may not come in need not be listened to.
  api.addHook('onRequest', async (request) => {
    request.client = await clientOf(options, request);
    const waitS = await takeRequest({tx: store.db}, request.client, options.requestsPerMinute);
    if (waitS !== null) throw new Problem('rate-limited', {}, waitS);
  });

  api.post('/', {bodyLimit: BODY_MAX}, async (request, reply) => {
    const body = readBody(submissionSchema, request.body);
    const {client} = request;
    const fingerprint = fingerprintOf(body);
    const given = {client, requestKey: requestKey(request, body.externalId), fingerprint, body};
    const submitted = await store.decide((work) => submitContact(work, {...given, linkHosts: options.linkHosts}));
    if (submitted.status === 'key-reused') throw new Problem('key-reused');
    if (submitted.status === 'closed') {
      const {opensAt} = submitted;
      throw new Problem('closed', {opensAt: opensAt === null ? null : new Date(opensAt).toISOString()});
    }
    if (submitted.status === 'invalid') throw new Problem('invalid', {errors: submitted.errors});
    const statusUrl = `/api/contacts/${submitted.contactId}`;
    const created = submitted.status === 'created';
    return reply
      .code(created ? 201 : 200)
      .header('location', statusUrl)
      .send({...(await shown(options, client, submitted.contactId)), statusUrl});
  });

  api.get('/', async (request) => {
    const {after, limit} = readQuery(request.query);
    const found = await listOpenContacts({tx: store.db}, request.client, {after, limit: limit + 1});
    const contacts = found.slice(0, limit);
    return {contacts, next: found.length > limit ? (contacts.at(-1)?.id ?? null) : null};
  });

  api.get('/:id', async (request) => shown(options, request.client, idOf(request)));

  api.post('/:id/end', {bodyLimit: BODY_MAX}, async (request) => {
    await change(options, request, withdrawContact);
    return shown(options, request.client, idOf(request));
  });

  api.patch('/:id', {bodyLimit: BODY_MAX}, async (request) => {
    const {subject, variables = {}} = readBody(changeSchema, request.body);
    await change(options, request, async (work, contact) => {
      const errors = wrongVariables(contact.variables, variables);
      if (errors.length > 0) throw new Problem('invalid', {errors});
      return updateContact(work, contact, {
        subject: subject === undefined ? contact.subject : subject,
        values: variables,
      });
    });
    return shown(options, request.client, idOf(request));
  });
}

async function change(
  {store}: ApiOptions,
  request: FastifyRequest,
  decision: (...given: Parameters<typeof withdrawContact>) => ReturnType<typeof withdrawContact>,
): Promise<void> {
  const refused = await store.decide(async (work) => {
    const contact = await lockOwnContact(work, request.client, idOf(request));
    if (contact === null) throw new Problem('not-found');
    return decision(work, contact);
  });
  if (refused !== null) throw new Problem('contact-ended');
}

async function shown({store}: ApiOptions, client: string, contactId: string): Promise<ApiContact> {
  const contact = await viewContact({tx: store.db}, client, contactId);
  if (contact === null) throw new Problem('not-found');
  return contact;
}

const querySchema = v.object({
  after: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(64, 'at most 64 characters'))), null),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^[1-9]\d?$|^100$/, 'a number from 1 to 100'), v.transform(Number)),
    String(PAGE),
  ),
});

function readQuery(query: unknown): v.InferOutput<typeof querySchema> {
  return readBody(querySchema, query);
}

const params = v.object({id: v.string()});

function idOf({params: given}: FastifyRequest): string {
  return v.parse(params, given).id;
}

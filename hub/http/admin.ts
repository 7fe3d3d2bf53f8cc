import type {FastifyInstance, FastifyRequest} from 'fastify';
import type {EmergencyCapability} from '../../src/domain/emergency-readiness.ts';
import type {TokenVerifier} from '../identity/index.ts';
import {NoSuchItem} from '../organisation/edit-organisation.ts';
import {OrganisationError} from '../organisation/organisation.ts';
import type {OrganisationKeeper} from '../organisation/organisation-keeper.ts';
import type {HubStore} from '../store/hub-store.ts';
import {addCustomerRoutes} from './admin-customers.ts';
import {addEmergencyRoutes} from './admin-emergency.ts';
import {addPromptRoutes} from './admin-prompts.ts';
import {addOrganisationRoutes} from './admin-organisation.ts';
import {addRevisionRoutes} from './admin-revisions.ts';
import {addWebhookRoutes} from './admin-webhooks.ts';
import {pointer} from './contacts-schema.ts';
import {crossOriginHeaders} from './cross-origin.ts';
import {personOf} from './person.ts';
import {Problem, sendProblem, toProblem} from './problem.ts';

export type AdminOptions = {
  readonly store: HubStore;
  readonly organisation: OrganisationKeeper;
  readonly verifier: Pick<TokenVerifier, 'verify'>;
  readonly allowedOrigins: readonly string[];
  /** Of the hub's trunk. */
  readonly emergency: EmergencyCapability;
};

declare module 'fastify' {
  interface FastifyRequest {
    /** For the audit: who asks, by subject; empty until their token was judged. */
    administrator: string;
  }
}

/** What administrators talk to: the organisation, whole and in parts, and its history (docs/organisation.md). */
export async function addAdminApi(app: FastifyInstance, options: AdminOptions): Promise<void> {
  await app.register(
    async (admin) => {
      admin.removeContentTypeParser('text/plain');
      admin.decorateRequest('administrator', '');
      admin.setErrorHandler((error, _request, reply) => sendProblem(reply, problemOf(error)));
      admin.setNotFoundHandler((_request, reply) => sendProblem(reply, new Problem('not-found')));
      // Before the body is read: who may not come in need not be listened to.
      admin.addHook('onRequest', async (request, reply) => {
        const headers = crossOriginHeaders(request.headers, options.allowedOrigins);
        void reply.header('cache-control', 'no-store').headers(headers);
        if ('access-control-allow-origin' in headers) {
          void reply.header('access-control-allow-methods', 'GET, PUT, POST, DELETE');
          void reply.header('access-control-expose-headers', 'etag');
        }
        if (request.method !== 'OPTIONS') request.administrator = await administratorOf(options, request);
      });
      admin.options('/*', async (_request, reply) => reply.code(204).send());
      addOrganisationRoutes(admin, options);
      addRevisionRoutes(admin, options);
      addWebhookRoutes(admin, options);
      addEmergencyRoutes(admin, options);
      addPromptRoutes(admin, options);
      addCustomerRoutes(admin, options);
    },
    {prefix: '/admin'},
  );
}

async function administratorOf({verifier}: AdminOptions, request: FastifyRequest): Promise<string> {
  const {subject, roles} = await personOf(verifier, request);
  if (roles.includes('admin')) return `admin:${subject}`;
  throw new Problem('not-permitted', {detail: 'This needs the role admin.'});
}

/** What is wrong with an organisation is told with the place, as everywhere in the interface. */
function problemOf(error: unknown): Problem {
  if (error instanceof NoSuchItem) return new Problem('not-found');
  if (!(error instanceof OrganisationError)) return toProblem(error);
  return new Problem('invalid', {
    detail: error.message,
    errors: error.problems.map(({path, expected}) => ({
      path: path === 'the file' ? '' : pointer(path.split('.')),
      expected,
    })),
  });
}

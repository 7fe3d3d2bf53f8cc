import {createServer, type IncomingMessage, type Server} from 'node:http';
import {once} from 'node:events';
import type {Context, Provider} from 'oidc-provider';
import {withAllScopes} from './api.ts';
import {chooserPage, chooserPolicy, expiredPage} from './chooser-page.ts';
import {GrantStore} from './grant-store.ts';
import {loadProvider} from './load-provider.ts';
import {type IntegratorClient, createIntegrator} from './integrator.ts';
import {findPerson} from './people.ts';
import {providerConfiguration} from './provider-configuration.ts';
import {loadSecrets} from './secrets.ts';

export type SignInOptions = {
  /** 0 takes a free one. */
  readonly port: number;
  /** Origins of the pages people sign in from; each has a `/redirect.html`. */
  readonly origins: readonly string[];
  /** Holds the keys and grants, so that a restart signs nobody out. */
  readonly dataDir: string;
  readonly accessTokenLifetimeS?: number;
};

export type SignIn = {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** The application that brings contacts to the hub. */
  readonly integrator: IntegratorClient;
  readonly metadata: {
    readonly issuer: string;
    readonly authorization_endpoint: string;
    readonly token_endpoint: string;
    readonly jwks_uri: string;
    readonly end_session_endpoint: string;
  };
  stop(): Promise<void>;
};

const BODY_MAX_BYTES = 1024;

/** Starts the demo's OpenID provider: a real one, except that it believes everybody. */
export async function startSignIn(options: SignInOptions): Promise<SignIn> {
  const secrets = await loadSecrets(options.dataDir);
  const store = await GrantStore.open(options.dataDir);
  const server = createServer();
  server.listen(options.port, 'localhost');
  await once(server, 'listening');
  const issuer = `http://localhost:${portOf(server)}`;
  const accessTokenLifetimeS = options.accessTokenLifetimeS ?? 3600;
  const {Provider, interactionPolicy} = await loadProvider();
  const integrator = createIntegrator();
  const configuration = providerConfiguration({
    origins: options.origins,
    accessTokenLifetimeS,
    secrets,
    store,
    interactionPolicy,
    integrator,
  });
  const provider = new Provider(issuer, configuration);
  provider.on('server_error', (_context, error) => console.error('The demo sign-in failed:', error));
  provider.use(expandScopes);
  provider.use((context, next) => serveChooser(provider, options.origins, context, next));
  server.on('request', provider.callback());
  return {
    issuer,
    jwksUrl: `${issuer}/jwks`,
    integrator,
    metadata: {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      end_session_endpoint: `${issuer}/session/end`,
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await store.flush();
    },
  };
}

async function expandScopes(context: Context, next: () => Promise<void>): Promise<void> {
  const {scope} = context.query;
  if (context.method === 'GET' && context.path === '/auth') {
    context.query = {...context.query, scope: withAllScopes(typeof scope === 'string' ? scope : '')};
  }
  await next();
}

async function serveChooser(
  provider: Provider,
  origins: readonly string[],
  context: Context,
  next: () => Promise<void>,
): Promise<void> {
  if (!context.path.startsWith('/interaction/')) return next();
  context.set('content-security-policy', chooserPolicy(origins));
  context.set('cache-control', 'no-store');
  context.set('referrer-policy', 'no-referrer');
  context.type = 'html';
  const interaction = await provider.interactionDetails(context.req, context.res).catch(() => null);
  if (interaction === null) {
    // Its cookie is gone, or the hour is over: nothing to go on with.
    context.status = 400;
    context.body = expiredPage();
    return;
  }
  const chosen = context.method === 'POST' ? findPerson(await chosenPerson(context.req)) : undefined;
  if (chosen === undefined) {
    context.status = 200;
    context.body = chooserPage(interaction.uid);
    return;
  }
  const result = {login: {accountId: chosen.subject}, select_account: {}};
  await provider.interactionFinished(context.req, context.res, result, {mergeWithLastSubmission: false});
}

async function chosenPerson(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > BODY_MAX_BYTES) return '';
  }
  return new URLSearchParams(body).get('person') ?? '';
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port');
  return address.port;
}

import type {Context, Grant, interactionPolicy} from 'oidc-provider';
import {CLIENT_ID, RESOURCE_NAMES, resourcesFor, scopesOf} from './api.ts';
import type {GrantStore} from './grant-store.ts';
import {type IntegratorClient, integratorRegistration} from './integrator.ts';
import {findPerson} from './people.ts';
import type {Secrets} from './secrets.ts';

export type ProviderOptions = {
  readonly origins: readonly string[];
  readonly accessTokenLifetimeS: number;
  readonly secrets: Secrets;
  readonly store: GrantStore;
  readonly interactionPolicy: typeof interactionPolicy;
  readonly integrator: IntegratorClient;
};

/** `kind` says whether it is a person's or an application's own. */
type IssuedToken = {readonly kind: string; readonly accountId?: string};

const HOUR_S = 3600;
const FORTNIGHT_S = 14 * 24 * HOUR_S;

/** Makes `oidc-provider` behave as MSAL expects of Entra ID. Each departure from its defaults has cost somebody a day. */
export function providerConfiguration(options: ProviderOptions): Readonly<Record<string, unknown>> {
  const redirectUris = options.origins.map((origin) => `${origin}/redirect.html`);
  const ttl = {AuthorizationCode: 60, IdToken: HOUR_S, Interaction: HOUR_S, Session: FORTNIGHT_S, Grant: FORTNIGHT_S};
  return {
    adapter: options.store.adapterFor,
    clients: [
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: 'none',
        application_type: 'web',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: redirectUris,
        post_logout_redirect_uris: redirectUris,
      },
      integratorRegistration(options.integrator),
    ],
    jwks: {keys: [options.secrets.signingKey]},
    cookies: {
      keys: [options.secrets.cookieKey],
      names: {session: 'cordboard_demo_session', interaction: 'cordboard_demo_choice', resume: 'cordboard_demo_resume'},
    },
    ttl: {
      ...ttl,
      RefreshToken: FORTNIGHT_S,
      AccessToken: options.accessTokenLifetimeS,
      ClientCredentials: options.accessTokenLifetimeS,
    },
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    claims: {openid: ['sub', 'oid', 'tid'], profile: ['name', 'preferred_username'], email: ['email']},
    // MSAL reads the person's name from the identity token, and never asks the userinfo endpoint.
    conformIdTokenClaims: false,
    clientBasedCORS: (_context: Context, origin: string) => options.origins.includes(origin),
    pkce: {required: () => true},
    // Two tabs that refresh at once would otherwise lose the whole grant.
    rotateRefreshToken: false,
    issueRefreshToken: async () => true,
    // Several people share the demo's one browser: the next one's sign-in must not end this one's.
    expiresWithSession: async () => false,
    interactions: {
      url: (_context: Context, interaction: {readonly uid: string}) => `/interaction/${interaction.uid}`,
      policy: promptPolicy(options.interactionPolicy),
    },
    features: {
      devInteractions: {enabled: false},
      rpInitiatedLogout: {enabled: true},
      clientCredentials: {enabled: true},
      resourceIndicators: resourceIndicators(options.accessTokenLifetimeS),
    },
    loadExistingGrant,
    findAccount: (_context: Context, subject: string) => findAccount(subject),
    extraTokenClaims: (_context: Context, token: IssuedToken) =>
      token.kind === 'ClientCredentials' ? {roles: ['integrator']} : accessTokenClaims(token.accountId),
  };
}

/** MSAL asks with `select_account`, which is not among the provider's own prompts. */
function promptPolicy(kit: typeof interactionPolicy): unknown {
  const policy = kit.base();
  policy.add(new kit.Prompt({name: 'select_account', requestable: true}), 0);
  return policy;
}

function resourceIndicators(accessTokenTTL: number): Readonly<Record<string, unknown>> {
  return {
    enabled: true,
    // At the token endpoint the scope stands only in the body: the provider takes it out of a code's parameters.
    defaultResource: (context: Context, _client: unknown, oneOf?: readonly string[]) => {
      const asked = resourcesFor(
        (oneOf === undefined ? undefined : context.oidc.body?.scope) ?? context.oidc.params?.scope ?? '',
      );
      if (oneOf !== undefined) return oneOf.find((resource) => asked.includes(resource)) ?? oneOf[0];
      return asked.length > 0 ? asked : undefined;
    },
    useGrantedResource: () => true,
    getResourceServerInfo: (_context: Context, resource: string) => ({
      scope: scopesOf(resource).join(' '),
      audience: resource,
      accessTokenTTL,
      accessTokenFormat: 'jwt',
      jwt: {sign: {alg: 'RS256'}},
    }),
  };
}

/** The company has agreed for its people (admin consent), so nobody is asked. A grant that is gone is made anew. */
async function loadExistingGrant(context: Context): Promise<Grant | undefined> {
  const {client, session, provider} = context.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const id = session.grantIdFor(client.clientId);
  const grant =
    (id === undefined ? undefined : await provider.Grant.find(id)) ??
    new provider.Grant({clientId: client.clientId, accountId: session.accountId});
  grant.addOIDCScope('openid profile email offline_access');
  for (const resource of RESOURCE_NAMES) grant.addResourceScope(resource, scopesOf(resource).join(' '));
  await grant.save();
  return grant;
}

function findAccount(subject: string): unknown {
  const person = findPerson(subject);
  if (person === undefined) return undefined;
  const {name, email} = person;
  const claims = {sub: subject, oid: subject, tid: 'cordboard-demo', name, preferred_username: email, email};
  return {accountId: subject, claims: () => claims};
}

function accessTokenClaims(subject: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const person = subject === undefined ? undefined : findPerson(subject);
  if (person === undefined) return undefined;
  return {name: person.name, ...(person.roles.length > 0 ? {roles: person.roles} : {})};
}

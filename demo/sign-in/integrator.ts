import {randomBytes} from 'node:crypto';

/** An application that signs in as itself, as an integrator's server does. */
export type IntegratorClient = {readonly clientId: string; readonly clientSecret: string};

/** The demo's other system. Its secret is as old as this process, which is all that needs it. */
export function createIntegrator(): IntegratorClient {
  return {clientId: 'cordboard-demo-messages', clientSecret: randomBytes(32).toString('base64url')};
}

/** The registration of the application: it has no person, no redirect and no refresh token. */
export function integratorRegistration({clientId, clientSecret}: IntegratorClient): Readonly<Record<string, unknown>> {
  return {
    client_id: clientId,
    client_secret: clientSecret,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  };
}

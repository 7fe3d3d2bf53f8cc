import type {Configuration} from '@azure/msal-browser';
import {SdkError} from '../../api/errors.ts';

/** The part of a provider's `/.well-known/openid-configuration` that signing in needs. */
export type OpenIdMetadata = {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
  readonly end_session_endpoint?: string;
};

export type MsalTokenSourceOptions = {
  /** `https://login.microsoftonline.com/<tenant id>`, or another OpenID provider's issuer. */
  readonly authority: string;
  readonly clientId: string;
  /** The hub's scope, `api://cordboard/Desk.Access`. */
  readonly scope: string;
  /** A page of this origin that calls `completeSignIn` of `cordboard/redirect`. */
  readonly redirectUri: string;
  /** Needed only for a provider on http://localhost, for trying out; fetched from it when missing. */
  readonly metadata?: OpenIdMetadata;
};

const ENTRA_HOSTS = ['.microsoftonline.com', '.microsoftonline.us', '.microsoftonline.cn', '.ciamlogin.com'];
/** A person reads, types a password and takes out a telephone; MSAL's own minute is too short for that. */
const SIGN_IN_DEADLINE_MS = 300_000;
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** MSAL's configuration for these options. */
export async function msalConfiguration(options: MsalTokenSourceOptions): Promise<Configuration> {
  const authority = readAuthority(options.authority);
  const redirectUri = new URL(options.redirectUri, document.baseURI).href;
  const auth = {
    clientId: options.clientId,
    authority: options.authority,
    redirectUri,
    postLogoutRedirectUri: redirectUri,
  };
  const deadline = {popupBridgeTimeout: SIGN_IN_DEADLINE_MS};
  const cache = {cacheLocation: 'sessionStorage'};
  if (ENTRA_HOSTS.some((host) => authority.hostname.endsWith(host))) return {auth, cache, system: deadline};
  const openId = {
    ...auth,
    // With the port: MSAL compares the whole host.
    knownAuthorities: [authority.host],
    // Without offline_access, which strict providers take out of the grant and then miss at the first refresh.
    OIDCOptions: {responseMode: 'fragment' as const, defaultScopes: ['openid', 'profile']},
  };
  const system = {...deadline, protocolMode: 'OIDC' as const};
  if (authority.protocol === 'https:') return {auth: openId, cache, system};
  // MSAL refuses http authorities; with the metadata given it never visits the https address, which is then a mere name.
  const metadata = options.metadata ?? (await fetchMetadata(options.authority));
  const label = {authority: `https://${authority.host}`, authorityMetadata: JSON.stringify(metadata)};
  return {auth: {...openId, ...label}, cache, system};
}

function readAuthority(authority: string): URL {
  const url = URL.canParse(authority) ? new URL(authority) : null;
  if (url?.protocol === 'https:') return url;
  if (url?.protocol === 'http:' && LOOPBACK_HOSTS.includes(url.hostname)) return url;
  throw new SdkError('invalid-configuration', 'The authority must be an https address (http only on localhost).');
}

/** Handed to MSAL as it is: MSAL checks what it needs. */
async function fetchMetadata(authority: string): Promise<unknown> {
  const response = await fetch(`${authority.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!response.ok) throw new SdkError('sign-in-failed', 'The sign-in service does not answer: try again in a moment.');
  return response.json();
}

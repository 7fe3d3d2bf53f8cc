import type {MsalTokenSource} from '../../services/identity/msal-token-source.ts';
import type {TokenSource} from '../../services/identity/token-source.ts';
import {warnOnce} from '../base/warn-once.ts';

/** How the agent signs in, as the attributes of the element say. */
export type IdentitySettings = {
  readonly identity: string;
  readonly authority: string;
  readonly clientId: string;
  readonly scope: string;
  readonly redirectUri: string;
  readonly allowedOrigins: string;
  readonly graphScope: string;
};

export type GraphTokens = Pick<TokenSource, 'getToken'>;

/** Where tokens come from: for the hub, and for Microsoft Graph if that is to be asked. */
export type Identity = {readonly tokens: TokenSource; readonly graph: GraphTokens | null};

/**
 * The token sources that the settings describe; null when they describe none. The code of a way to sign in is loaded
 * only when it is used.
 */
export async function identityFor(settings: IdentitySettings): Promise<Identity | null> {
  switch (settings.identity) {
    case 'msal':
      return msalIdentity(settings);
    case 'frame':
      return frameIdentity(settings);
    case '':
      return settings.authority === '' && settings.clientId === '' ? null : msalIdentity(settings);
    default:
      warnOnce(
        `cordboard-session identity="${settings.identity}" is not known. Use "msal" or "frame", or set its tokens property.`,
      );
      return null;
  }
}

async function msalIdentity(settings: IdentitySettings): Promise<Identity | null> {
  const tokens = await msalSource(settings);
  const scopes = wordsOf(settings.graphScope);
  return tokens && {tokens, graph: scopes.length === 0 ? null : tokens.tokensFor(scopes)};
}

async function msalSource({
  authority,
  clientId,
  scope,
  redirectUri,
}: IdentitySettings): Promise<MsalTokenSource | null> {
  if (authority === '' || clientId === '' || scope === '' || redirectUri === '') {
    warnOnce('cordboard-session needs authority, client-id, scope and redirect-uri to sign agents in.');
    return null;
  }
  const {createMsalTokenSource} = await import('../../services/identity/msal-token-source.ts');
  return createMsalTokenSource({authority, clientId, scope, redirectUri});
}

async function frameIdentity({allowedOrigins}: IdentitySettings): Promise<Identity | null> {
  const origins = wordsOf(allowedOrigins);
  if (origins.length === 0) {
    warnOnce('cordboard-session identity="frame" needs allowed-origins: the pages that may hand tokens in.');
    return null;
  }
  const {createFrameTokenSource} = await import('../../services/identity/frame-token-source.ts');
  return {tokens: createFrameTokenSource({allowedOrigins: origins}), graph: null};
}

function wordsOf(list: string): readonly string[] {
  return list.split(/\s+/).filter((each) => each !== '');
}

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
};

/**
 * The token source that the settings describe; null when they describe none. The code of a way to sign in is loaded
 * only when it is used.
 */
export async function tokenSourceFor(settings: IdentitySettings): Promise<TokenSource | null> {
  switch (settings.identity) {
    case 'msal':
      return msalSource(settings);
    case 'frame':
      return frameSource(settings);
    case '':
      return settings.authority === '' && settings.clientId === '' ? null : msalSource(settings);
    default:
      warnOnce(
        `cordboard-session identity="${settings.identity}" is not known. Use "msal" or "frame", or set its tokens property.`,
      );
      return null;
  }
}

async function msalSource({authority, clientId, scope, redirectUri}: IdentitySettings): Promise<TokenSource | null> {
  if (authority === '' || clientId === '' || scope === '' || redirectUri === '') {
    warnOnce('cordboard-session needs authority, client-id, scope and redirect-uri to sign agents in.');
    return null;
  }
  const {createMsalTokenSource} = await import('../../services/identity/msal-token-source.ts');
  return createMsalTokenSource({authority, clientId, scope, redirectUri});
}

async function frameSource({allowedOrigins}: IdentitySettings): Promise<TokenSource | null> {
  const origins = allowedOrigins.split(/\s+/).filter((each) => each !== '');
  if (origins.length === 0) {
    warnOnce('cordboard-session identity="frame" needs allowed-origins: the pages that may hand tokens in.');
    return null;
  }
  const {createFrameTokenSource} = await import('../../services/identity/frame-token-source.ts');
  return createFrameTokenSource({allowedOrigins: origins});
}

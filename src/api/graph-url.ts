import {SdkError} from './errors.ts';

export const GRAPH_URL = 'https://graph.microsoft.com';

/**
 * Where Microsoft Graph is, without a slash at its end. Whoever is there gets a person's token: https only, or this machine.
 * @throws {SdkError} `invalid-configuration`
 */
export function readGraphUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  const local = url !== null && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url?.protocol === 'https:' || (local && url.protocol === 'http:')) return given.replace(/\/+$/, '');
  throw new SdkError('invalid-configuration', 'The address of Microsoft Graph must be https (http only on localhost).');
}

import {AuthenticationError} from './authentication-error.ts';

/**
 * Where a browser puts its token: the `Authorization` header, or `access_token` in the query of a WebSocket or
 * event stream, which cannot have headers. The header wins. The hub must keep such a query out of its logs.
 */
export function bearerToken(authorization: string | undefined, query?: URLSearchParams): string {
  const match = authorization === undefined ? null : /^Bearer +([^\s]+)$/i.exec(authorization.trim());
  const token = match?.[1] ?? query?.get('access_token') ?? '';
  if (token === '') throw new AuthenticationError('token-missing', 'No access token was sent: sign in first.');
  return token;
}

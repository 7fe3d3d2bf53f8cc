import type {IncomingMessage} from 'node:http';
import {settlesWithin} from './deadline.ts';
import {ForbiddenError, UnauthorizedError, describeError} from './errors.ts';
import type {HubDefinition, Identity} from './hub-definition.ts';
import {queryValue, withoutAccessToken} from './query.ts';
import type {RequestTarget} from './query.ts';
import {textReply} from './replies.ts';
import type {Reply} from './replies.ts';
import type {ResolvedOptions} from './server-options.ts';

/** Who sent a request, or the refusal to answer it with. */
export type Authentication<U> = {readonly identity: Identity<U>} | {readonly refusal: Reply};

/** Asks the hub who sent the request; never rejects. */
export async function authenticate<U>(
  definition: HubDefinition<U>,
  request: IncomingMessage,
  target: RequestTarget,
  options: Pick<ResolvedOptions, 'handshakeTimeoutMs' | 'logger'>,
): Promise<Authentication<U>> {
  const accessToken = bearerToken(request.headers.authorization) ?? queryValue(target.query, 'access_token');
  try {
    const asked = Promise.resolve(
      definition.authenticate({headers: request.headers, url: withoutAccessToken(target), accessToken}),
    );
    if (!(await settlesWithin(asked, options.handshakeTimeoutMs))) {
      options.logger.error({}, 'Authentication took too long');
      return {refusal: textReply(503)};
    }
    const identity = await asked;
    const expired = identity.expiresAt !== null && identity.expiresAt <= Date.now();
    return expired ? unauthorized() : {identity};
  } catch (error) {
    if (error instanceof UnauthorizedError) return unauthorized();
    if (error instanceof ForbiddenError) return {refusal: textReply(403)};
    options.logger.error(describeError(error), 'Authentication failed unexpectedly');
    return {refusal: textReply(500)};
  }
}

/** The token of an `Authorization: Bearer` header (RFC 6750 section 2.1). */
function bearerToken(authorization: string | undefined): string | null {
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
  return token ?? null;
}

function unauthorized(): {refusal: Reply} {
  return {refusal: textReply(401, '', {'www-authenticate': 'Bearer'})};
}

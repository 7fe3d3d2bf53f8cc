import {createHash} from 'node:crypto';
import type {FastifyRequest} from 'fastify';
import {AuthenticationError, type TokenVerifier, bearerToken} from '../identity/index.ts';
import {Problem} from './problem.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;
const RETRY_S = 5;

/** Who asks: an application with the role integrator. */
export async function clientOf(
  {verifier}: {readonly verifier: Pick<TokenVerifier, 'verifyApplication'>},
  request: FastifyRequest,
): Promise<string> {
  try {
    const {issuer, subject} = await verifier.verifyApplication(bearerToken(request.headers.authorization));
    return `${issuer} ${subject}`;
  } catch (error) {
    if (!(error instanceof AuthenticationError)) throw error;
    if (error.code === 'keys-unavailable') throw new Problem('unavailable', {}, RETRY_S);
    const code = error.code === 'scope-missing' ? 'role-missing' : error.code;
    throw new Problem(code, {detail: error.message});
  }
}

/** The two cannot be taken for one another: an identifier of one kind is no key of the other. */
export function requestKey({headers}: FastifyRequest, externalId: string | undefined): string {
  const key = headers['idempotency-key'];
  if (typeof key === 'string' && KEY.test(key)) return `key:${key}`;
  if (key === undefined && externalId !== undefined) return `id:${externalId}`;
  const detail =
    'Send the header Idempotency-Key (1 to 255 visible ASCII characters), or, for a contact, an externalId.';
  throw new Problem('key-missing', {detail});
}

/** Says whether a request that comes again is the same. */
export function fingerprintOf(body: unknown): string {
  return createHash('sha256').update(canonical(body)).digest('hex');
}

/** The same object in whatever order its fields were written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : field,
  );
}

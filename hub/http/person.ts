import type {FastifyRequest} from 'fastify';
import {AuthenticationError, type Identity, type TokenVerifier, bearerToken} from '../identity/index.ts';
import {Problem} from './problem.ts';

const RETRY_S = 5;

/** Who asks, by their access token. @throws {Problem} when it is none that is taken, or cannot be judged just now */
export async function personOf(verifier: Pick<TokenVerifier, 'verify'>, request: FastifyRequest): Promise<Identity> {
  try {
    return await verifier.verify(bearerToken(request.headers.authorization));
  } catch (error) {
    if (!(error instanceof AuthenticationError)) throw error;
    if (error.code === 'keys-unavailable') throw new Problem('unavailable', {}, RETRY_S);
    const forbidden = error.code === 'scope-missing' || error.code === 'role-missing';
    throw new Problem(forbidden ? 'not-permitted' : error.code, {detail: error.message});
  }
}

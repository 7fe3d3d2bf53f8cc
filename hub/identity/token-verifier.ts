import {errors, jwtVerify, type JWTPayload} from 'jose';
import {type Application, isApplication, toApplication} from './application.ts';
import {AuthenticationError} from './authentication-error.ts';
import {isRole, type Identity} from './identity.ts';
import {KeySet, type KeySetOptions} from './key-set.ts';

/** Entra's tokens with many groups reach a few kilobytes; more is no token, and need not be parsed. */
const TOKEN_LENGTH_MAX = 16_384;
const MS_PER_S = 1000;

export type TokenVerifierOptions = KeySetOptions & {
  /** Exactly as the tokens say it: for Entra ID `https://login.microsoftonline.com/<tenant id>/v2.0`. */
  readonly issuer: string;
  readonly audience: string;
  /** In full (`api://cordboard/Desk.Access`) or short (`Desk.Access`); Entra ID issues the short form. */
  readonly scope: string;
  readonly algorithms?: readonly 'RS256'[];
  /**
   * Accepted `typ` headers. RFC 9068 says `at+jwt`; Entra ID issues access tokens as `JWT`, so both are taken unless
   * this says otherwise. What keeps identity tokens out does not rest on it (see `refuseIdentityToken`).
   */
  readonly tokenTypes?: readonly string[];
  readonly roleClaim?: string;
  readonly clockToleranceMs?: number;
};

export type TokenVerifier = {
  /** @throws {AuthenticationError} for everybody who may not come in */
  verify(token: string): Promise<Identity>;
  /**
   * [DC-8] Judges the token of somebody who works at a desk: no program does, whatever roles it was given.
   * @throws {AuthenticationError} likewise
   */
  verifyPerson(token: string): Promise<Identity>;
  /**
   * Judges the token of a program, not of a person.
   * @throws {AuthenticationError} likewise
   */
  verifyApplication(token: string): Promise<Application>;
};

/**
 * Judges access tokens: signature, algorithm, kind, issuer, audience, time, scope, role.
 *
 * @example
 * const verifier = createTokenVerifier({issuer, audience: 'api://cordboard', scope: 'api://cordboard/Desk.Access', jwksUrl});
 * const identity = await verifier.verify(token);
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const keys = new KeySet(options);
  const tokenTypes = (options.tokenTypes ?? ['at+jwt', 'JWT']).map(mediaType);
  const now = options.now ?? Date.now;

  async function judge(token: string): Promise<JWTPayload> {
    if (token === '') throw new AuthenticationError('token-missing', 'No access token was sent: sign in first.');
    if (token.length > TOKEN_LENGTH_MAX) throw invalid('The access token is longer than any real one: sign in again.');
    const verified = await jwtVerify(token, keys.find, {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: [...(options.algorithms ?? ['RS256'])],
      clockTolerance: (options.clockToleranceMs ?? 0) / MS_PER_S,
      currentDate: new Date(now()),
      requiredClaims: ['sub', 'exp'],
    }).catch((error: unknown) => {
      throw explain(error);
    });
    const type = verified.protectedHeader.typ;
    if (type === undefined || !tokenTypes.includes(mediaType(type))) {
      throw invalid('The token is not an access token: send the one issued for the hub, not the identity token.');
    }
    refuseIdentityToken(verified.payload);
    return verified.payload;
  }

  return {
    verify: async (token) => toIdentity(await judge(token), options),
    async verifyPerson(token) {
      const payload = await judge(token);
      if (isApplication(payload)) throw new AuthenticationError('role-missing', NOT_A_PERSON);
      return toIdentity(payload, options);
    },
    verifyApplication: async (token) => toApplication(await judge(token), options.roleClaim ?? 'roles'),
  };
}

/** `typ` is a media type: case does not matter, and `application/` may be left out (RFC 7515 §4.1.9). */
function mediaType(type: string): string {
  return type.toLowerCase().replace(/^application\//, '');
}

/**
 * An identity token speaks to the client and must open no door here, even where one app registration serves client and
 * API and so both tokens have the same audience and type. These claims exist only in identity tokens (OpenID Connect
 * Core §2, §3.3.2.11); the scope that is asked for next does not exist in them.
 */
function refuseIdentityToken(payload: JWTPayload): void {
  if ('nonce' in payload || 'at_hash' in payload || 'c_hash' in payload) {
    throw invalid('The token is an identity token: send the access token issued for the hub.');
  }
}

function requireScope(payload: JWTPayload, scope: string): void {
  const granted = [payload['scp'], payload['scope']].flatMap(words);
  const short = scope.slice(scope.lastIndexOf('/') + 1);
  if (granted.includes(scope) || granted.includes(short)) return;
  throw new AuthenticationError(
    'scope-missing',
    'The access token lacks the scope of the hub: let the desk ask for the scope set in CORDBOARD_SCOPE.',
  );
}

function words(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.filter((word) => typeof word === 'string');
  return typeof claim === 'string' ? claim.split(' ') : [];
}

const NOT_A_PERSON = 'This is the token of an application: a desk is for people, who sign in themselves.';

function toIdentity(payload: JWTPayload, options: TokenVerifierOptions): Identity {
  requireScope(payload, options.scope);
  const claimed = payload[options.roleClaim ?? 'roles'];
  const roles = (Array.isArray(claimed) ? claimed : [claimed]).filter(isRole);
  if (roles.length === 0) {
    throw new AuthenticationError(
      'role-missing',
      'This account has no role at the contact centre: ask your administrator for agent, supervisor or admin.',
    );
  }
  const {iss, sub, exp} = payload;
  if (iss === undefined || sub === undefined || sub === '' || exp === undefined)
    throw invalid('The access token is incomplete.');
  return {
    issuer: iss,
    subject: sub,
    name: nameOf(payload) ?? sub,
    userNames: userNamesOf(payload),
    roles: [...new Set(roles)],
    expiresAt: exp * MS_PER_S,
  };
}

function userNamesOf(payload: JWTPayload): string[] {
  const address = payload['email_verified'] === false ? undefined : payload['email'];
  const names = [payload['preferred_username'], payload['upn'], address].filter((name) => typeof name === 'string');
  return [...new Set(names.map((name) => name.trim().toLowerCase()))].filter((name) => name !== '');
}

function nameOf(payload: JWTPayload): string | undefined {
  return [payload['name'], payload['preferred_username']]
    .filter((name) => typeof name === 'string')
    .find((name) => name.trim() !== '');
}

function invalid(message: string): AuthenticationError {
  return new AuthenticationError('token-invalid', message);
}

/** The library's errors carry the whole payload, so they are told apart here and never passed on as a cause. */
function explain(error: unknown): AuthenticationError {
  if (error instanceof AuthenticationError) return error;
  if (error instanceof errors.JWTExpired) {
    return new AuthenticationError('token-expired', 'The access token has expired: renew it and try again.');
  }
  if (error instanceof errors.JWTClaimValidationFailed) return invalid(claimAdvice(error.claim));
  if (error instanceof errors.JOSEAlgNotAllowed)
    return invalid('The access token is not signed the way the hub demands (RS256).');
  if (error instanceof errors.JWKSNoMatchingKey) {
    return invalid('The access token is signed with a key the sign-in service does not publish: sign in again.');
  }
  return invalid('The access token cannot be verified: sign in again.');
}

function claimAdvice(claim: string): string {
  switch (claim) {
    case 'iss':
      return 'The access token comes from another sign-in service: compare its issuer with CORDBOARD_ISSUER.';
    case 'aud':
      return 'The access token is meant for another API: compare its audience with CORDBOARD_AUDIENCE.';
    case 'nbf':
      return 'The access token is not valid yet: check the clocks of the hub and of the sign-in service.';
    default:
      return 'The access token lacks something the hub needs: sign in again.';
  }
}

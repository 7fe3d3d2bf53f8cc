import type {JWTPayload} from 'jose';
import {AuthenticationError} from './authentication-error.ts';

/** What an application may be at the hub: one that brings contacts from another system. */
export const APPLICATION_ROLE = 'integrator';

/** A program that signed in as itself (client credentials). Issuer and subject together are one application for ever. */
export type Application = {
  readonly issuer: string;
  readonly subject: string;
};

/**
 * The application a token was issued to. Its scope is not asked: what an application may do is its role (Entra ID gives
 * application tokens no scope).
 * @throws {AuthenticationError} for a person's token, and for an application without the role
 */
export function toApplication(payload: JWTPayload, roleClaim: string): Application {
  const {iss, sub} = payload;
  if (iss === undefined || sub === undefined || sub === '' || !isApplication(payload)) {
    throw new AuthenticationError(
      'role-missing',
      'This is the token of a person: get one for the application itself, with the client credentials grant.',
    );
  }
  const claimed = payload[roleClaim];
  if (![claimed].flat().includes(APPLICATION_ROLE)) {
    throw new AuthenticationError(
      'role-missing',
      `This application has no role at the contact centre: ask your administrator for ${APPLICATION_ROLE}.`,
    );
  }
  return {issuer: iss, subject: sub};
}

/**
 * Issued to the application itself: its subject is the client (RFC 9068 §2.2), or Entra ID says so (`idtyp`; or `oid` is
 * the subject, which for a person it never is, and there is no `scp`, which a person's token always has).
 */
export function isApplication(payload: JWTPayload): boolean {
  if ('scp' in payload) return false;
  const {sub} = payload;
  return payload['idtyp'] === 'app' || [payload['client_id'], payload['azp'], payload['oid']].includes(sub);
}

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {toApplication} from '../../../hub/identity/application.ts';
import {AuthenticationError} from '../../../hub/identity/index.ts';

const ISSUER = 'https://login.example/v2.0';
const roles = ['integrator'];

/** What sign-in services put into the tokens of applications, by their own documents, and what they do not. */
const APPLICATIONS = {
  'RFC 9068, client credentials': {sub: 'shop', client_id: 'shop', scope: 'api://cordboard/Desk.Access', roles},
  'Entra ID version 2': {sub: 'f1e2', oid: 'f1e2', azp: '9a8b', roles},
  'Entra ID with the optional claim': {sub: 'f1e2', oid: 'f1e2', azp: '9a8b', idtyp: 'app', roles},
  'a provider with one role as a word': {sub: 'shop', azp: 'shop', roles: 'integrator'},
};

const OTHERS = {
  'a person at Entra ID': {sub: 'pairwise', oid: 'f1e2', azp: '9a8b', scp: 'Desk.Access', roles},
  'a person whose token names them twice': {sub: 'f1e2', oid: 'f1e2', azp: '9a8b', scp: 'Desk.Access', roles},
  'a person elsewhere': {sub: 'anna', client_id: 'shop', scope: 'api://cordboard/Desk.Access', roles},
  nobody: {sub: '', client_id: '', roles},
  'an application without the role': {sub: 'shop', client_id: 'shop', roles: ['agent']},
  'an application without roles': {sub: 'shop', client_id: 'shop'},
  'an application with a role that only looks like it': {sub: 'shop', client_id: 'shop', roles: ['integrators']},
};

describe('whose token it is', () => {
  for (const [who, claims] of Object.entries(APPLICATIONS)) {
    it(`[DG-3] an application’s: ${who}`, () => {
      assert.deepEqual(toApplication({iss: ISSUER, ...claims}, 'roles'), {issuer: ISSUER, subject: claims.sub});
    });
  }

  for (const [who, claims] of Object.entries(OTHERS)) {
    it(`[DG-3] not good: ${who}`, () => {
      assert.throws(
        () => toApplication({iss: ISSUER, ...claims}, 'roles'),
        (error) => error instanceof AuthenticationError && error.code === 'role-missing',
      );
    });
  }
});

import assert from 'node:assert/strict';
import {generateKeyPairSync, type KeyObject} from 'node:crypto';
import {it} from 'node:test';
import {SignJWT, UnsecuredJWT, type JWTPayload} from 'jose';
import {
  AuthenticationError,
  bearerToken,
  createTokenVerifier,
  type TokenVerifierOptions,
} from '../../../hub/identity/index.ts';

const ISSUER = 'https://sign-in.example/v2.0';
const AUDIENCE = 'api://cordboard';
const SCOPE = 'api://cordboard/Desk.Access';
const NOW = Date.UTC(2026, 10, 20, 12);
const NOW_S = NOW / 1000;
const SUBJECT = 'subject-4711';
const NAME = 'Ada Nkemelu';

const {publicKey, privateKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
const stranger = generateKeyPairSync('rsa', {modulusLength: 2048});
const claims: JWTPayload = {sub: SUBJECT, name: NAME, scope: SCOPE, roles: ['agent']};

it('[ID-1] a good access token tells who is calling', async () => {
  const identity = await verifier().verify(await sign({...claims, roles: ['supervisor', 'agent', 'janitor']}));
  assert.deepEqual(identity, {
    issuer: ISSUER,
    subject: SUBJECT,
    name: NAME,
    userNames: [],
    roles: ['supervisor', 'agent'],
    expiresAt: NOW + 60_000,
  });
});

it('[OR-40] what a person signs in as is known in lower case, each once; an address that nobody verified is not', async () => {
  const names = async (more: JWTPayload) => (await verifier().verify(await sign({...claims, ...more}))).userNames;
  const both = {preferred_username: 'Ada@Example.com', email: 'ada@example.com'};
  assert.deepEqual(await names(both), ['ada@example.com']);
  assert.deepEqual(await names({upn: 'ada@corp.example', email: ' Ada.N@example.com '}), [
    'ada@corp.example',
    'ada.n@example.com',
  ]);
  assert.deepEqual(await names({email: 'ada@example.com', email_verified: false}), []);
  assert.deepEqual(await names({preferred_username: ['ada'], email: ''}), []);
});

it('[ID-2] the forms Entra ID uses are understood: type JWT, scp, the short scope', async () => {
  const {scope: _scope, name: _name, ...rest} = claims;
  const token = await sign(
    {...rest, scp: 'Other.Read Desk.Access', preferred_username: 'ada@example.com'},
    {typ: 'JWT'},
  );
  assert.equal((await verifier().verify(token)).name, 'ada@example.com');
});

for (const [what, code, make] of refusedTokens()) {
  it(`[ID-3] refused with ${code}: ${what}`, async () => {
    const token = await make();
    await assert.rejects(verifier().verify(token), (error) => {
      assert.ok(error instanceof AuthenticationError);
      assert.equal(error.code, code);
      assertKeepsSecrets(error, token);
      return true;
    });
  });
}

it('[ID-4] a hub that insists on RFC 9068 refuses type JWT', async () => {
  const strict = verifier({tokenTypes: ['at+jwt']});
  await assertRefused(strict.verify(await sign(claims, {typ: 'JWT'})), 'token-invalid');
  await strict.verify(await sign(claims, {typ: 'application/AT+JWT'}));
});

it('[ID-5] the clock tolerance lengthens the life of a token, but not what the hub is told of it', async () => {
  const token = await sign(claims, {expiresAt: NOW_S - 5});
  await assertRefused(verifier().verify(token), 'token-expired');
  assert.equal((await verifier({clockToleranceMs: 10_000}).verify(token)).expiresAt, NOW - 5000);
});

it('[ID-6] keys are fetched once, and again for a key id not seen before, but not for every invented one', async () => {
  const service = keyService();
  const judge = verifier({fetch: service.fetch, now: () => NOW + service.elapsedMs});
  const token = await sign(claims);
  await Promise.all([judge.verify(token), judge.verify(token)]);
  await judge.verify(token);
  assert.equal(service.fetched, 1);
  service.elapsedMs = 31_000;
  await assertRefused(judge.verify(await sign(claims, {kid: 'k2'})), 'token-invalid');
  await assertRefused(judge.verify(await sign(claims, {kid: 'k3'})), 'token-invalid');
  assert.equal(service.fetched, 2);
  service.kid = 'k2';
  service.elapsedMs = 62_000;
  await assertRefused(judge.verify(await sign(claims, {kid: 'k2', expiresAt: NOW_S + 61})), 'token-expired');
  assert.equal(service.fetched, 3);
});

it('[ID-7] a sign-in service that is down is said plainly, not hammered, and does not end what worked', async () => {
  const service = keyService();
  service.down = true;
  const judge = verifier({fetch: service.fetch, now: () => NOW + service.elapsedMs});
  const token = await sign(claims, {expiresAt: NOW_S + 3600});
  await assertRefused(judge.verify(token), 'keys-unavailable');
  await assertRefused(judge.verify(token), 'keys-unavailable');
  assert.equal(service.fetched, 1);
  service.down = false;
  service.elapsedMs = 6_000;
  await judge.verify(token);
  service.down = true;
  service.elapsedMs = 20 * 60_000;
  await judge.verify(token);
  assert.equal(service.fetched, 3);
});

it('[ID-8] a token is taken from the header or, where there can be none, from the query', () => {
  assert.equal(bearerToken('Bearer abc'), 'abc');
  assert.equal(bearerToken('bearer abc', new URLSearchParams('access_token=def')), 'abc');
  assert.equal(bearerToken(undefined, new URLSearchParams('access_token=def')), 'def');
  for (const header of [undefined, '', 'Bearer', 'Basic abc', 'Bearer a b']) {
    assert.throws(
      () => bearerToken(header),
      (error) => error instanceof AuthenticationError && error.code === 'token-missing',
    );
  }
});

type Refused = readonly [what: string, code: AuthenticationError['code'], make: () => Promise<string> | string];

function refusedTokens(): readonly Refused[] {
  const {scope: _scope, ...withoutScope} = claims;
  const {roles: _roles, ...withoutRoles} = claims;
  const {sub: _sub, ...withoutSubject} = claims;
  return [
    ['nothing', 'token-missing', () => ''],
    ['no token at all', 'token-invalid', () => 'abracadabra'],
    ['too long for a token', 'token-invalid', () => 'a'.repeat(20_000)],
    ['expired', 'token-expired', () => sign(claims, {expiresAt: NOW_S - 1})],
    ['not valid yet', 'token-invalid', () => sign({...claims, nbf: NOW_S + 60})],
    ['another audience', 'token-invalid', () => sign(claims, {audience: 'https://graph.microsoft.com'})],
    ['another issuer', 'token-invalid', () => sign(claims, {issuer: `${ISSUER}/`})],
    ['no expiry', 'token-invalid', () => sign(claims, {expiresAt: null})],
    ['no subject', 'token-invalid', () => sign(withoutSubject)],
    [
      'algorithm none',
      'token-invalid',
      () => new UnsecuredJWT({...claims, iss: ISSUER, aud: AUDIENCE, exp: NOW_S + 60}).encode(),
    ],
    ['HS256 with the public key as its secret', 'token-invalid', signWithPublicKey],
    ['signed by a stranger', 'token-invalid', () => sign(claims, {key: stranger.privateKey})],
    ['changed after signing', 'token-invalid', async () => tamper(await sign(claims))],
    ['an identity token by its nonce', 'token-invalid', () => sign({...claims, nonce: 'n'}, {typ: 'JWT'})],
    ['an identity token by its at_hash', 'token-invalid', () => sign({...claims, at_hash: 'h'}, {typ: 'JWT'})],
    ['without a type, as many identity tokens are', 'token-invalid', () => sign(claims, {typ: undefined})],
    ['a logout token', 'token-invalid', () => sign(claims, {typ: 'logout+jwt'})],
    ['no scope', 'scope-missing', () => sign(withoutScope)],
    ['a scope that only begins like ours', 'scope-missing', () => sign({...claims, scope: `${SCOPE}.Read`})],
    ['no role', 'role-missing', () => sign(withoutRoles)],
    ['only foreign roles', 'role-missing', () => sign({...claims, roles: ['Agent', 7, null]})],
  ];
}

type Signing = {
  readonly typ?: string | undefined;
  readonly kid?: string;
  readonly key?: KeyObject;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expiresAt?: number | null;
};

async function sign(payload: JWTPayload, how: Signing = {}): Promise<string> {
  const typ = 'typ' in how ? how.typ : 'at+jwt';
  const expiresAt = how.expiresAt === undefined ? NOW_S + 60 : how.expiresAt;
  const token = new SignJWT(payload)
    .setProtectedHeader({alg: 'RS256', kid: how.kid ?? 'k1', ...(typ === undefined ? {} : {typ})})
    .setIssuer(how.issuer ?? ISSUER)
    .setAudience(how.audience ?? AUDIENCE);
  if (expiresAt !== null) token.setExpirationTime(expiresAt);
  return token.sign(how.key ?? privateKey);
}

function signWithPublicKey(): Promise<string> {
  const secret = new TextEncoder().encode(String(publicKey.export({type: 'spki', format: 'pem'})));
  const token = new SignJWT(claims).setProtectedHeader({alg: 'HS256', kid: 'k1', typ: 'at+jwt'});
  return token
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setExpirationTime(NOW_S + 60)
    .sign(secret);
}

function tamper(token: string): string {
  const [header, payload, signature] = token.split('.');
  const read: unknown = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
  const changed = JSON.stringify(Object.assign({}, read, {roles: ['admin']}));
  return [header, Buffer.from(changed).toString('base64url'), signature].join('.');
}

function verifier(options: Partial<TokenVerifierOptions> = {}) {
  const fetch = keyService().fetch;
  return createTokenVerifier({
    issuer: ISSUER,
    audience: AUDIENCE,
    scope: SCOPE,
    jwksUrl: `${ISSUER}/keys`,
    now: () => NOW,
    fetch,
    ...options,
  });
}

/** Stands for the key endpoint of a sign-in service. */
function keyService() {
  const service = {
    fetched: 0,
    down: false,
    kid: 'k1',
    elapsedMs: 0,
    fetch: async () => {
      service.fetched += 1;
      if (service.down) throw new TypeError('fetch failed');
      return Response.json({
        keys: [{...publicKey.export({format: 'jwk'}), kid: service.kid, use: 'sig', alg: 'RS256'}],
      });
    },
  };
  return service;
}

async function assertRefused(verdict: Promise<unknown>, code: AuthenticationError['code']): Promise<void> {
  await assert.rejects(verdict, (error) => error instanceof AuthenticationError && error.code === code);
}

/** Neither the token nor any value from it may reach a log through the error. */
function assertKeepsSecrets(error: AuthenticationError, token: string): void {
  const shown = `${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
  for (const secret of [token, SUBJECT, NAME].filter((value) => value !== '')) assert.ok(!shown.includes(secret));
}

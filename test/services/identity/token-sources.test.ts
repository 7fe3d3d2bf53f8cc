import assert from 'node:assert/strict';
import {it, mock} from 'node:test';
import {SdkError} from '../../../src/api/errors.ts';
import {requireOrigin} from '../../../src/services/identity/frame-messages.ts';
import {createHostTokenSource} from '../../../src/services/identity/host-token-source.ts';
import {fromMsalError} from '../../../src/services/identity/msal-errors.ts';

const SECRET = 'ada@example.com';

for (const code of [
  'timed_out',
  'login_required',
  'invalid_scope',
  'no_account_error',
  'interaction_required',
  'popup_window_error',
  'user_cancelled',
]) {
  it(`[ID-25] ${code} asks for a person`, () => {
    assertCode(fromMsalError(msalError(code)), 'sign-in-required');
  });
}

it('[ID-25] a kind of error the library adds later asks for a person when it says so by its name', () => {
  const error = msalError('brand_new_code');
  error.name = 'InteractionRequiredAuthError';
  assertCode(fromMsalError(error), 'sign-in-required');
});

it('[ID-25] what no person can solve is a failed sign-in, and nothing is quoted', () => {
  for (const error of [
    msalError('no_network_connectivity'),
    msalError(`code with ${SECRET}`),
    new TypeError(SECRET),
    null,
  ]) {
    assertCode(fromMsalError(error), 'sign-in-failed');
  }
});

it('[ID-27] a host page’s token is handed on, and it learns when the last one was refused', async () => {
  const asked: boolean[] = [];
  const source = createHostTokenSource(async ({renew}) => {
    asked.push(renew);
    return 'token';
  });
  assert.equal(await source.getToken(), 'token');
  assert.equal(await source.getToken({renew: true}), 'token');
  await source.signIn();
  await source.signOut();
  assert.deepEqual(asked, [false, true, true]);
});

it('[ID-27] a host page that gives nothing, fails or throws leaves the person to act', async () => {
  const givers: ReadonlyArray<() => Promise<string>> = [
    async () => '',
    () => Promise.reject(new Error('session over')),
    () => {
      throw new TypeError('not ready');
    },
  ];
  for (const giver of givers) await assertRequired(createHostTokenSource(giver).getToken());
});

it('[ID-27] a host page that never answers is not waited for', async () => {
  mock.timers.enable({apis: ['setTimeout']});
  try {
    const token = createHostTokenSource(() => new Promise(() => undefined)).getToken();
    mock.timers.tick(15_000);
    await assertRequired(token);
  } finally {
    mock.timers.reset();
  }
});

it('[ID-33] an origin is an origin: no wildcard, path, null or other scheme', () => {
  assert.equal(requireOrigin('https://crm.example.com'), 'https://crm.example.com');
  for (const wrong of [
    '*',
    'null',
    '',
    'https://crm.example.com/',
    'https://*.example.com/x',
    'file://',
    'crm.example.com',
  ]) {
    assert.throws(
      () => requireOrigin(wrong),
      (error) => error instanceof SdkError && error.code === 'invalid-configuration',
    );
  }
});

function msalError(errorCode: string): Error {
  return Object.assign(new Error(`AADSTS50058: no session for ${SECRET}`), {errorCode});
}

function assertCode(error: SdkError, code: SdkError['code']): void {
  assert.equal(error.code, code);
  assert.ok(!`${error.message} ${String(error.cause)}`.includes(SECRET));
}

async function assertRequired(token: Promise<string>): Promise<void> {
  await assert.rejects(token, (error) => error instanceof SdkError && error.code === 'sign-in-required');
}

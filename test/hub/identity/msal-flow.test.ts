import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, it} from 'node:test';
import type {Browser, Page} from 'playwright-core';
import {AUDIENCE, CLIENT_ID, SCOPE} from '../../../demo/sign-in/api.ts';
import {startSignIn, type SignIn} from '../../../demo/sign-in/start-sign-in.ts';
import {AuthenticationError, createTokenVerifier} from '../../../hub/identity/index.ts';
import {bundle, launchBrowser, servePages, type Pages} from './page-fixture.ts';

/** Shorter than the five minutes before expiry at which MSAL renews: so each call needs the refresh token. */
const SHORT_LIFETIME_S = 60;

/** The token source with a button, as a page would bundle it. */
const PROGRAM = `
  import {createMsalTokenSource} from './src/services/identity/msal-token-source.ts';
  import {completeSignIn} from './src/redirect.ts';
  if (location.pathname === '/redirect.html') await completeSignIn();
  const source = createMsalTokenSource({authority: '{{authority}}', clientId: '${CLIENT_ID}', scope: '${SCOPE}', redirectUri: '/redirect.html'});
  const tell = (work) => work.then((value) => value ?? 'done', (error) => error.code ?? String(error));
  window.tryOut = (name) => tell(source[name]());
  const button = document.createElement('button');
  button.id = 'sign-in';
  button.textContent = 'Sign in';
  button.onclick = async () => { button.dataset.outcome = await tell(source.signIn()); };
  document.body.append(button);
`;

let browser: Browser;
let pages: Pages;
let signIn: SignIn;
let dataDir: string;

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cordboard-sign-in-'));
  const script = await bundle(PROGRAM);
  pages = await servePages('localhost', () => script.replace('{{authority}}', signIn.issuer));
  signIn = await startSignIn({port: 0, origins: [pages.origin], dataDir, accessTokenLifetimeS: SHORT_LIFETIME_S});
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await signIn?.stop();
  pages?.stop();
  await rm(dataDir, {recursive: true, force: true});
});

it('[ID-20] a person signs in through a window and the token passes the verifier', async () => {
  const page = await openDesk();
  assert.equal(await outcome(page, 'getToken'), 'sign-in-required');
  await choosePerson(page, 'Anna Kowalska');
  const identity = await verifier().verify(await outcome(page, 'getToken'));
  assert.equal(identity.name, 'Anna Kowalska');
  assert.deepEqual(identity.roles, ['agent']);
});

it('[ID-21] an expiring token is renewed without the person, also after a reload and a restart of the provider', async () => {
  const page = await openDesk();
  await choosePerson(page, 'Ben Okafor');
  const first = await outcome(page, 'getToken');
  const second = await outcome(page, 'getToken');
  assert.notEqual(second, first);
  await restartProvider();
  await page.reload();
  await page.locator('#sign-in').waitFor();
  const third = await verifier().verify(await outcome(page, 'getToken'));
  assert.equal(third.name, 'Ben Okafor');
});

it('[ID-22] two people sign in side by side in one browser', async () => {
  const context = await browser.newContext();
  const anna = await openDesk(context);
  await choosePerson(anna, 'Anna Kowalska');
  const sofia = await openDesk(context);
  await choosePerson(sofia, 'Sofia Lindqvist');
  const [first, second] = await Promise.all(
    [anna, sofia].map(async (page) => verifier().verify(await outcome(page, 'getToken'))),
  );
  assert.equal(first?.name, 'Anna Kowalska');
  assert.equal(second?.name, 'Sofia Lindqvist');
});

it('[ID-23] a person without a role signs in and is refused with the reason', async () => {
  const page = await openDesk();
  await choosePerson(page, 'Noor Haddad');
  const token = await outcome(page, 'getToken');
  await assert.rejects(
    verifier().verify(token),
    (error) => error instanceof AuthenticationError && error.code === 'role-missing',
  );
});

it('[ID-24] after signing out a person has to act again', async () => {
  const page = await openDesk();
  await choosePerson(page, 'Chidi Park');
  await outcome(page, 'getToken');
  assert.equal(await outcome(page, 'signOut'), 'done');
  assert.equal(await outcome(page, 'getToken'), 'sign-in-required');
});

function verifier() {
  return createTokenVerifier({
    issuer: signIn.issuer,
    audience: AUDIENCE,
    scope: SCOPE,
    jwksUrl: signIn.jwksUrl,
    tokenTypes: ['at+jwt'],
  });
}

async function restartProvider(): Promise<void> {
  const port = Number(new URL(signIn.issuer).port);
  await signIn.stop();
  signIn = await startSignIn({port, origins: [pages.origin], dataDir, accessTokenLifetimeS: SHORT_LIFETIME_S});
}

async function openDesk(context?: Awaited<ReturnType<Browser['newContext']>>): Promise<Page> {
  const page = await (context ?? (await browser.newContext())).newPage();
  await page.goto(pages.origin);
  await page.locator('#sign-in').waitFor();
  return page;
}

/** Calls the token source in the page; its error's code comes back in place of its result. */
async function outcome(page: Page, method: 'getToken' | 'signOut'): Promise<string> {
  return page.locator('html').evaluate((_root, name) => window.tryOut(name), method);
}

async function choosePerson(page: Page, name: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('popup'), page.locator('#sign-in').click()]);
  await chooser.getByRole('button', {name}).click();
  await page.locator('#sign-in[data-outcome=done]').waitFor();
}

declare global {
  interface Window {
    tryOut(name: 'getToken' | 'signOut'): Promise<string>;
  }
}

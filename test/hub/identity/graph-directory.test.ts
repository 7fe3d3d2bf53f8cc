import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {createServer, type Server} from 'node:http';
import {once} from 'node:events';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, it} from 'node:test';
import type {Browser, Page} from 'playwright-core';
import {availabilityOf, COLLEAGUES} from '../../../demo/graph/colleagues.ts';
import {Mailbox} from '../../../demo/mail/mailbox.ts';
import {createGraph} from '../../../demo/graph/serve-graph.ts';
import {CLIENT_ID, GRAPH_SCOPES, SCOPE} from '../../../demo/sign-in/api.ts';
import {startSignIn, type SignIn} from '../../../demo/sign-in/start-sign-in.ts';
import {bundle, launchBrowser, servePages, type Pages} from './page-fixture.ts';

/** A desk's sign-in and directory with a button, as a page would bundle them. */
const PROGRAM = `
  import {createMsalTokenSource} from './src/services/identity/msal-token-source.ts';
  import {latePeople} from './src/services/people/late-people.ts';
  import {WritableStore} from './src/services/store.ts';
  import {completeSignIn} from './src/redirect.ts';
  if (location.pathname === '/redirect.html') await completeSignIn();
  const source = createMsalTokenSource({authority: '{{authority}}', clientId: '${CLIENT_ID}', scope: '${SCOPE}', redirectUri: '/redirect.html'});
  const tokens = source.tokensFor(${JSON.stringify(GRAPH_SCOPES)});
  const people = latePeople({tokens, url: '{{graph}}'}, new WritableStore({country: 'US'}));
  window.search = (text) => people.search(text);
  window.presences = async (ids) => {
    const result = await people.presences(ids);
    return result.status === 'found' ? Object.fromEntries(result.availability) : result.status;
  };
  window.tokenOf = (what) => (what === 'hub' ? source : tokens).getToken();
  const button = document.createElement('button');
  button.id = 'sign-in';
  button.textContent = 'Sign in';
  button.onclick = async () => { button.dataset.outcome = await source.signIn().then(() => 'done', (error) => error.code); };
  document.body.append(button);
`;

let browser: Browser;
let pages: Pages;
let signIn: SignIn;
let graph: Server;
let graphUrl: string;
const mailbox = new Mailbox();
let dataDir: string;
let desk: Page;

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cordboard-graph-'));
  const script = await bundle(PROGRAM);
  pages = await servePages('localhost', () =>
    script.replace('{{authority}}', signIn.issuer).replace('{{graph}}', graphUrl),
  );
  signIn = await startSignIn({port: 0, origins: [pages.origin], dataDir});
  // Another origin than the page's, as Graph is.
  graph = createServer().listen(0, 'localhost');
  await once(graph, 'listening');
  const address = graph.address();
  graphUrl = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}/graph`;
  const serve = createGraph({
    url: graphUrl,
    issuer: signIn.issuer,
    jwksUrl: signIn.jwksUrl,
    presenceDelayMs: 0,
    mailbox,
  });
  graph.on('request', (request, response) => {
    serve(request, response).then(
      (served) => served || response.writeHead(404).end(),
      (error: unknown) => response.destroy(error instanceof Error ? error : new Error('failed')),
    );
  });
  browser = await launchBrowser();
  desk = await openDesk();
});

after(async () => {
  await browser?.close();
  await signIn?.stop();
  pages?.stop();
  graph?.close();
  graph?.closeAllConnections();
  await rm(dataDir, {recursive: true, force: true});
});

it('[CO-26] before anybody has signed in there is no sign-on, and no window opens', async () => {
  assert.deepEqual(await search('billing'), {status: 'no-sign-on'});
});

it('[PE-14] one sign-in gives tokens for the hub and for Graph', async () => {
  const [chooser] = await Promise.all([desk.waitForEvent('popup'), desk.locator('#sign-in').click()]);
  await chooser.getByRole('button', {name: 'Anna Kowalska'}).click();
  await desk.locator('#sign-in[data-outcome=done]').waitFor();
  const [hub, forGraph] = [claimsOf(await tokenOf('hub')), claimsOf(await tokenOf('graph'))];
  assert.equal(hub['aud'], 'api://cordboard');
  assert.equal(forGraph['aud'], 'https://graph.microsoft.com');
  assert.equal(forGraph['sub'], hub['sub']);
});

it('[CO-21] [PE-15] the demo’s people are found by name, role, department and number', async () => {
  for (const [text, names] of [
    ['ibáñez', ['Carmen Ibáñez']],
    ['car ibá', ['Carmen Ibáñez']],
    ['field crew', ['Bartosz Łoziński', 'Carmen Ibáñez']],
    ['billing', ['Aiko Tanaka', 'Hannah Weiß', 'Priya Raman']],
    ['o’brien', ['Daniel O’Brien']],
    ['201 555 0143', ['Emil Sørensen']],
    ['+44 20 7946 0018', ['Julia Brandt']],
    ['nobody of that name', []],
  ] as const) {
    assert.deepEqual(await namesOf(text), names, text);
  }
});

it('[CO-23] [PE-15] whoever has no work number or has left is not found', async () => {
  for (const name of ['lars', 'mei-ling', 'printer', 'almeida', 'anna'])
    assert.deepEqual(await namesOf(name), [], name);
});

it('[CO-24] [PE-15] every number of the directory is found by its digits, however it is written there', async () => {
  for (const {displayName, businessPhones, accountEnabled} of COLLEAGUES.filter((each) => each.accountEnabled)) {
    const [number] = businessPhones;
    if (number === undefined || !accountEnabled) continue;
    const digits = number.replace('(0)', '').replaceAll(/[^0-9]/g, '');
    const typed = digits.startsWith('44') ? `+${digits}` : `+1${digits.slice(-10)}`;
    assert.deepEqual(await namesOf(typed), [displayName], typed);
  }
});

it('[PE-15] presences are those of the minute', async () => {
  const ids = COLLEAGUES.slice(0, 3).map(({id}) => id);
  const known = ['available', 'busy', 'away', 'do-not-disturb', 'offline', 'unknown'];
  const presences = await desk
    .locator('html')
    .evaluate((_root, asked) => window.presences(asked), [...ids, 'stranger']);
  assert.ok(typeof presences === 'object');
  assert.deepEqual(Object.keys(presences).sort(), ids);
  for (const each of Object.values(presences)) assert.ok(known.includes(each), each);
  const [id = ''] = ids;
  const day = Array.from({length: 11}, (_, minute) => availabilityOf(id, minute * 60_000));
  assert.ok(new Set(day).size > 5);
});

it('[PE-15] a token of another audience, without the scope, tampered with or missing opens nothing', async () => {
  const token = await tokenOf('graph');
  assert.equal(await askUsers(token), 200);
  assert.equal(await askUsers(await tokenOf('hub')), 401);
  assert.equal(await askUsers(`${token.slice(0, -6)}AAAAAA`), 401);
  assert.equal(await askUsers(''), 401);
  assert.equal(await askUsers(await tokenOfApplication('User.Read.All'), '/communications/getPresencesByUserId'), 403);
});

it('[PE-15] a query that Graph would refuse is refused, and pages are linked', async () => {
  const token = await tokenOf('graph');
  const eventual = {consistencylevel: 'eventual'};
  for (const [query, headers] of [
    ['$search="displayName:a"', {}],
    ['$search=displayName:a', eventual],
    ['$search="shoeSize:43"', eventual],
    [`$count=true&$filter=businessPhones/any(p:p eq '1')`, {}],
    [`$filter=businessPhones/any(p:p eq '1')`, eventual],
    ["$filter=shoeSize eq '43'", eventual],
    ['$orderby=shoeSize', eventual],
    ['$top=1000', eventual],
  ] as const)
    assert.equal(await askUsers(token, `/users?${query}`, headers), 400, query);
  const first = await usersOf(token, `${graphUrl}/v1.0/users?$top=20&$select=id`);
  assert.equal(first.value.length, 20);
  assert.deepEqual(Object.keys(first.value[0] ?? {}), ['id']);
  const second = await usersOf(token, first['@odata.nextLink'] ?? '');
  assert.equal(second.value.length, COLLEAGUES.length - 20);
  assert.equal(second['@odata.nextLink'], undefined);
});

async function openDesk(): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(pages.origin);
  await page.locator('#sign-in').waitFor();
  return page;
}

function search(text: string): ReturnType<Window['search']> {
  return desk.locator('html').evaluate((_root, typed) => window.search(typed), text);
}

async function namesOf(text: string): Promise<readonly string[]> {
  const result = await search(text);
  assert.ok('people' in result, `${text}: ${JSON.stringify(result)}`);
  return result.people.map(({name}) => name);
}

function tokenOf(what: 'hub' | 'graph'): Promise<string> {
  return desk.locator('html').evaluate((_root, which) => window.tokenOf(which), what);
}

/** A token of the integrator's application, which asks for as little as it likes. */
async function tokenOfApplication(scope: string): Promise<string> {
  const {clientId, clientSecret} = signIn.integrator;
  const response = await fetch(signIn.metadata.token_endpoint, {
    method: 'POST',
    headers: {authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`},
    body: new URLSearchParams({grant_type: 'client_credentials', scope, resource: 'https://graph.microsoft.com'}),
  });
  const answer: unknown = await response.json();
  assert.ok(typeof answer === 'object' && answer !== null && 'access_token' in answer, JSON.stringify(answer));
  return String(answer.access_token);
}

async function askUsers(token: string, path = '/users', headers: Record<string, string> = {}): Promise<number> {
  const authorization = token === '' ? {} : {authorization: `Bearer ${token}`};
  const method = path === '/communications/getPresencesByUserId' ? 'POST' : 'GET';
  const response = await fetch(`${graphUrl}/v1.0${path}`, {method, headers: {...headers, ...authorization}});
  await response.body?.cancel();
  return response.status;
}

type Users = {readonly value: readonly object[]; readonly '@odata.nextLink'?: string};

async function usersOf(token: string, url: string): Promise<Users> {
  const response = await fetch(url, {headers: {authorization: `Bearer ${token}`}});
  const answer: unknown = await response.json();
  assert.ok(typeof answer === 'object' && answer !== null && 'value' in answer && Array.isArray(answer.value));
  const link = '@odata.nextLink' in answer ? {'@odata.nextLink': String(answer['@odata.nextLink'])} : {};
  return {value: answer.value, ...link};
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

declare global {
  interface Window {
    search(text: string): Promise<{status: string} | {status: 'found'; people: {name: string}[]}>;
    presences(ids: readonly string[]): Promise<Record<string, string> | string>;
    tokenOf(what: 'hub' | 'graph'): Promise<string>;
  }
}

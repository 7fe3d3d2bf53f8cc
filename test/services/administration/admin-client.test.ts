import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {http, HttpResponse} from 'msw';
import {setupServer} from 'msw/node';
import {AdminClient} from '../../../src/api/admin-client.ts';
import {SdkError} from '../../../src/api/errors.ts';
import {FakeAdminHub} from '../../support/fake-admin-hub.ts';

const server = setupServer();

before(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
after(() => server.close());

function clientOf(hubUrls: readonly string[], signal = new AbortController().signal): AdminClient {
  return new AdminClient({hubUrls, signal, getToken: async (renew) => (renew ? 'new' : 'old')});
}

describe('the administrator’s interface, from a page', () => {
  it('[EC-62] a token that is refused is renewed once', async () => {
    const hub = new FakeAdminHub();
    hub.answers.push(() => HttpResponse.json({}, {status: 401}));
    server.use(...hub.handlers);
    await clientOf([hub.url]).readSettings();
    assert.deepEqual(hub.tokens, ['Bearer old', 'Bearer new']);
  });

  it('[EM-38] [EC-62] who is ready is read likewise; a list in another form is said to be one', async () => {
    const url = 'https://hub.example.com/admin/emergency/readiness';
    const list = {
      agents: [{id: 'anna', name: 'Anna Kowalska', team: null, neverSignedIn: true, items: []}],
      callbackNumbers: {free: 3, resting: 1, held: 0},
    };
    const client = clientOf(['https://hub.example.com']);
    server.use(http.get(url, () => HttpResponse.json(list)));
    assert.deepEqual(await client.readReadiness(), list);
    server.use(http.get(url, () => HttpResponse.json({...list, callbackNumbers: {free: 'many'}})));
    await assert.rejects(client.readReadiness(), errorOf('malformed-message'));
    server.use(http.get(url, () => new HttpResponse(null, {status: 403})));
    await assert.rejects(client.readReadiness(), errorOf('not-authorised'));
  });

  it('[EC-62] of several hubs the first that answers is asked, and from then on that one', async () => {
    const hub = new FakeAdminHub('https://two.example.com/behind/');
    let asked = 0;
    server.use(
      ...new FakeAdminHub('https://two.example.com/behind').handlers,
      http.get('https://one.example.com/admin/organisation/settings', () => {
        asked += 1;
        return asked === 1 ? HttpResponse.error() : new HttpResponse(null, {status: 503});
      }),
    );
    const client = clientOf(['https://one.example.com', hub.url]);
    assert.equal((await client.readSettings()).value.view.country, 'US');
    assert.equal((await client.readSettings()).etag, '"1"');
    assert.equal(asked, 1);
    await assert.rejects(clientOf(['https://one.example.com']).readSettings(), errorOf('hub-unreachable'));
  });

  it('[EC-62] what went wrong has a code, and quotes nothing of the answer', async () => {
    const cases = [
      [401, 'sign-in-required'],
      [403, 'not-authorised'],
      [404, 'no-organisation'],
      [413, 'too-large'],
      [429, 'hub-unreachable'],
      [500, 'hub-unreachable'],
    ] as const;
    for (const [status, code] of cases) {
      const hub = new FakeAdminHub();
      hub.answers.push(
        () => HttpResponse.json({detail: 'secret'}, {status}),
        () => HttpResponse.json({detail: 'secret'}, {status}),
      );
      server.use(...hub.handlers);
      await assert.rejects(clientOf([hub.url]).readAgents(), errorOf(code));
      server.resetHandlers();
    }
  });

  it('[EC-62] an answer in another form is said to be one; nobody who waits no more is told anything else', async () => {
    for (const answer of [
      HttpResponse.json({country: 1}, {headers: {etag: '"1"'}}),
      HttpResponse.html('<p>Proxy</p>'),
    ]) {
      const hub = new FakeAdminHub();
      hub.answers.push(() => answer);
      server.use(...hub.handlers);
      await assert.rejects(clientOf([hub.url]).readSettings(), errorOf('malformed-message'));
      server.resetHandlers();
    }
    const ending = new AbortController();
    server.use(
      http.get('https://hub.example.com/admin/organisation/settings', () => new Promise<never>(() => undefined)),
    );
    const reading = clientOf(['https://hub.example.com'], ending.signal).readSettings();
    ending.abort();
    await assert.rejects(reading, errorOf('closed'));
  });
});

function errorOf(code: string): (error: unknown) => boolean {
  return (error) => error instanceof SdkError && error.code === code && !error.message.includes('secret');
}

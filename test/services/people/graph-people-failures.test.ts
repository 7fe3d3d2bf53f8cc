import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {http, HttpResponse} from 'msw';
import {setupServer} from 'msw/node';
import {SdkError} from '../../../src/api/errors.ts';
import type {GraphTokens} from '../../../src/api/graph-requests.ts';
import {createMailer} from '../../../src/services/mailer.ts';
import {GraphPeopleService} from '../../../src/services/people/graph-people-service.ts';
import {latePeople} from '../../../src/services/people/late-people.ts';
import type {PeopleFailure} from '../../../src/services/people/people-ports.ts';
import {WritableStore} from '../../../src/services/store.ts';
import {SETTINGS} from '../../support/component-contacts.ts';

const USERS = 'https://graph.microsoft.com/v1.0/users';
const PRESENCES = 'https://graph.microsoft.com/v1.0/communications/getPresencesByUserId';
/** What is looked for, and what Graph's own messages quote. */
const SECRET = 'Zacharias';

const server = setupServer();
const settings = new WritableStore({...SETTINGS, country: 'US'});
const people = peopleWith(async () => 'a-token');

before(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
after(() => server.close());

describe('a directory without the person', () => {
  it('[CO-26] when no token can be had without the person, the desk is told so, and Graph is not asked', async () => {
    const locked = peopleWith(() => Promise.reject(new SdkError('sign-in-required', 'Press Sign in.')));
    assert.deepEqual(await locked.search(SECRET), {status: 'no-sign-on'});
    assert.deepEqual(await locked.presences(['1']), {status: 'no-sign-on'});
  });

  it('[PE-10] a sign-in service out of reach is a failure, not a missing sign-on', async () => {
    const away = peopleWith(() => Promise.reject(new SdkError('sign-in-failed', 'Try again.')));
    assertFailed(await away.search(SECRET), 'sign-in-failed');
  });

  it('[PE-10] a host page’s token callback that throws what it likes is a failure without its words', async () => {
    const broken = peopleWith(() => Promise.reject(new TypeError(SECRET)));
    assertFailed(await broken.search(SECRET), 'directory-failed');
  });

  it('[PE-8] a refused token is renewed once', async () => {
    const renewed = peopleWith(async (options) => (options?.renew === true ? 'new' : 'old'));
    server.use(
      http.get(USERS, ({request}) =>
        request.headers.get('authorization') === 'Bearer new' ? HttpResponse.json({value: []}) : refusal(401),
      ),
    );
    assert.deepEqual(await renewed.search(SECRET), {status: 'found', people: [], more: false});
  });

  it('[PE-8] refused again it is a missing sign-on', async () => {
    const asked: boolean[] = [];
    const refused = peopleWith(async (options) => {
      asked.push(options?.renew ?? false);
      return 'a-token';
    });
    server.use(http.get(USERS, () => refusal(401)));
    assert.deepEqual(await refused.search(SECRET), {status: 'no-sign-on'});
    assert.deepEqual(asked, [false, true]);
  });
});

describe('a busy directory', () => {
  for (const [status, retryAfter] of [
    [429, '0'],
    [503, '0'],
    [504, new Date(0).toUTCString()],
  ] as const) {
    it(`[PE-9] after ${status} it is asked again, as late as it wishes`, async () => {
      const answers = [refusal(status, {'retry-after': retryAfter}), HttpResponse.json({value: []})];
      server.use(http.get(USERS, () => answers.shift() ?? HttpResponse.error()));
      assert.deepEqual(await people.search(SECRET), {status: 'found', people: [], more: false});
      assert.equal(answers.length, 0);
    });
  }

  it('[PE-9] the third time is the last', async () => {
    const count = countAnswers(() => refusal(429, {'retry-after': '0'}));
    assertFailed(await people.search(SECRET), 'directory-busy');
    assert.equal(count(), 3);
  });

  it('[PE-9] a long wait is said to the person', async () => {
    const count = countAnswers(() => refusal(429, {'retry-after': '120'}));
    assert.match(assertFailed(await people.search(SECRET), 'directory-busy').message, /in 120 s/);
    assert.equal(count(), 1);
  });
});

describe('a directory that does not answer as it should', () => {
  for (const [status, code] of [
    [403, 'not-authorised'],
    [400, 'directory-failed'],
    [500, 'directory-failed'],
  ] as const) {
    it(`[PE-10] ${status} is ${code}, at once`, async () => {
      const count = countAnswers(() => refusal(status));
      assertFailed(await people.search(SECRET), code);
      assert.equal(count(), 1);
    });
  }

  it('[PE-10] without the permission for presences people are found all the same', async () => {
    server.use(
      http.get(USERS, () => HttpResponse.json({value: []})),
      http.post(PRESENCES, () => refusal(403)),
    );
    assert.equal((await people.search(SECRET)).status, 'found');
    assertFailed(await people.presences(['1']), 'not-authorised');
  });

  it('[PE-10] out of reach', async () => {
    server.use(http.get(USERS, () => HttpResponse.error()));
    assertFailed(await people.search(SECRET), 'directory-failed');
  });

  for (const [what, answer] of [
    ['no list', {people: SECRET}],
    ['a list that is none', {value: {id: SECRET}}],
    ['a person without an id', {value: [{displayName: SECRET}]}],
    ['an empty id', {value: [{id: '', displayName: SECRET}]}],
    ['numbers that are none', {value: [{id: '1', displayName: SECRET, businessPhones: [{number: SECRET}]}]}],
    ['a next page that is no address', {value: [], '@odata.nextLink': 7}],
    ['nothing', null],
  ] as const) {
    it(`[PE-10] ${what} is malformed`, async () => {
      server.use(http.get(USERS, () => HttpResponse.json(answer)));
      assertFailed(await people.search(SECRET), 'malformed-message');
    });
  }

  it('[PE-10] a page of a proxy in place of an answer', async () => {
    server.use(http.get(USERS, () => new HttpResponse(`<p>${SECRET}</p>`, {headers: {'content-type': 'text/plain'}})));
    assertFailed(await people.search(SECRET), 'malformed-message');
    server.use(http.get(USERS, () => new HttpResponse('{', {headers: {'content-type': 'application/json'}})));
    assertFailed(await people.search(SECRET), 'directory-failed');
  });

  it('[PE-10] presences that are malformed', async () => {
    server.use(http.post(PRESENCES, () => HttpResponse.json({value: [{availability: SECRET}]})));
    assertFailed(await people.presences(['1']), 'malformed-message');
  });
});

describe('a search that nobody waits for', () => {
  it('[PE-11] ends with the signal’s reason while Graph thinks', async () => {
    const reached = Promise.withResolvers<void>();
    server.use(
      http.get(USERS, async () => {
        reached.resolve();
        return new Promise<never>(() => undefined);
      }),
    );
    const leaving = new AbortController();
    const searching = people.search(SECRET, leaving.signal);
    await reached.promise;
    leaving.abort();
    await assert.rejects(searching, (error) => error === leaving.signal.reason);
  });

  it('[PE-11] ends while it waits to ask again, and asks no more', async () => {
    const refused = Promise.withResolvers<void>();
    const count = countAnswers(() => {
      refused.resolve();
      return refusal(429, {'retry-after': '5'});
    });
    const leaving = new AbortController();
    const searching = people.search(SECRET, leaving.signal);
    await refused.promise;
    leaving.abort(new Error('typed on'));
    await assert.rejects(searching, /typed on/);
    assert.equal(count(), 1);
  });

  it('[PE-11] asks nothing when it was over before', async () => {
    await assert.rejects(people.search(SECRET, AbortSignal.abort()), {name: 'AbortError'});
    await assert.rejects(people.presences(['1'], AbortSignal.abort()), {name: 'AbortError'});
  });
});

describe('where Graph is', () => {
  for (const url of [
    'http://graph.example.com',
    'ftp://localhost',
    'graph.microsoft.com',
    '',
    'http://localhost.example',
  ])
    it(`[PE-12] ${JSON.stringify(url)} is refused, and no token is asked for`, async () => {
      const getToken = () => Promise.reject(new Error('a token was asked for'));
      assert.throws(() => new GraphPeopleService({tokens: {getToken}, url}, settings), isMisconfigured);
      const mail = {to: ['sam@example.com'], subject: 'x', text: 'x'};
      await assert.rejects(createMailer({getToken, graphUrl: url}).send(mail), isMisconfigured);
    });

  for (const url of ['https://graph.microsoft.us/', 'http://localhost:7402/graph', 'http://127.0.0.1:7402/graph/'])
    it(`[PE-12] ${url} is asked`, async () => {
      server.use(http.get(`${url.replace(/\/$/, '')}/v1.0/users`, () => HttpResponse.json({value: []})));
      const elsewhere = new GraphPeopleService({tokens: {getToken: async () => 'a-token'}, url}, settings);
      assert.equal((await elsewhere.search(SECRET)).status, 'found');
    });

  it('[PE-13] the directory’s code comes with the first search, again when it failed, and later ones use it', async () => {
    server.use(http.get(USERS, () => HttpResponse.json({value: []})));
    const loads = [null, {GraphPeopleService}];
    const late = latePeople({tokens: {getToken: async () => 'a-token'}}, settings, async () => {
      const next = loads.shift();
      if (next === undefined || next === null) throw new TypeError('the network is away');
      return next;
    });
    assert.equal(loads.length, 2);
    assertFailed(await late.search(SECRET), 'directory-failed');
    assert.deepEqual(await late.search(SECRET), {status: 'found', people: [], more: false});
    assert.deepEqual(await late.presences([]), {status: 'found', availability: new Map()});
    assert.equal(loads.length, 0);
  });
});

function peopleWith(getToken: GraphTokens['getToken']): GraphPeopleService {
  return new GraphPeopleService({tokens: {getToken}}, settings);
}

function refusal(status: number, headers: Record<string, string> = {}): HttpResponse<object> {
  return HttpResponse.json({error: {code: 'Refused', message: `nothing about ${SECRET}`}}, {status, headers});
}

function countAnswers(answer: () => HttpResponse<object>): () => number {
  let count = 0;
  server.use(
    http.get(USERS, () => {
      count += 1;
      return answer();
    }),
  );
  return () => count;
}

function assertFailed(result: {readonly status: string} | PeopleFailure, code: SdkError['code']): SdkError {
  assert.ok(result.status === 'failed' && 'error' in result, result.status);
  assert.equal(result.error.code, code);
  assert.ok(!`${result.error.message} ${String(result.error.cause)} ${result.error.stack}`.includes(SECRET));
  return result.error;
}

function isMisconfigured(error: unknown): boolean {
  return error instanceof SdkError && error.code === 'invalid-configuration';
}

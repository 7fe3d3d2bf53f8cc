import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {http, HttpResponse} from 'msw';
import {setupServer} from 'msw/node';
import {SdkError} from '../../../src/api/errors.ts';
import {HubHttpLink} from '../../../src/api/hub-http-link.ts';
import {VoicemailClient} from '../../../src/api/voicemail-client.ts';
import type {VoicemailPage, VoicemailView} from '../../../src/api/wire/voicemail.ts';

const ALL = 'https://hub.example.com/voicemails';
const ONE = `${ALL}/message-1`;
const ID = 'message-1';
const MESSAGE: VoicemailView = {
  id: ID,
  queue: {id: 'billing', name: 'Billing'},
  number: '+12015550101',
  name: null,
  leftAt: 1_700_000_000_000,
  lengthMs: 12_000,
  done: null,
  callable: true,
  callback: null,
};
const WIRED = {...MESSAGE, leftAt: '2023-11-14T22:13:20.000Z'};
const PAGE: VoicemailPage = {
  voicemails: [MESSAGE],
  next: 'cursor 2',
  count: 31,
  more: false,
  scope: 'own',
  mayCallBack: true,
  queues: [{id: 'billing', name: 'Billing'}],
};

const WIRED_PAGE = {...PAGE, voicemails: [WIRED]};

/** The hub’s own word for it. */
function goneByHub(): Response {
  const headers = {'content-type': 'application/problem+json; charset=utf-8'};
  return HttpResponse.json({code: 'not-found', detail: 'secret'}, {status: 404, headers});
}

/** What says 404 and knows nothing of the message: a hub without messages, a proxy, and a page that has the word only. */
const UNKNOWING = [
  () => HttpResponse.json({message: 'Route PUT:/voicemails/message-1 not found', statusCode: 404}, {status: 404}),
  () => new HttpResponse('<html>secret', {status: 404, headers: {'content-type': 'text/html'}}),
  () => HttpResponse.json({code: 'not-found'}, {status: 404}),
  () => HttpResponse.json({code: 'x'}, {status: 404, headers: {'content-type': 'application/problem+json'}}),
] as const;

const server = setupServer();

before(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
after(() => server.close());

function client(hubUrls = ['https://hub.example.com']): VoicemailClient {
  const getToken = async (renew: boolean): Promise<string> => (renew ? 'new' : 'old');
  return new VoicemailClient(new HubHttpLink({hubUrls, getToken, signal: new AbortController().signal}));
}

function errorOf(code: string): (error: unknown) => boolean {
  return (error) => error instanceof SdkError && error.code === code && !error.message.includes('secret');
}

describe('messages that callers left, over the hub’s HTTP interface', () => {
  it('[EL-75] they are asked for by status, queue and place, and another form is said to be one', async () => {
    const asked: string[] = [];
    let answer: object = WIRED_PAGE;
    server.use(
      http.get(ALL, ({request}) => {
        asked.push(new URL(request.url).search);
        return HttpResponse.json(answer);
      }),
    );
    assert.deepEqual(await client().read({status: 'new', queueId: null, after: null}), PAGE);
    await client().read({status: 'all', queueId: 'a&b', after: 'c d'});
    assert.deepEqual(asked, ['?status=new', '?status=all&queue=a%26b&after=c+d']);
    answer = {...WIRED_PAGE, scope: 'everybody'};
    await assert.rejects(client().read({status: 'new', queueId: null, after: null}), errorOf('malformed-message'));
    server.use(http.get(ALL, () => new HttpResponse('<html>secret', {status: 200})));
    await assert.rejects(client().read({status: 'new', queueId: null, after: null}), errorOf('malformed-message'));
  });

  it('[EL-82] who may call back is told by the hub; by one of the release before, not until it is tried', async () => {
    const said: boolean[] = [];
    const {mayCallBack: _unsaid, ...before} = WIRED_PAGE;
    for (const answer of [before, WIRED_PAGE, {...WIRED_PAGE, mayCallBack: false}]) {
      server.use(http.get(ALL, () => HttpResponse.json(answer)));
      said.push((await client().read({status: 'new', queueId: null, after: null})).mayCallBack);
    }
    assert.deepEqual(said, [true, true, false]);
  });

  it('[EL-83] what became of a call back is told by the hub; by one of the release before nothing is', async () => {
    const {callback: _unsaid, ...before} = WIRED;
    const read = async (wired: object) => {
      server.use(http.get(ALL, () => HttpResponse.json({...WIRED_PAGE, voicemails: [wired]})));
      const {voicemails} = await client().read({status: 'all', queueId: null, after: null});
      return voicemails[0]?.callback;
    };
    assert.equal(await read(before), null);
    assert.equal(await read({...before, callback: null}), null);
    for (const status of ['open', 'kept', 'unreached', 'cancelled', 'expired'] as const)
      assert.deepEqual(await read({...before, callback: {status}}), {status});
    await assert.rejects(read({...before, callback: {status: 'from-tomorrow'}}), errorOf('malformed-message'));
  });

  it('[EL-75] who may not, whose sign-in ran out and a hub that cannot are errors with codes, and nothing of the answer', async () => {
    for (const [status, code] of [
      [401, 'sign-in-required'],
      [403, 'not-authorised'],
      [404, 'no-organisation'],
      [429, 'hub-unreachable'],
      [500, 'hub-unreachable'],
    ] as const) {
      server.use(http.get(ALL, () => HttpResponse.json({detail: 'secret'}, {status})));
      await assert.rejects(client().read({status: 'new', queueId: null, after: null}), errorOf(code), String(status));
    }
  });

  it('[EL-77] done and undone go as JSON, with a token that is renewed once, to a hub that answers', async () => {
    const tokens: (string | null)[] = [];
    const done = {...MESSAGE, done: {agentName: 'Mira', doneAt: 1_700_000_100_000}};
    server.use(
      http.put('https://one.example.com/voicemails/message-1', () => new HttpResponse(null, {status: 503})),
      http.put(ONE, async ({request}) => {
        tokens.push(request.headers.get('authorization'));
        if (tokens.length === 1) return HttpResponse.json({code: 'token-expired'}, {status: 401});
        assert.deepEqual(await request.json(), {done: true});
        return HttpResponse.json({...WIRED, done: {agentName: 'Mira', doneAt: '2023-11-14T22:15:00.000Z'}});
      }),
    );
    const answer = await client(['https://one.example.com', 'https://hub.example.com']).setDone(ID, true);
    assert.deepEqual(answer, {status: 'done', voicemail: done});
    assert.deepEqual(tokens, ['Bearer old', 'Bearer new']);
  });

  it('[EL-77] why a call back is refused is an answer; whatever else is an error', async () => {
    let answer = HttpResponse.json({code: 'callback-open', detail: 'secret'}, {status: 409});
    server.use(http.post(`${ONE}/callback`, () => answer));
    const ask = () => client().callBack(ID);
    for (const code of ['callback-open', 'callbacks-not-set-up', 'number-not-callable'] as const) {
      answer = HttpResponse.json({code, detail: 'secret'}, {status: 409});
      assert.deepEqual(await ask(), {status: 'refused', code});
    }
    server.use(http.post(`${ONE}/callback`, goneByHub, {once: true}));
    assert.deepEqual(await ask(), {status: 'refused', code: 'voicemail-gone'});
    answer = HttpResponse.json({code: 'from-tomorrow', detail: 'secret'}, {status: 409});
    await assert.rejects(ask(), errorOf('hub-unreachable'));
    answer = HttpResponse.json({code: 'not-permitted'}, {status: 403});
    await assert.rejects(ask(), errorOf('not-authorised'));
    answer = HttpResponse.json({...WIRED, lengthMs: 'long'});
    await assert.rejects(ask(), errorOf('malformed-message'));
    answer = HttpResponse.json(WIRED);
    assert.deepEqual(await ask(), {status: 'done', voicemail: MESSAGE});
  });

  it('[EL-76] [EL-77] the sound is had as it is, one that is gone is none, and a deleted one may be deleted again', async () => {
    server.use(
      http.get(`${ONE}/audio`, () => new HttpResponse('OggS', {headers: {'content-type': 'audio/ogg'}})),
      http.delete(ONE, () => new HttpResponse(null, {status: 204})),
    );
    const sound = await client().audio(ID);
    assert.deepEqual([sound?.type, await sound?.text()], ['audio/ogg', 'OggS']);
    await client().remove(ID);
    server.use(http.get(`${ONE}/audio`, goneByHub), http.delete(ONE, goneByHub));
    assert.equal(await client().audio(ID), null);
    await client().remove(ID);
    server.use(
      http.get(`${ONE}/audio`, () => HttpResponse.json({}, {status: 500})),
      http.delete(ONE, () => HttpResponse.json({}, {status: 403})),
    );
    await assert.rejects(client().audio(ID), errorOf('hub-unreachable'));
    await assert.rejects(client().remove(ID), errorOf('not-authorised'));
  });

  it('[EL-81] any other 404 than the hub’s own does not say that a message is gone', async () => {
    for (const [at, answer] of UNKNOWING.entries()) {
      server.use(
        http.get(`${ONE}/audio`, answer),
        http.put(ONE, answer),
        http.post(`${ONE}/callback`, answer),
        http.delete(ONE, answer),
      );
      const wishes = [
        () => client().audio(ID),
        () => client().setDone(ID, true),
        () => client().callBack(ID),
        () => client().remove(ID),
      ] as const;
      for (const wish of wishes) await assert.rejects(wish, errorOf('hub-unreachable'), String(at));
    }
  });

  it('[EL-81] a hub that does not know the question is passed by for one that does, from then on', async () => {
    const [one, two] = ['https://one.example.com', 'https://hub.example.com'];
    let passed = 0;
    server.use(
      http.put(`${one}/voicemails/message-1`, () => {
        passed += 1;
        return UNKNOWING[0]();
      }),
      http.put(ONE, () => HttpResponse.json(WIRED)),
    );
    const both = client([one, two]);
    assert.equal((await both.setDone(ID, false)).status, 'done');
    assert.equal((await both.setDone(ID, false)).status, 'done');
    assert.equal(passed, 1);
    server.use(http.put(ONE, goneByHub));
    assert.deepEqual(await both.setDone(ID, false), {status: 'refused', code: 'voicemail-gone'});
    assert.equal(passed, 1, 'what a hub says itself no other is asked about');
  });
});

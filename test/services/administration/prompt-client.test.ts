import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {http, HttpResponse} from 'msw';
import {setupServer} from 'msw/node';
import {AdminClient} from '../../../src/api/admin-client.ts';
import {SdkError} from '../../../src/api/errors.ts';
import type {PromptClient, PromptPlace} from '../../../src/api/prompt-client.ts';

const URL_OF_ALL = 'https://hub.example.com/admin/prompts';
const OFFER: PromptPlace = {name: 'callback-offer', language: 'pl'};
const URL_OF_OFFER = `${URL_OF_ALL}/callback-offer/pl`;
const SPOKEN = {...OFFER, words: 'Naciśnij jeden.', origin: 'spoken', lengthMs: 2_000} as const;

const server = setupServer();

before(() => server.listen({onUnhandledFrame: 'error'}));
afterEach(() => server.resetHandlers());
after(() => server.close());

function client(hubUrls = ['https://hub.example.com']): PromptClient {
  const getToken = async (renew: boolean): Promise<string> => (renew ? 'new' : 'old');
  return new AdminClient({hubUrls, getToken, signal: new AbortController().signal}).prompts;
}

function errorOf(code: string): (error: unknown) => boolean {
  return (error) => error instanceof SdkError && error.code === code && !error.message.includes('secret');
}

describe('what callers hear, over the administrator’s interface', () => {
  it('[PK-30] all of it is read, but for what only a newer hub knows; another form is said to be one', async () => {
    const items: object[] = [SPOKEN, {name: 'from-tomorrow', language: 'fr', words: 1}];
    server.use(http.get(URL_OF_ALL, () => HttpResponse.json({speaks: false, items})));
    assert.deepEqual(await client().read(), {speaks: false, items: [SPOKEN]});
    items.push({...SPOKEN, lengthMs: 'long'});
    await assert.rejects(client().read(), errorOf('malformed-message'));
    server.use(http.get(URL_OF_ALL, () => HttpResponse.json({detail: 'secret'}, {status: 403})));
    await assert.rejects(client().read(), errorOf('not-authorised'));
  });

  it('[PK-31] words are sent as JSON, with a token that is renewed once, to a hub that answers', async () => {
    const tokens: (string | null)[] = [];
    server.use(
      http.put('https://one.example.com/admin/prompts/callback-offer/pl', () => new HttpResponse(null, {status: 503})),
      http.put(URL_OF_OFFER, async ({request}) => {
        tokens.push(request.headers.get('authorization'));
        if (tokens.length === 1) return HttpResponse.json({code: 'token-expired'}, {status: 401});
        assert.deepEqual(await request.json(), {words: 'Naciśnij jeden.'});
        return HttpResponse.json(SPOKEN);
      }),
    );
    const answer = await client(['https://one.example.com', 'https://hub.example.com']).speak(OFFER, SPOKEN.words);
    assert.deepEqual(answer, {status: 'done', prompt: SPOKEN});
    assert.deepEqual(tokens, ['Bearer old', 'Bearer new']);
  });

  it('[PK-32] a recording goes as it is, and by what is in it, whatever the browser calls it', async () => {
    const uploaded = {...SPOKEN, words: '', origin: 'uploaded'} as const;
    const sent: unknown[] = [];
    server.use(
      http.put(`${URL_OF_OFFER}/audio`, async ({request}) => {
        sent.push([request.headers.get('content-type'), await request.text()]);
        return HttpResponse.json(uploaded);
      }),
    );
    for (const [content, type] of [
      ['RIFF and so on', 'audio/vnd.wave'],
      ['OggS and so on', 'video/ogg'],
      ['', ''],
    ] as const)
      assert.deepEqual(await client().upload(OFFER, new Blob([content], {type})), {status: 'done', prompt: uploaded});
    assert.deepEqual(sent, [
      ['audio/wav', 'RIFF and so on'],
      ['audio/ogg', 'OggS and so on'],
      ['audio/ogg', ''],
    ]);
  });

  it('[PK-34] what the hub does not take is an answer, with its own words; whatever else is an error without them', async () => {
    const detail = 'This is not a WAV file.';
    let answer = HttpResponse.json({code: 'audio-unusable', detail, title: 'No'}, {status: 422});
    server.use(http.put(`${URL_OF_OFFER}/audio`, () => answer));
    const upload = () => client().upload(OFFER, new Blob(['x']));
    assert.deepEqual(await upload(), {status: 'refused', refusal: {code: 'audio-unusable', detail}});
    answer = HttpResponse.json({code: 'too-large'}, {status: 413});
    assert.deepEqual(await upload(), {status: 'refused', refusal: {code: 'too-large', detail: null}});
    answer = HttpResponse.json({code: 'not-permitted', detail: 'secret'}, {status: 403});
    await assert.rejects(upload(), errorOf('not-authorised'));
    answer = HttpResponse.json({code: 'internal', detail: 'secret'}, {status: 500});
    await assert.rejects(upload(), errorOf('hub-unreachable'));
    answer = HttpResponse.json({...SPOKEN, name: 'shoe'});
    await assert.rejects(upload(), errorOf('malformed-message'));
  });

  it('[PK-33] [PK-32] what callers hear is had as a sound, and Cordboard’s own had back', async () => {
    const asked: string[] = [];
    server.use(
      http.get(`${URL_OF_OFFER}/audio`, () => {
        return new HttpResponse('OggS', {headers: {'content-type': 'audio/ogg'}});
      }),
      http.delete(URL_OF_OFFER, ({request}) => {
        asked.push(`${request.method} ${request.headers.get('content-type')}`);
        return new HttpResponse(null, {status: 204});
      }),
    );
    const sound = await client().audio(OFFER);
    assert.deepEqual([sound.type, await sound.text()], ['audio/ogg', 'OggS']);
    await client().reset(OFFER);
    assert.deepEqual(asked, ['DELETE null']);
    server.use(http.delete(URL_OF_OFFER, () => HttpResponse.json({}, {status: 429})));
    await assert.rejects(client().reset(OFFER), errorOf('hub-unreachable'));
  });
});

import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {HttpResponse} from 'msw';
import {setupServer} from 'msw/node';
import {CallbackRequestClient} from '../../src/api/callback-request-client.ts';
import {
  decodeCallbackForm,
  decodeCallbackProgress,
  decodeCallbackReceipt,
} from '../../src/api/wire/callback-request-answers.ts';
import {FORM, progress} from '../support/callback-request-scenes.ts';
import {FakeCallbackHub, refusal} from '../support/fake-callback-hub.ts';

const server = setupServer();
const PLACE = {language: 'en', zone: 'Europe/London'};

function clientOf(hub: FakeCallbackHub): CallbackRequestClient {
  server.use(...hub.handlers);
  return new CallbackRequestClient({hubUrl: hub.url, siteKey: hub.siteKey});
}

describe('the hub’s public interface for callbacks, from a page', () => {
  before(() => server.listen({onUnhandledFrame: 'error'}));
  afterEach(() => server.resetHandlers());
  after(() => server.close());

  it('[PK-75] each refusal has its name; what nobody knows, or is no word of the hub’s, has failed', async () => {
    const hub = new FakeCallbackHub();
    const client = clientOf(hub);
    for (const [answer, refused] of [
      [() => refusal(403, 'site-refused'), 'site-refused'],
      [() => refusal(409, 'callbacks-not-set-up'), 'callbacks-not-set-up'],
      [() => refusal(422, 'invalid'), 'invalid'],
      [() => refusal(403, 'proof-invalid'), 'proof-invalid'],
      [() => refusal(429, 'rate-limited'), 'rate-limited'],
      [() => refusal(404, 'not-found'), 'not-found'],
      [() => refusal(503, 'unavailable'), 'unavailable'],
      [() => refusal(418, 'constructor'), 'failed'],
      [() => new HttpResponse('<html>', {status: 502}), 'failed'],
      [() => new HttpResponse('<html>', {status: 429}), 'rate-limited'],
      [() => new HttpResponse('<html>', {status: 200}), 'failed'],
      [() => HttpResponse.json({}), 'failed'],
      [() => HttpResponse.error(), 'offline'],
    ] as const) {
      hub.answers.form.push(answer);
      const got = await client.form(PLACE);
      assert.equal('refused' in got && got.refused, refused);
    }
  });

  it('[PK-75] when to try again is told in seconds or as a date', async () => {
    const hub = new FakeCallbackHub();
    const client = clientOf(hub);
    const date = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 60_000);
    hub.answers.form.push(
      () => refusal(429, 'rate-limited', {}, {'retry-after': date.toUTCString()}),
      () => refusal(429, 'rate-limited', {}, {'retry-after': 'soon'}),
    );
    const [first, second] = [await client.form(PLACE), await client.form(PLACE)];
    assert.equal('refused' in first && first.retryAt, date.getTime());
    assert.equal('refused' in second && second.retryAt, null);
  });

  it('[PK-75] a token stands in a header and in no address, and no cookie is sent', async () => {
    const hub = new FakeCallbackHub();
    const client = clientOf(hub);
    await client.progress('tok');
    await client.cancel('tok');
    assert.deepEqual(hub.tokens, ['Bearer tok', 'Bearer tok']);
    assert.deepEqual(hub.cookies, [null, null]);
  });

  it('[PK-75] what is no form, receipt or progress is refused by its place, and its values are not said', () => {
    const bad = [
      [decodeCallbackForm, {...FORM, country: 'secret'}],
      [decodeCallbackForm, {...FORM, slots: [{startsAt: 'secret', endsAt: 1}]}],
      [decodeCallbackForm, {...FORM, now: {possible: 'secret'}}],
      [decodeCallbackForm, {...FORM, now: {possible: true, waitMs: -1}}],
      [decodeCallbackForm, {...FORM, proof: {...FORM.proof, maxnumber: 1e12}}],
      [decodeCallbackForm, {...FORM, proof: {...FORM.proof, challenge: 'secret'}}],
      [decodeCallbackForm, {...FORM, proof: {...FORM.proof, salt: 'ż'}}],
      [decodeCallbackForm, {...FORM, topics: [7]}],
      [decodeCallbackForm, null],
      [decodeCallbackReceipt, {token: 't', statusUrl: 'javascript:secret', progress: progress()}],
      [decodeCallbackReceipt, {token: 'no token', statusUrl: 'https://x.example', progress: progress()}],
      [decodeCallbackProgress, {...progress(), status: 'secret'}],
      [decodeCallbackProgress, {...progress(), startsAt: 1e99}],
      [decodeCallbackProgress, []],
    ] as const;
    for (const [decode, value] of bad) {
      const decoded = decode(value);
      assert.ok('malformed' in decoded, JSON.stringify(value));
      assert.ok(!decoded.malformed.includes('secret'));
    }
  });

  it('[PK-75] what is more than asked for is left out, so that a newer hub is understood', () => {
    const decoded = decodeCallbackProgress({...progress(), more: 1});
    assert.deepEqual(decoded, {value: progress()});
    assert.deepEqual(decodeCallbackForm(FORM), {value: FORM});
  });
});

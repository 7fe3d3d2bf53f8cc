import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it, type TestContext} from 'node:test';
import {HttpResponse} from 'msw';
import {setupServer} from 'msw/node';
import type {AskedCallback, CallbackRequestView} from '../../src/services/callback-request-ports.ts';
import {CallbackRequestService} from '../../src/services/callback-request-service.ts';
import {progress} from '../support/callback-request-scenes.ts';
import {ANSWER, FakeCallbackHub, refusal} from '../support/fake-callback-hub.ts';

const server = setupServer();
const PLACE = {language: 'pl', zone: 'Europe/Warsaw'};
const ASKED: AskedCallback = {
  ...{name: 'Ada Nkemelu', number: '601 234 567', reason: 'My bill', email: null, zone: 'Europe/Warsaw', website: ''},
  when: {kind: 'now'},
  consent: {version: '2026-10'},
};
const MINUTE_MS = 60_000;

/** Like a browser's, and empty for each test. */
const storage = new Map<string, string>();
const sessionStorage = {
  getItem: (key: string) => storage.get(key) ?? null,
  setItem: (key: string, value: string) => void storage.set(key, value),
  removeItem: (key: string) => void storage.delete(key),
};

const open: CallbackRequestService[] = [];

function serviceOf(hub: FakeCallbackHub): CallbackRequestService {
  server.use(...hub.handlers);
  const service = new CallbackRequestService({hubUrl: hub.url, siteKey: hub.siteKey, workerless: true});
  open.push(service);
  return service;
}

/** Resolves with the first view that is so; one that is so already counts. */
function until<Status extends CallbackRequestView['status']>(
  {view}: CallbackRequestService,
  status: Status,
  also: (view: Extract<CallbackRequestView, {status: Status}>) => boolean = () => true,
): Promise<Extract<CallbackRequestView, {status: Status}>> {
  type Wanted = Extract<CallbackRequestView, {status: Status}>;
  const isWanted = (each: CallbackRequestView): each is Wanted => each.status === status && also(each as Wanted);
  return new Promise((resolve) => {
    if (isWanted(view.value)) return resolve(view.value);
    const end = view.subscribe((each) => {
      if (!isWanted(each)) return;
      end();
      resolve(each);
    });
  });
}

/** With a clock that a test moves; somebody has had the form for a while. */
async function loaded(t: TestContext, hub = new FakeCallbackHub()) {
  t.mock.timers.enable({apis: ['setTimeout', 'setInterval', 'Date'], now: Date.parse('2026-11-30T09:00:00Z')});
  const service = serviceOf(hub);
  await service.load(PLACE);
  t.mock.timers.tick(MINUTE_MS);
  return {hub, service};
}

describe('a request for a callback, from a page', () => {
  before(() => {
    server.listen({onUnhandledFrame: 'error'});
    Object.defineProperty(globalThis, 'sessionStorage', {value: sessionStorage, configurable: true, writable: true});
  });
  beforeEach(() => storage.clear());
  afterEach(() => {
    for (const each of open.splice(0)) each.stop();
    server.resetHandlers();
  });
  after(() => server.close());

  it('[PK-70] the form is read again before its challenge is too old', async (t) => {
    const {hub, service} = await loaded(t);
    hub.form = {...hub.form, topics: ['New']};
    t.mock.timers.tick(46 * MINUTE_MS);
    assert.equal(hub.seen.length, 1);
    t.mock.timers.tick(2 * MINUTE_MS);
    await waitFor(() => hub.seen.length === 2);
    await until(service, 'asking', ({form}) => form.topics.includes('New'));
  });

  it('[PK-66] is sent once with the answer of the challenge, and leads to what becomes of it', async (t) => {
    const {hub, service} = await loaded(t);
    service.begin();
    await Promise.all([service.send(ASKED), service.send(ASKED)]);
    const view = await until(service, 'requested');
    assert.equal(view.progress.position, 3);
    assert.equal(view.statusUrl, 'https://hub.example.com/callback/tok-en_1');
    assert.deepEqual(hub.seen, ['form', 'send']);
    const [sent] = hub.requests;
    assert.ok(sent);
    const {proof, requestId, ...request} = sent;
    assert.deepEqual(request, {...ASKED, key: hub.siteKey, language: 'pl'});
    assert.match(requestId, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    const answer = JSON.parse(atob(proof));
    assert.equal(answer.number, ANSWER);
    assert.deepEqual(Object.keys(answer), ['algorithm', 'challenge', 'number', 'salt', 'signature']);
  });

  it('[PK-66] [PK-69] after a broken connection the same is sent under the same id; something else under another', async (t) => {
    const {hub, service} = await loaded(t);
    hub.answers.send.push(
      () => HttpResponse.error(),
      () => HttpResponse.error(),
      () => HttpResponse.error(),
    );
    for (const asked of [ASKED, ASKED, {...ASKED, number: '602 234 567'}]) {
      await service.send(asked);
      assert.equal((await until(service, 'asking')).trouble?.refused, 'offline');
    }
    await service.send({...ASKED, number: '602 234 567'});
    await until(service, 'requested');
    const [first, second, third, fourth] = hub.requests.map(({requestId}) => requestId);
    assert.equal(first, second);
    assert.notEqual(second, third);
    assert.equal(third, fourth);
  });

  it('[PK-70] a challenge that is not taken is replaced, and nothing is said of it', async (t) => {
    const {hub, service} = await loaded(t);
    const shown: string[] = [];
    service.view.subscribe((view) => shown.push(view.status));
    hub.answers.send.push(() => refusal(403, 'proof-invalid'));
    const sent = service.send(ASKED);
    // A person takes a moment: so does the second answer.
    await waitFor(() => hub.forms.length === 2);
    await waitFor(() => shown.filter((each) => each === 'proving').length === 2);
    await moments();
    t.mock.timers.tick(5_000);
    await sent;
    assert.deepEqual(shown, ['proving', 'sending', 'proving', 'sending', 'requested']);
    assert.equal(new Set(hub.requests.map(({requestId}) => requestId)).size, 1);
    assert.equal(new Set(hub.requests.map(({proof}) => proof)).size, 2);
  });

  it('[PK-66] what the hub finds wrong comes back with the form read anew', async (t) => {
    const {hub, service} = await loaded(t);
    const problems = [
      {field: 'when', fault: 'slot-gone'},
      {field: 'start', fault: 'skipped', next: '03:00'},
    ];
    hub.answers.send.push(() => refusal(422, 'invalid', {problems}));
    hub.form = {...hub.form, slots: []};
    await service.send(ASKED);
    assert.deepEqual((await until(service, 'asking')).problems, problems);
    const renewed = await until(service, 'asking', ({form}) => form.slots.length === 0);
    assert.deepEqual(renewed.problems, problems);
  });

  it('[PK-66] why it is refused is known, with when to try again', async (t) => {
    const {hub, service} = await loaded(t);
    hub.answers.send.push(
      () => refusal(429, 'rate-limited', {}, {'retry-after': '120'}),
      () => refusal(503, 'unavailable'),
    );
    await service.send(ASKED);
    const limited = await until(service, 'asking');
    assert.deepEqual([limited.trouble?.refused, limited.trouble?.retryAt], ['rate-limited', Date.now() + 120_000]);
    await service.send(ASKED);
    assert.equal((await until(service, 'asking')).trouble?.refused, 'unavailable');
  });

  it('[PK-63] a form that cannot be read says why, and is read when asked again', async (t) => {
    t.mock.timers.enable({apis: ['setTimeout', 'setInterval', 'Date']});
    const hub = new FakeCallbackHub();
    hub.answers.form.push(
      () => HttpResponse.error(),
      () => refusal(403, 'site-refused'),
    );
    const service = serviceOf(hub);
    await service.load(PLACE);
    assert.equal((await until(service, 'unavailable')).trouble.refused, 'offline');
    await service.load(PLACE);
    assert.equal((await until(service, 'unavailable')).trouble.refused, 'site-refused');
    await service.load(PLACE);
    await until(service, 'asking');
    assert.deepEqual(Object.fromEntries(hub.forms[0] ?? []), {key: hub.siteKey, ...PLACE});
  });

  it('[PK-65] another zone is asked for, and until it is known the form stays as it is', async (t) => {
    const {hub, service} = await loaded(t);
    const before = await until(service, 'asking');
    hub.form = {...hub.form, slots: []};
    const read = service.load({...PLACE, zone: 'Asia/Tokyo'});
    const during = await until(service, 'asking', ({renewing}) => renewing);
    assert.deepEqual(during.form.slots, before.form.slots);
    await read;
    assert.deepEqual((await until(service, 'asking')).form.slots, []);
    hub.answers.form.push(() => HttpResponse.error());
    await service.load(PLACE);
    assert.equal((await until(service, 'asking')).trouble?.refused, 'offline');
  });

  it('[PK-68] is followed with the token of the request', async (t) => {
    const {hub, service} = await loaded(t);
    await service.send(ASKED);
    hub.progress = progress({status: 'calling', position: null});
    t.mock.timers.tick(15_000);
    await until(service, 'requested', (view) => view.progress.status === 'calling');
    assert.deepEqual(new Set(hub.tokens), new Set([null, 'Bearer tok-en_1']));
  });

  it('[PK-67] is cancelled once, and what was answered before that does not come back', async (t) => {
    const {hub, service} = await loaded(t);
    await service.send(ASKED);
    const {promise: late, resolve: answer} = Promise.withResolvers<Response>();
    hub.answers.status.push(() => late);
    t.mock.timers.tick(15_000);
    await waitFor(() => hub.seen.includes('status'));
    await Promise.all([service.cancel(), service.cancel()]);
    assert.equal((await until(service, 'requested')).progress.status, 'cancelled');
    answer(HttpResponse.json(progress()));
    await moments();
    assert.equal((await until(service, 'requested')).progress.status, 'cancelled');
    assert.equal(hub.seen.filter((each) => each === 'cancel').length, 1);
  });

  it('[PK-67] a cancellation that does not get through is said, and can be tried again', async (t) => {
    const {hub, service} = await loaded(t);
    await service.send(ASKED);
    hub.answers.cancel.push(() => HttpResponse.error());
    await service.cancel();
    assert.deepEqual((await until(service, 'requested')).progress.status, 'waiting');
    assert.notEqual((await until(service, 'requested')).cancelling, 'no');
    await service.cancel();
    assert.equal((await until(service, 'requested')).progress.status, 'cancelled');
  });

  it('[PK-69] after a reload it is shown again, and nothing that was written is kept', async (t) => {
    const {hub, service} = await loaded(t);
    await service.send(ASKED);
    assert.deepEqual([...storage.values()], ['tok-en_1 https://hub.example.com/callback/tok-en_1']);
    const reloaded = serviceOf(hub);
    hub.answers.status.push(() => HttpResponse.error());
    await reloaded.load(PLACE);
    const planned = t.mock.method(globalThis, 'setTimeout');
    await until(reloaded, 'resuming', ({outOfReach}) => outOfReach);
    await waitFor(() => planned.mock.calls.some(({arguments: [, ms]}) => ms === 30_000));
    t.mock.timers.tick(30_000);
    assert.equal((await until(reloaded, 'requested')).progress.position, 3);
    await reloaded.again();
    await until(reloaded, 'asking');
    assert.equal(storage.size, 0);
  });

  it('[PK-69] what the hub does not know any more is forgotten; an address that is no page is not opened', async (t) => {
    const {hub, service} = await loaded(t);
    await service.send(ASKED);
    hub.answers.status.push(() => refusal(404, 'not-found'));
    const reloaded = serviceOf(hub);
    await reloaded.load(PLACE);
    await until(reloaded, 'forgotten');
    assert.equal(storage.size, 0);
    storage.set(`cordboard-callback ${hub.url} ${hub.siteKey}`, 'tok javascript:alert(1)');
    const other = serviceOf(hub);
    await other.load(PLACE);
    await until(other, 'asking');
  });
});

/** Everything that is ready has run: answers come through several turns of the event loop. */
async function moments(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function waitFor(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {WEB_CALL_SESSIONS_PATH} from '../../../src/api/wire/web-call.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {OTHER_KEY, OTHER_SHOP, SITE_KEY, askForCall, openPage, tokenFor, withSites} from './web-call-pages.ts';

/** Closed for ever but for one day a week, at which nobody runs this test for an hour. */
const CLOSED = {
  hours: [{id: 'never', name: 'Never', zone: 'Etc/UTC', weekly: [], holidays: []}],
};

describe('asking for a call from a web page', () => {
  let hub: TestHub;

  before(async () => {
    hub = await startTestHub({
      organisation: (file) => withSites({...file, limits: {concurrentCalls: 6}}),
      configuration: {proxy: {publicUrl: null, trusted: ['127.0.0.1']}},
    });
  });

  after(async () => {
    assert.deepEqual(errorsOf(hub), []);
    await hub?.stop();
  });

  async function problemOf(response: Response): Promise<Record<string, unknown>> {
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    const body: unknown = await response.json();
    assert.ok(typeof body === 'object' && body !== null);
    return {...body};
  }

  it('[CC-2] a wrong key, origin or line are answered alike, to the letter', async () => {
    const wrong = [
      {body: {key: 'pk_there_is_no_such_key_1'}},
      {body: {key: OTHER_KEY}},
      {origin: OTHER_SHOP},
      {origin: 'https://shop.example.evil.example'},
      {origin: 'null'},
      {origin: null},
      {body: {entryPoint: 'support-line'}},
      {body: {entryPoint: 'no-such-line'}},
    ];
    const answers = new Set<string>();
    for (const each of wrong) {
      const response = await askForCall(hub, each);
      assert.equal(response.status, 403);
      answers.add(JSON.stringify(await problemOf(response)));
    }
    assert.deepEqual(
      [...answers],
      [
        JSON.stringify({
          type: 'about:blank',
          title: 'This page may not start this call',
          status: 403,
          code: 'site-refused',
        }),
      ],
    );
  });

  it('[CC-3] what does not fit is named, and never said back', async () => {
    const cases: readonly [unknown, number, string | null][] = [
      ['{', 400, null],
      ['[]', 422, '/key'],
      [{key: 5}, 422, '/key'],
      [{name: 'x'.repeat(251)}, 422, '/name'],
      [{name: ['a']}, 422, '/name'],
      [{data: {reason: 'x'.repeat(10_000)}}, 422, '/data/reason'],
      [{data: {reason: 'x'.repeat(20_000)}}, 413, null],
      [{data: {'a b': 'x'}}, 422, '/data/a b'],
      [{data: {unknownOne: 'x'}}, 422, '/data/unknownOne'],
      [{data: {reason: 5}}, 422, '/data/reason'],
      [{data: Object.fromEntries(Array.from({length: 31}, (_, at) => [`v${at}`, 'x']))}, 422, '/data'],
      [{entryPoint: '+12015550100'}, 422, '/entryPoint'],
      [{number: '911'}, 422, '/number'],
    ];
    for (const [body, status, path] of cases) {
      const response = await askForCall(hub, {body});
      const text = JSON.stringify(body).slice(0, 60);
      assert.equal(response.status, status, text);
      const problem = await problemOf(response);
      if (path !== null) assert.match(JSON.stringify(problem['errors']), new RegExp(`"path":"${path}"`), text);
      assert.ok(JSON.stringify(problem).length < 1_000);
    }
    const plain = await fetch(`${hub.url}${WEB_CALL_SESSIONS_PATH}`, {method: 'POST', body: '{}'});
    assert.equal(plain.status, 415);
  });

  it('[CC-3] names of any script and 250 characters, nulls and halves of characters are taken', async () => {
    for (const name of ['x'.repeat(250), 'محمد‏ عبد', '👩‍👩‍👧', 'a\u0000b', '\ud83d', null, '', '   '])
      await tokenFor(hub, {body: {name}});
    const rows = await hub.query<{name: string | null}>(`select name from web_call order by created_at desc limit 8`);
    assert.deepEqual(rows.map(({name}) => name).toReversed(), [
      'x'.repeat(250),
      'محمد‏ عبد',
      '👩‍👩‍👧',
      'a\ufffdb',
      '\ufffd',
      null,
      null,
      null,
    ]);
  });

  it('[CC-4] a flood from one address is held off, whatever key it shows; others come in', async () => {
    for (const key of ['pk_there_is_no_such_key_2', SITE_KEY]) {
      const from = key === SITE_KEY ? '2001:db8:1:2::9' : '203.0.113.9';
      const statuses: number[] = [];
      for (let n = 0; n < 12; n += 1) statuses.push((await askForCall(hub, {body: {key}, from})).status);
      assert.ok(statuses.filter((status) => status === 429).length >= 5, String(statuses));
    }
    // The rest of an IPv6 network is the same household; the next network is another.
    const neighbour = await askForCall(hub, {from: '2001:db8:1:2:ffff::1'});
    assert.equal(neighbour.status, 429);
    assert.ok(Number(neighbour.headers.get('retry-after')) >= 1);
    assert.equal((await problemOf(neighbour))['code'], 'rate-limited');
    assert.equal((await askForCall(hub, {from: '2001:db8:1:3::9'})).status, 201);
  });

  it('[CC-4] an address says who asks only where a trusted proxy says so', async () => {
    await hub.restart({proxy: {publicUrl: null, trusted: []}});
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) statuses.push((await askForCall(hub)).status);
    assert.ok(statuses.includes(429));
    await hub.restart();
  });

  it('[CC-5] [CB-18] when all lines are in use a page is told so, and when to try again', async () => {
    const pages = [];
    for (let n = 0; n < 6; n += 1) {
      const page = await openPage(hub, await tokenFor(hub));
      pages.push(page);
      assert.deepEqual(await page.command('StartCall'), {status: 'done', sdp: null});
    }
    const response = await askForCall(hub);
    assert.equal(response.status, 409);
    assert.equal(response.headers.get('retry-after'), '30');
    assert.equal((await problemOf(response))['code'], 'lines-in-use');
    for (const page of pages) {
      await page.command('HangUpCall');
      await page.stop();
    }
    assert.equal((await askForCall(hub)).status, 201);
  });

  it('[CC-5] two tokens for the last line: who begins second is told that all are in use', async () => {
    const pages = await Promise.all(Array.from({length: 7}, async () => openPage(hub, await tokenFor(hub))));
    const replies = await Promise.all(pages.map((page) => page.command('StartCall')));
    const outcomes = replies.map((reply) => JSON.stringify(reply)).toSorted();
    assert.equal(outcomes.filter((each) => each.includes('limit-reached')).length, 1);
    await Promise.all(pages.map((page) => page.command('HangUpCall')));
    await Promise.all(pages.map((page) => page.stop()));
  });

  it('[CC-4] one address has five calls at once, and no more', async () => {
    const from = '203.0.113.77';
    const allowed: number[] = [];
    for (let n = 0; n < 5; n += 1) allowed.push((await askForCall(hub, {from})).status);
    assert.deepEqual(allowed, [201, 201, 201, 201, 201]);
    // As if the rate's tokens were there again: it is the calls that count.
    await hub.query(`delete from api_client`);
    const sixth = await askForCall(hub, {from});
    assert.equal(sixth.status, 429);
    await hub.query(`update web_call set expires_at = now() - interval '1 second' where contact_id is null`);
    assert.equal((await askForCall(hub, {from})).status, 201);
  });

  it('[CC-7] a preflight is answered for any page, for this one address', async () => {
    const response = await fetch(`${hub.url}${WEB_CALL_SESSIONS_PATH}`, {
      method: 'OPTIONS',
      headers: {origin: 'https://anything.example', 'access-control-request-method': 'POST'},
    });
    assert.equal(response.status, 204);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal(response.headers.get('access-control-allow-headers'), 'content-type');
  });
});

describe('asking a closed line for a call', () => {
  it('[CC-6] says that it is closed and when it opens, or that nobody knows', async () => {
    const today = new Date();
    const day = (offset: number) => new Date(today.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
    const soon = {
      ...CLOSED.hours[0],
      id: 'soon',
      name: 'In a week',
      holidays: [{date: day(7), name: 'The only day', open: [{from: '09:30', to: '10:00'}]}],
    };
    const hub = await startTestHub({
      organisation: (file) => {
        const {queues, entryPoints, ...rest} = readable(withSites(file));
        const [billing, support] = queues;
        const [line, other] = entryPoints;
        return {
          ...rest,
          hours: [...CLOSED.hours, soon],
          queues: [
            {...billing, hours: 'soon'},
            {...support, hours: 'never'},
          ],
          entryPoints: [
            {...line, whenClosed: 'end'},
            {...other, whenClosed: 'end'},
          ],
        };
      },
      configuration: {proxy: {publicUrl: null, trusted: ['127.0.0.1']}},
    });
    try {
      const response = await askForCall(hub);
      assert.equal(response.status, 409);
      assert.deepEqual(await response.json(), {
        type: 'about:blank',
        title: 'The contact centre is closed',
        status: 409,
        code: 'closed',
        opensAt: `${day(7)}T09:30:00.000Z`,
      });
      const never = await askForCall(hub, {body: {key: OTHER_KEY, entryPoint: 'support-line'}, origin: OTHER_SHOP});
      const body: unknown = await never.json();
      assert.equal(Object(body).opensAt, null);
    } finally {
      await hub.stop();
    }
  });
});

type Readable = Record<string, unknown> & {readonly queues: object[]; readonly entryPoints: object[]};

function readable(file: object): Readable {
  const {queues, entryPoints, ...rest} = Object(file);
  return {...rest, queues, entryPoints};
}

import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {stampFor} from '../../../hub/callbacks/requests/form-stamp.ts';
import {callbackSecret} from '../../../hub/callbacks/requests/secret.ts';
import {type Written, WRITTEN_FIELDS} from '../../../hub/callbacks/pages/written.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {
  CONSENT,
  CUSTOMER,
  PORTAL,
  SITE_KEY,
  counts,
  forgetAll,
  hubForRequests,
  receiptFor,
  someAddress,
  someNumber,
} from './request-world.ts';

type Sent = Readonly<Record<string, string>>;

describe('the pages for people without scripts', {timeout: 120_000}, () => {
  let hub: TestHub;

  before(async () => {
    hub = await hubForRequests();
  });

  afterEach(() => forgetAll(hub));

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  const filled = (changes: Sent = {}): Sent => ({
    ...{key: SITE_KEY, requestId: crypto.randomUUID(), language: 'en', name: 'Ada <b>Nkemelu', number: CUSTOMER},
    ...{topic: 'Invoice', reason: 'No. 7 & 8', email: '', zone: 'America/New_York', when: 'now'},
    ...{consent: CONSENT.version, website: ''},
    ...changes,
  });

  async function posts(sent: Sent, page: {origin?: string | null; from?: string; path?: string} = {}) {
    const {origin = hub.url, from = someAddress(), path = ''} = page;
    const response = await fetch(`${hub.url}/callback${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': from,
        ...(origin === null ? {} : {origin}),
      },
      body: new URLSearchParams(sent).toString(),
    });
    return {status: response.status, headers: response.headers, html: await response.text()};
  }

  function gets(path: string, headers: Sent = {}) {
    return fetch(`${hub.url}/callback${path}`, {headers: {'x-forwarded-for': someAddress(), ...headers}});
  }

  /** What the page would send back by itself. */
  function hiddenIn(html: string): Sent {
    const found = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
    return Object.fromEntries(
      found.map(([, name = '', value = '']) => [
        name,
        value.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))),
      ]),
    );
  }

  /** A stamp of a moment ago, as for somebody who has read the question. */
  async function readFor(sent: Sent, agoMs = 3_000): Promise<Sent> {
    const written: Written = {...EMPTY, ...Object.fromEntries(WRITTEN_FIELDS.map((name) => [name, sent[name] ?? '']))};
    const stamp = await hub.store.decide(async (work) =>
      stampFor(await callbackSecret(work), written, work.now - agoMs),
    );
    return {...sent, stamp, step: 'confirm'};
  }

  it('[PK-50] a form, a question and a promise: the whole way, from the page itself or from any portal’s own form', async () => {
    const form = await gets(`?key=${SITE_KEY}`);
    const html = await form.text();
    assert.match(form.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.ok(!/<script|style="|javascript:/i.test(html));
    assert.match(html, /<html lang="en">[\s\S]*<label for="number">[\s\S]*You may call me about this/);
    assert.ok(hiddenIn(html)['requestId']);
    for (const origin of [hub.url, PORTAL]) {
      const number = someNumber();
      const question = await posts(filled({number}), {origin});
      assert.equal(question.status, 200);
      assert.match(question.html, /Is this right\?[\s\S]*As soon as somebody is free[\s\S]*Invoice: No\. 7 &#38; 8/);
      assert.ok(question.html.includes(number) && question.html.includes('Ada &#60;b&#62;Nkemelu'));
      assert.equal((await hub.query('select 1 from callback where number = $1', [number])).length, 0);
      const kept = hiddenIn(question.html);
      assert.equal(kept['number'], number);
      const done = await posts(await readFor(kept));
      assert.equal(done.status, 303);
      const twice = await posts(await readFor(kept));
      assert.equal(twice.headers.get('location'), done.headers.get('location'));
      const rows = await hub.query('select name, reason, kind from callback where number = $1', [number]);
      assert.deepEqual(rows, [{name: 'Ada <b>Nkemelu', reason: 'Invoice: No. 7 & 8', kind: 'web'}]);
      const status = await fetch(new URL(done.headers.get('location') ?? '', hub.url));
      assert.match(await status.text(), /You are in the line[\s\S]*Cancel the call/);
    }
  });

  it('[PK-50] faults redraw the form with what was typed, each message at its field and in a list that leads there', async () => {
    const {status, html} = await posts(
      filled({name: 'Jo', number: '911', email: 'x', consent: '', when: '5', reason: 'y'.repeat(300)}),
    );
    assert.equal(status, 422);
    assert.match(html, /value="Jo"[^>]*aria-describedby="name-fault" aria-invalid="true"/);
    assert.match(html, /value="911"[^>]*aria-describedby="number-help number-fault" aria-invalid="true"/);
    assert.match(html, /id="number-fault">That is an emergency number/);
    assert.match(html, /id="consent-fault">Without your consent/);
    assert.match(html, /id="when-fault">It is too late for that time/);
    assert.match(html, /id="reason-fault">Write 250 characters/);
    for (const place of ['name', 'number', 'reason', 'when', 'consent'])
      assert.ok(html.includes(`<a href="#${place}">`));
    assert.ok(html.includes('y'.repeat(300)));
    const polish = await posts(filled({number: '', language: 'pl'}));
    assert.match(polish.html, /<html lang="pl">[\s\S]*Podaj numer, na który mamy zadzwonić/);
    assert.deepEqual(await counts(hub), {callbacks: 0, requests: 0, mails: 0});
  });

  it('[PK-50] without the question nothing is promised: no stamp, another’s, an old one, other words, another page', async () => {
    const sent = filled();
    const stamped = await readFor(sent);
    for (const [body, page] of [
      [{...sent, step: 'confirm'}, {}],
      [{...stamped, number: '+12015550199'}, {}],
      [{...stamped, stamp: `${stamped['stamp']}x`}, {}],
      [await readFor(sent, 61 * 60_000), {}],
      [await readFor(sent, 0), {}],
      [stamped, {origin: PORTAL}],
    ] as const) {
      const answer = await posts(body, page);
      assert.equal(answer.status, 200);
      assert.match(answer.html, /Is this right\?[\s\S]*role="alert"/);
    }
    for (const origin of ['https://evil.example', 'null', null])
      assert.equal((await posts(stamped, {origin})).status, 403);
    assert.deepEqual(await counts(hub), {callbacks: 0, requests: 0, mails: 0});
    assert.equal((await posts(stamped)).status, 303);
  });

  it('[PK-45] [PK-46] a robot is told what it wants to hear, and without a proof fewer are taken from one address', async () => {
    const robot = await posts(await readFor(filled({website: 'https://spam.example'})));
    assert.equal(robot.status, 303);
    const page = await fetch(new URL(robot.headers.get('location') ?? '', hub.url));
    assert.match(await page.text(), /You are in the line/);
    assert.deepEqual(await counts(hub), {callbacks: 0, requests: 0, mails: 0});
    const from = someAddress();
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push((await posts(await readFor(filled({number: someNumber()})), {from})).status);
    assert.deepEqual(statuses, [303, 303, 303, 303, 303, 429]);
    // Whoever has a proof may still ask from there.
    await receiptFor(hub, {number: someNumber()}, {from});
  });

  it('[PK-50] times of another zone are shown before anything is sent; what was typed stays', async () => {
    const {status, html} = await posts(filled({zone: 'Asia/Tokyo', step: 'times', name: 'Yu', consent: ''}));
    assert.equal(status, 200);
    assert.match(html, /<option value="Asia\/Tokyo" selected>/);
    assert.ok(html.includes('value="Yu"') && !html.includes('class="fault"'));
    const slot = /<option value="(\d{13})">/.exec(html)?.[1] ?? '';
    const question = await posts(filled({zone: 'Asia/Tokyo', when: slot}));
    assert.match(question.html, /between \d\d:\d\d and \d\d:\d\d, your time/);
  });

  it('[PK-51] the page of a request says how it stands and refreshes itself, unless it shall not; cancelling is asked before', async () => {
    const {token} = await receiptFor(hub);
    const page = await gets(`/${token}`, {'accept-language': 'de;q=0.9, pl;q=0.8, en;q=0.1'});
    const html = await page.text();
    assert.equal(page.headers.get('refresh'), '10');
    assert.equal(page.headers.get('referrer-policy'), 'same-origin');
    assert.match(html, /<html lang="pl">[\s\S]*Czekasz na swoją kolej[\s\S]*Następna rozmowa jest Twoja/);
    assert.match(html, /Na każdy numer dzwonimy raz/);
    assert.ok(!html.includes('2015550177'));
    assert.equal((await gets(`/${token}?still=1`)).headers.get('refresh'), null);
    const question = await posts({language: 'en', sure: 'no'}, {path: `/${token}/cancel`});
    assert.match(question.html, /Cancel the call\?[\s\S]*Yes, do not call me/);
    assert.match(await (await gets(`/${token}`)).text(), /You are in the line/);
    const done = await posts({language: 'en', sure: 'yes'}, {path: `/${token}/cancel`});
    assert.equal(done.status, 303);
    const after = await gets(`/${token}?language=en`);
    assert.equal(after.headers.get('refresh'), null);
    const cancelled = await after.text();
    assert.match(cancelled, /<h1>Cancelled<\/h1>/);
    assert.ok(!cancelled.includes('<form'));
    const nobody = await gets(`/${'A'.repeat(43)}`);
    assert.equal(nobody.status, 404);
    assert.match(await nobody.text(), /There is no such request/);
  });

  it('[PK-202] [PK-112] says that of several requests for a number the earliest time is kept, in both languages', async () => {
    const {token} = await receiptFor(hub);
    const english = await (await gets(`/${token}?language=en`)).text();
    assert.match(
      english,
      /We call each number once\. If yours was asked for more than once, we call at the earliest of those/,
    );
    const polish = await (await gets(`/${token}?language=pl`)).text();
    assert.match(
      polish,
      /Na każdy numer dzwonimy raz\. Jeśli [^.]+ zadzwonimy w najwcześniejszym z podanych w nich terminów/,
    );
    for (const html of [english, polish]) assert.doesNotMatch(html, /first one counts|liczy się pierwsze/);
  });

  it('[PK-51] what happens to a request is said in words', async () => {
    const {token} = await receiptFor(hub);
    const states: readonly [string, string, RegExp][] = [
      ['kept', 'null', /We have talked/],
      ['unreached', 'null', /We called and nobody answered/],
      ['expired', 'null', /Nobody was free in time/],
    ];
    for (const [status, due, said] of states) {
      await hub.query(
        `update callback set status = $1, due_at = ${due}, contact_id = null, closed_at = coalesce(closed_at, now())`,
        [status],
      );
      assert.match(await (await gets(`/${token}?language=en`)).text(), said);
    }
    await hub.query(
      `update callback set status = 'scheduled', closed_at = null, attempts = 1, due_at = now() + interval '5 minutes'`,
    );
    assert.match(
      await (await gets(`/${token}?language=en`)).text(),
      /We did not reach you[\s\S]* at \d\d:\d\d, your time/,
    );
  });

  it('[PK-42] who may not ask is told so on a page; what is no form is refused', async () => {
    const refused = await gets('?key=pk_nobody');
    assert.equal(refused.status, 403);
    assert.match(await refused.text(), /This page cannot ask for a call/);
    assert.equal((await posts({key: 'x'})).status, 403);
    const json = await fetch(`${hub.url}/callback`, {
      method: 'POST',
      headers: {'content-type': 'application/json', origin: hub.url, 'x-forwarded-for': someAddress()},
      body: '{}',
    });
    assert.equal(json.status, 415);
    const style = await gets('/style.css');
    assert.equal(style.headers.get('content-type'), 'text/css; charset=utf-8');
  });
});

const EMPTY: Written = {
  ...{key: '', requestId: '', language: '', name: '', number: '', topic: '', reason: '', email: '', zone: '', when: ''},
  ...{consent: '', website: ''},
};

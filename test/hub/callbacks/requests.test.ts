import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {wallTimeAt} from '../../../src/domain/zone-time.ts';
import {type TestPhone, connectPhone} from '../../support/desk-client.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {accept, becomeAvailable, errorsOf} from '../desk/scenes.ts';
import {endAll, person, phoneRings, read} from '../parties/scenes.ts';
import {offered} from './callback-world.ts';
import {
  CUSTOMER,
  OTHER_KEY,
  OTHER_PORTAL,
  answerWith,
  asks,
  challengeFor,
  counts,
  forgetAll,
  formFor,
  hubForRequests,
  progress,
  proofFor,
  receiptFor,
  receiptIn,
  refusalIn,
  requestWith,
  send,
  someNumber,
} from './request-world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('a callback that a customer asks for elsewhere', {timeout: 120_000}, () => {
  let hub: TestHub;

  before(async () => {
    hub = await hubForRequests({}, {slots: {lengthMs: 1_800_000, days: 31}});
  });

  afterEach(async () => {
    await forgetAll(hub);
    await endAll(hub);
  });

  after(async () => {
    await hub?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[PK-40] [CB-3] [DC-30] as soon as possible it waits in its queue at once, rings at an agent, and the two speak', async () => {
    const phone: TestPhone = await connectPhone(hub, CUSTOMER);
    const anna = await person(hub);
    const receipt = await receiptFor(hub);
    assert.equal(receipt.statusUrl, `${hub.url}/callback/${receipt.token}`);
    assert.match(receipt.token, /^[\w-]{43}$/);
    const {number, ...rest} = receipt.progress;
    assert.match(number, /^\D*0177$/);
    const waits = {status: 'waiting', zone: 'America/New_York', startsAt: null, endsAt: null, position: 1};
    assert.deepEqual(rest, {...waits, cancellable: true});
    const from = anna.events.all.length;
    await becomeAvailable(anna);
    const ring = await offered(anna, from);
    assert.equal(ring.contact.queue?.id, 'billing');
    await accept(anna, ring);
    const callId = await phoneRings(phone);
    assert.equal((await progress(hub, receipt.token)).status, 'calling');
    await phone.client.send('AnswerCall', {callId});
    await anna.event('ContactConnected', from);
    const {status, cancellable, position} = await progress(hub, receipt.token);
    assert.deepEqual([status, cancellable, position], ['talked', false, null]);
    const [row] = await hub.query('select kind, source, status, reason, name from callback');
    assert.deepEqual(row, {kind: 'web', source: 'web', status: 'kept', reason: 'Invoice 7', name: 'Ada Nkemelu'});
    assert.equal((await read(hub, ring.contact.id)).kind, 'callback');
    await endAll(hub);
    await phone.stop();
    await anna.stop();
  });

  it('[PK-52] [CB-4] a time is chosen from those that are offered, and is theirs by their own clock', async () => {
    const {slots, country, now, consent, topics, mail} = await formFor(hub, 'zone=Asia/Kolkata&language=pl-PL');
    assert.deepEqual([country, now, mail], ['US', {possible: true, waitMs: null}, false]);
    assert.deepEqual(consent, {version: '2026-11', language: 'pl', text: 'Zgadzam się na rozmowę.'});
    assert.deepEqual(topics, ['Invoice', 'Contract']);
    const slot = slots[5];
    assert.ok(slot !== undefined);
    const {progress: told} = await receiptFor(hub, {
      zone: 'Asia/Kolkata',
      when: {kind: 'slot', startsAt: slot.startsAt},
    });
    assert.deepEqual([told.status, told.startsAt, told.endsAt], ['scheduled', slot.startsAt, slot.endsAt]);
    const [row] = await hub.query<{written: object; due: number; status: string}>(
      `select written, status, due_at as due from callback`,
    );
    const start = wallTimeAt('Asia/Kolkata', slot.startsAt);
    const end = wallTimeAt('Asia/Kolkata', slot.endsAt).time;
    assert.deepEqual(row, {
      written: {date: start.date, start: start.time, end, zone: 'Asia/Kolkata'},
      status: 'scheduled',
      due: slot.startsAt,
    });
  });

  it('[PK-41] [CB-30] [CB-33] [CB-35] [CB-38] [CB-39] [CB-40] [CB-42] [PK-5] whatever does not fit is told at its field, and nothing is kept', async () => {
    const grid = (ms: number) =>
      ({kind: 'slot', startsAt: Math.floor((Date.now() + ms) / 1_800_000) * 1_800_000}) as const;
    const cases: readonly [Parameters<typeof requestWith>[1], readonly string[]][] = [
      [{number: ''}, ['number required']],
      [{number: '12345'}, ['number too-short']],
      [{number: '+1234567890123456'}, ['number too-long']],
      [{number: 'call me'}, ['number invalid-character']],
      [{number: '201+5550177'}, ['number misplaced-plus']],
      [{number: '2015550'}, ['number impossible']],
      [{number: '+1 999 999 9999'}, ['number impossible']],
      [{number: '+1 900 234 5678'}, ['number premium']],
      [{number: '+44 7012 345678'}, ['number premium']],
      [{number: '+44 845 123 4567'}, ['number premium']],
      [{number: '+8816 1234 5678'}, ['number country']],
      [{number: '+48 501 234 567'}, ['number country']],
      [{number: '911'}, ['number emergency']],
      [{number: '+1 911'}, ['number emergency']],
      [{number: '9116666666'}, ['number emergency']],
      [{name: ''}, ['name required']],
      [{name: '  '}, ['name required']],
      [{name: 'Jo'}, ['name too-short']],
      [{name: '👩🏽'}, ['name too-short']],
      [{name: 'x'.repeat(251)}, ['name too-long']],
      [{reason: 'ż'.repeat(251)}, ['reason too-long']],
      [{email: 'nobody'}, ['email invalid']],
      [{email: `${'x'.repeat(250)}@a.example`}, ['email too-long']],
      [{zone: ''}, ['zone required']],
      [{zone: 'Europe/Atlantis'}, ['zone unknown-zone']],
      [{zone: '+02:00'}, ['zone unknown-zone']],
      [{when: {kind: 'slot', startsAt: Date.now() + 29 * 60_000}}, ['start too-soon']],
      [{when: grid(-DAY_MS)}, ['start too-soon']],
      [{when: {kind: 'slot', startsAt: -1}}, ['start too-soon']],
      [{when: grid(32 * DAY_MS)}, ['date too-far']],
      [{when: {kind: 'slot', startsAt: grid(DAY_MS).startsAt + 60_000}}, ['when slot-gone']],
      [{consent: {version: ''}}, ['consent required']],
      [{consent: {version: '2025-01'}}, ['consent outdated']],
      [
        {number: '1', name: '', email: 'x', zone: 'x', consent: {version: ''}},
        ['number too-short', 'name required', 'email invalid', 'zone unknown-zone', 'consent required'],
      ],
    ];
    const proof = await proofFor(hub);
    for (const [changes, problems] of cases) {
      const refused = await refusalIn(await asks(hub, {proof, ...changes}));
      assert.deepEqual(refused, {status: 422, code: 'invalid', problems, retryAfter: null}, JSON.stringify(changes));
    }
    assert.deepEqual(await counts(hub), {callbacks: 0, requests: 0, mails: 0});
    // None of it has used up the proof.
    await receiptFor(hub, {proof});
  });

  it('[PK-41] what has not even the shape of a request is told by its place, and never said back', async () => {
    const whole = await requestWith(hub, {proof: 'none'});
    const cases: readonly [unknown, number, string][] = [
      ['{', 400, 'malformed'],
      ['[]', 422, 'invalid'],
      [{...whole, when: {kind: 'later'}}, 422, 'invalid'],
      [{...whole, when: {kind: 'slot', startsAt: '7'}}, 422, 'invalid'],
      [{...whole, requestId: 'short'}, 422, 'invalid'],
      [{...whole, more: 1}, 422, 'invalid'],
      [{...whole, name: 7}, 422, 'invalid'],
      [{...whole, reason: 'x'.repeat(20_000)}, 413, 'too-large'],
    ];
    for (const [body, status, code] of cases) {
      const refused = await refusalIn(await send(hub, 'POST', '', body));
      assert.deepEqual([refused.status, refused.code, refused.problems], [status, code, []]);
    }
    assert.deepEqual(await counts(hub), {callbacks: 0, requests: 0, mails: 0});
  });

  it('[PK-41] [CB-34] names and reasons of any script and 250 characters are kept as they are', async () => {
    const names = ['x'.repeat(250), 'محمد عبد‏ الله', '👩‍👩‍👧 Nováková', 'a\u0000bc', 'Žofie\ud83d'];
    for (const name of names) await receiptFor(hub, {name, number: someNumber(), reason: '🧾'.repeat(250)});
    const rows = await hub.query<{name: string; reason: string}>(
      'select name, reason from callback order by created_at',
    );
    assert.deepEqual(
      rows.map(({name}) => name),
      ['x'.repeat(250), 'محمد عبد‏ الله', '👩‍👩‍👧 Nováková', 'a\ufffdbc', 'Žofie\ufffd'],
    );
    assert.equal(rows[0]?.reason, '🧾'.repeat(250));
  });

  it('[PK-42] a wrong key, a wrong origin and none are answered alike, to the letter; any page may read that', async () => {
    const answers = new Set<string>();
    for (const [changes, page] of [
      [{key: 'pk_there_is_no_such_key_1'}, {}],
      [{key: OTHER_KEY}, {}],
      [{}, {origin: OTHER_PORTAL}],
      [{}, {origin: 'https://portal.example.evil.example'}],
      [{}, {origin: 'null'}],
      [{}, {origin: null}],
    ] as const) {
      const posted = await asks(hub, {proof: 'none', ...changes}, page);
      assert.equal(posted.headers.get('access-control-allow-origin'), '*');
      answers.add(`${posted.status} ${await posted.text()}`);
      const key = 'key' in changes ? changes.key : 'pk_3fQ9v7Wm2LsXc8RtYb61';
      const asked = await send(hub, 'GET', `/form?key=${key}`, undefined, page);
      answers.add(`${asked.status} ${await asked.text()}`);
    }
    assert.equal(answers.size, 1);
    assert.match([...answers].join(), /^403 .*"code":"site-refused"/);
    const refused = await refusalIn(await asks(hub, {key: OTHER_KEY}, {origin: OTHER_PORTAL}));
    assert.deepEqual([refused.status, refused.code], [409, 'callbacks-not-set-up']);
    const preflight = await send(hub, 'OPTIONS', '/status');
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'authorization, content-type');
  });

  it('[PK-43] a proof that is forged, of another site, too old or used before is none', async () => {
    const spent = await proofFor(hub);
    await receiptFor(hub, {proof: spent});
    const challenge = await challengeFor(hub, 5_000);
    const number = Number(JSON.parse(Buffer.from(spent, 'base64').toString('utf8')).number);
    for (const proof of [
      '',
      'nothing',
      Buffer.from('null').toString('base64'),
      Buffer.from('{"algorithm":"SHA-1"}').toString('base64'),
      answerWith(challenge, number === 1 ? 2 : 1),
      answerWith({...challenge, signature: 'f'.repeat(64)}, 1),
      answerWith({...challenge, salt: challenge.salt.replace(/expires=\d+/, 'expires=9999999999')}, 1),
      await proofFor(hub, 5_000, 'other'),
      await proofFor(hub, 61 * 60_000),
      spent,
    ]) {
      const refused = await refusalIn(await asks(hub, {proof, number: someNumber()}));
      assert.deepEqual([refused.status, refused.code], [403, 'proof-invalid'], proof.slice(0, 40));
    }
    assert.equal((await counts(hub))?.callbacks, 1);
  });

  it('[PK-44] faster than anybody fills in a form is too fast; the same proof is good in a moment', async () => {
    const {proof: challenge} = await formFor(hub);
    assert.match(challenge.salt, /issued=\d+/);
    const early = await refusalIn(await asks(hub, {proof: await proofFor(hub, 0)}));
    assert.deepEqual([early.status, early.code, early.retryAfter], [429, 'rate-limited', '2']);
    assert.equal((await counts(hub))?.callbacks, 0);
    await receiptFor(hub, {proof: await proofFor(hub, 2_000)});
  });

  it('[PK-45] a robot that fills in what nobody sees is answered like everybody, and nothing is kept', async () => {
    const {progress: told, token} = await receiptFor(hub, {website: 'https://spam.example'});
    assert.deepEqual([told.status, told.cancellable], ['waiting', true]);
    assert.match(token, /^[\w-]{43}$/);
    assert.deepEqual(await counts(hub), {callbacks: 0, requests: 0, mails: 0});
  });

  it('[PK-55] sent twice, also at the same moment, it is one callback with one token; with other words it is another', async () => {
    const body = await requestWith(hub);
    const receipts = await Promise.all([1, 2, 3, 4].map(async () => receiptIn(await send(hub, 'POST', '', body))));
    const again = await receiptIn(await send(hub, 'POST', '', body));
    assert.deepEqual(new Set([...receipts, again].map(({token}) => token)).size, 1);
    assert.deepEqual(await counts(hub), {callbacks: 1, requests: 1, mails: 0});
    const other = await refusalIn(await send(hub, 'POST', '', {...body, name: 'Somebody Else'}));
    assert.deepEqual([other.status, other.code], [422, 'invalid']);
  });

  it('[PK-56] of a customer is kept what they agreed to, a trace of where they were and of their token, and nothing of it is logged', async () => {
    const from = '203.0.113.77';
    const {token} = await receiptFor(hub, {language: 'pl', reason: 'Very private'}, {from});
    const [row] = await hub.query<Record<string, string | number>>('select * from callback_request');
    assert.ok(row !== undefined);
    assert.deepEqual([row['consent_version'], row['consent_language'], row['site_id']], ['2026-11', 'pl', 'portal']);
    assert.ok(Math.abs(Number(row['created_at']) - Date.now()) < 60_000);
    const stored = JSON.stringify([row, await hub.query('select * from audit order by id desc limit 5')]);
    const logged = JSON.stringify(hub.log.lines);
    for (const secret of [token, from]) assert.ok(!stored.includes(secret));
    for (const secret of [token, from, CUSTOMER, CUSTOMER.slice(2), 'Nkemelu', 'Very private'])
      assert.ok(!logged.includes(secret));
  });
});

import assert from 'node:assert/strict';
import {request} from 'node:http';
import {after, afterEach, before, describe, it} from 'node:test';
import {CALLBACK_REQUESTS_PATH} from '../../../src/api/wire/callback-request.ts';
import {type TestMailServer, startMailServer} from '../../support/mail-server.ts';
import type {TestHub} from '../../support/test-hub.ts';
import {errorsOf} from '../desk/scenes.ts';
import {
  PORTAL,
  cancels,
  counts,
  forgetAll,
  formFor,
  hubForRequests,
  receiptFor,
  requestWith,
  someAddress,
  someNumber,
} from './request-world.ts';

describe('the confirmation of a callback by mail', {timeout: 120_000}, () => {
  let hub: TestHub;
  let server: TestMailServer;

  before(async () => {
    server = await startMailServer();
    hub = await hubForRequests(
      {configuration: {mail: {url: server.url, from: 'hub@northwind.example'}}},
      {mailFrom: 'callbacks@northwind.example'},
    );
  });

  afterEach(() => forgetAll(hub));

  after(async () => {
    await hub?.stop();
    await server?.stop();
    assert.deepEqual(errorsOf(hub), []);
  });

  it('[PK-49] says when, to which number, and where to see and cancel it, in the customer’s language; then the address is gone', async () => {
    const {slots, mail} = await formFor(hub, 'zone=Europe/Warsaw');
    assert.equal(mail, true);
    const slot = slots[0];
    assert.ok(slot !== undefined);
    const {statusUrl} = await receiptFor(hub, {
      ...{email: ' jan@example.com ', language: 'pl', zone: 'Europe/Warsaw', reason: 'Secret matter'},
      when: {kind: 'slot', startsAt: slot.startsAt},
    });
    const {recipients, from, content} = await server.mails.find('it is sent', () => true);
    assert.deepEqual([recipients, from], [['jan@example.com'], 'callbacks@northwind.example']);
    assert.equal(content.subject, 'Northwind Utilities: Twoja rozmowa telefoniczna');
    const text = content.text ?? '';
    assert.ok(text.includes(statusUrl) && content.html?.includes(`<a href="${statusUrl}">`) === true);
    assert.match(text, /Kiedy: .+ między \d\d:\d\d a \d\d:\d\d, Twojego czasu\./);
    assert.match(text, /\D0177/);
    for (const secret of ['2015550177', 'Nkemelu', 'Secret matter']) assert.ok(!text.includes(secret));
    const status = await fetch(statusUrl);
    assert.equal(status.status, 200);
    await hub.log.said('the hub is ready');
    await settled();
    assert.deepEqual(await hub.query('select 1 from callback_mail'), []);
    const stored = JSON.stringify([await hub.query('select * from callback_request'), hub.log.lines]);
    assert.ok(!stored.includes('jan@example.com'));
  });

  it('[PK-202] [PK-112] says that of several requests for a number the earliest time is kept, in both languages', async () => {
    for (const [language, words] of [
      ['en', /we call at the earliest of those times, which may be before the one shown here\./],
      ['pl', /zadzwonimy w najwcześniejszym z podanych w nich terminów, być może przed tym, który tu widzisz\./],
    ] as const) {
      const email = `${language}@example.com`;
      await receiptFor(hub, {email, language, number: someNumber()});
      const {content} = await server.mails.find('it is sent', ({recipients}) => recipients.includes(email));
      assert.match(content.text ?? '', words);
    }
    await settled();
  });

  it('[PK-58] a mailbox gets five a day, whoever gives its address; the requests are made all the same', async () => {
    server.mood = 'refuses';
    for (let at = 0; at < 7; at += 1)
      await receiptFor(hub, {email: at % 2 === 0 ? 'victim@example.com' : 'Victim@Example.com', number: someNumber()});
    assert.deepEqual(await counts(hub), {callbacks: 7, requests: 7, mails: 5});
    server.mood = 'takes';
  });

  it('[PK-59] no link is mailed to a place that a request makes up', async () => {
    const asked = await requestWith(hub, {email: 'victim@example.com', number: someNumber()});
    const status = await asHost(`${hub.url}${CALLBACK_REQUESTS_PATH}`, 'evil.example', JSON.stringify(asked));
    assert.equal(status, 201);
    assert.equal((await counts(hub))?.mails, 0);
  });

  it('[PK-49] is kept until the mail service takes it, keeps no request waiting, and is not sent for one that is cancelled', async () => {
    server.mood = 'refuses';
    const from = server.mails.all.length;
    await receiptFor(hub, {email: 'later@example.com', number: someNumber()});
    await server.mails.find('it is tried', ({recipients}) => recipients.includes('later@example.com'), from);
    assert.equal((await counts(hub))?.mails, 1);
    server.mood = 'takes';
    const again = server.mails.all.length;
    // Its next attempt is some seconds away: the test does not wait for it.
    await hub.query(
      `update callback_mail set delivery = jsonb_set(jsonb_set(delivery, '{notBefore}', '0'), '{taken}', 'null')`,
    );
    await hub.query(`notify cordboard_wake, 'callback'`);
    await server.mails.find('it is sent', ({recipients}) => recipients.includes('later@example.com'), again);
    await settled();
    server.mood = 'refuses';
    const {token} = await receiptFor(hub, {email: 'never@example.com', number: someNumber()});
    await cancels(hub, token);
    assert.equal((await counts(hub))?.mails, 0);
    server.mood = 'takes';
  });

  /** Until none is left. */
  async function settled(): Promise<void> {
    for (const until = AbortSignal.timeout(10_000); (await counts(hub))?.mails !== 0;) until.throwIfAborted();
  }
});

/** As a program sends it that calls the hub what it likes. */
function asHost(url: string, host: string, body: string): Promise<number | undefined> {
  const {promise, resolve, reject} = Promise.withResolvers<number | undefined>();
  const headers = {host, origin: PORTAL, 'content-type': 'application/json', 'x-forwarded-for': someAddress()};
  const sent = request(url, {method: 'POST', headers}, (answer) => {
    answer.resume();
    resolve(answer.statusCode);
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

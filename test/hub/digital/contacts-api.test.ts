import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {TestDesk} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {assertConsistent, availableDesk, errorsOf, offerOf} from '../desk/scenes.ts';
import {CHAT, type Integrator, MAIL, errorsIn, integrator, problemOf, someKey, withMailbox} from './scenes.ts';

describe('bringing a contact from another system', () => {
  let hub: TestHub;
  let shop: Integrator;
  let anna: TestDesk;

  before(async () => {
    hub = await startTestHub({organisation: withMailbox});
    shop = await integrator(hub);
    anna = await availableDesk(hub, 'anna');
  });

  after(async () => {
    await anna?.stop();
    await hub?.stop();
  });

  afterEach(async () => {
    await assertConsistent(hub);
    assert.deepEqual(errorsOf(hub), []);
  });

  const rows = async (): Promise<number> => {
    const [row] = await hub.query<{rows: number}>('select count(*)::int as rows from contact');
    return row?.rows ?? 0;
  };

  it('[DG-1] [PO-2] [PO-6] it is offered with subject, variables and link, and the answer says where its status is', async () => {
    const {status, headers, body} = await shop.send('POST', '/api/contacts', MAIL);
    assert.equal(status, 201);
    assert.equal(headers.get('location'), `/api/contacts/${String(body['id'])}`);
    assert.equal(body['statusUrl'], headers.get('location'));
    const {contact, offer} = await offerOf(anna, String(body['id']));
    assert.deepEqual(
      [contact.channel, contact.subject, contact.link, contact.queue?.id, contact.direction, contact.dnis],
      ['email', 'Re: contract', 'https://crm.test/threads/7', 'support', 'inbound', null],
    );
    assert.deepEqual(
      contact.variables.map(({name, value, secure}) => [name, value, secure]),
      [
        ['caseNo', '2231', false],
        ['tier', 'Standard', false],
        ['orders', null, false],
        ['language', 'English', false],
        ['pin', null, true],
      ],
    );
    const seen = await shop.send('GET', String(body['statusUrl']));
    assert.equal(seen.body['status'], 'offered');
    assert.equal(Date.parse(String(seen.body['offeredAt'])), offer.offeredAt);
  });

  it('[DG-2] the same request again is the same contact, however its fields are ordered', async () => {
    const key = someKey();
    const first = await shop.send('POST', '/api/contacts', CHAT, key);
    const {channel, ...rest} = CHAT;
    const again = await shop.send('POST', '/api/contacts', {...rest, channel}, key);
    assert.deepEqual([first.status, again.status, again.body['id']], [201, 200, first.body['id']]);
    const many = await Promise.all(
      Array.from({length: 8}, () => shop.send('POST', '/api/contacts', {...CHAT, externalId: 'chat-1'})),
    );
    assert.equal(new Set(many.map((each) => each.body['id'])).size, 1);
    assert.deepEqual(
      many.map((each) => each.status).toSorted((one, other) => one - other),
      [...Array<number>(7).fill(200), 201],
    );
  });

  it('[DG-2] another body under the same key or identifier is refused; another client may use it', async () => {
    const key = someKey();
    await shop.send('POST', '/api/contacts', CHAT, key);
    const other = await shop.send('POST', '/api/contacts', {...CHAT, subject: 'Other'}, key);
    assert.deepEqual(problemOf(other), [409, 'key-reused']);
    const clinic = await integrator(hub, 'clinic');
    assert.equal((await clinic.send('POST', '/api/contacts', {...CHAT, subject: 'Other'}, key)).status, 201);
    const thread = {...CHAT, externalId: 'one'};
    assert.equal((await shop.send('POST', '/api/contacts', thread)).status, 201);
    assert.deepEqual(problemOf(await shop.send('POST', '/api/contacts', {...thread, subject: 'x'})), [
      409,
      'key-reused',
    ]);
    // A key is no identifier: they are kept apart.
    assert.equal((await shop.send('POST', '/api/contacts', CHAT, {'idempotency-key': 'one'})).status, 201);
  });

  it('[DG-2] a request that does not say which it is is refused, and so is a key that is none', async () => {
    const before = await rows();
    assert.deepEqual(problemOf(await shop.send('POST', '/api/contacts', CHAT)), [400, 'key-missing']);
    for (const key of ['', 'has blank', 'x'.repeat(256)]) {
      const answer = await shop.send('POST', '/api/contacts', CHAT, {'idempotency-key': key});
      assert.deepEqual(problemOf(answer), [400, 'key-missing']);
    }
    assert.equal(await rows(), before);
  });

  it('[DG-4] every field that does not fit is named, none of their values is, and nothing is stored', async () => {
    const before = await rows();
    const answer = await shop.send(
      'POST',
      '/api/contacts',
      {
        channel: 'voice',
        queue: 'Bill ing',
        externalId: '',
        customer: {name: 'n'.repeat(251), address: '', age: 7},
        subject: 's'.repeat(257),
        variables: {'not a name': 'private', caseNo: 'private'.repeat(1_500)},
        link: 7,
        skills: {spanish: 11},
        priority: 2,
        extra: 'private',
      },
      someKey(),
    );
    assert.deepEqual(problemOf(answer), [422, 'invalid']);
    assert.deepEqual(errorsIn(answer), [
      ['/channel', 'chat, email or social'],
      ['/queue', 'an identifier of the organisation'],
      ['/externalId', 'a text that is not empty'],
      ['/customer/name', 'at most 250 characters'],
      ['/customer/address', 'a text that is not empty'],
      ['/customer/age', 'no such field'],
      ['/subject', 'at most 256 characters'],
      ['/variables/not a name', 'the name of a variable'],
      ['/variables/caseNo', 'at most 256 characters'],
      ['/link', 'a text or null'],
      ['/skills/spanish', 'a level from 1 to 10'],
      ['/priority', 'at least 3'],
      ['/extra', 'no such field'],
    ]);
    assert.doesNotMatch(JSON.stringify(answer.body), /private|nnnn|ssss/);
    assert.equal(await rows(), before);
  });

  it('[DG-4] what is missing, unknown or twice is named too', async () => {
    const missing = await shop.send('POST', '/api/contacts', {queue: 'billing'}, someKey());
    assert.deepEqual(errorsIn(missing), [
      ['/channel', 'to be there'],
      ['/customer', 'to be there'],
    ]);
    const both = await shop.send('POST', '/api/contacts', {...CHAT, entryPoint: 'mailbox'}, someKey());
    assert.deepEqual(errorsIn(both), [['', 'either entryPoint or queue, and not both']]);
    const queue = await shop.send('POST', '/api/contacts', {...CHAT, queue: 'sales'}, someKey());
    assert.deepEqual(errorsIn(queue), [['/queue', 'a queue of the organisation that takes chat']]);
    const entry = await shop.send('POST', '/api/contacts', {...MAIL, entryPoint: 'fax'}, someKey());
    assert.deepEqual(errorsIn(entry), [['/entryPoint', 'an entry point of the organisation for email']]);
    const elsewhere = await shop.send('POST', '/api/contacts', {...MAIL, channel: 'chat'}, someKey());
    assert.deepEqual(errorsIn(elsewhere), [['/entryPoint', 'an entry point of the organisation for chat']]);
    const notHere = await shop.send('POST', '/api/contacts', {...CHAT, channel: 'email', queue: 'closed'}, someKey());
    assert.deepEqual(errorsIn(notHere), [['/queue', 'a queue of the organisation that takes email']]);
    const skills = await shop.send('POST', '/api/contacts', {...CHAT, skills: {polish: 3, danish: 1}}, someKey());
    assert.deepEqual(errorsIn(skills), [['/skills/danish', 'a skill of the organisation']]);
    const type = await shop.send('POST', '/api/contacts', {...MAIL, variables: {orders: 'many'}}, someKey());
    assert.deepEqual(errorsIn(type), [['/variables/orders', 'a value of the type integer']]);
    const variable = await shop.send(
      'POST',
      '/api/contacts',
      {...MAIL, variables: {iban: 'x', caseNo: '1'}},
      someKey(),
    );
    assert.deepEqual(errorsIn(variable), [['/variables/iban', 'a variable of the entry point']]);
    const onQueue = await shop.send('POST', '/api/contacts', {...CHAT, variables: {caseNo: '1'}}, someKey());
    assert.deepEqual(errorsIn(onQueue), [['/variables/caseNo', 'a variable of the entry point']]);
  });

  it('[DG-4] a body that is no JSON, no object, too large or of another type is refused before it is looked at', async () => {
    const codes = [];
    for (const [body, headers] of [
      ['{"channel":', {}],
      ['', {'content-type': 'application/json'}],
      ['{"__proto__": {"x": 1}}', {}],
      [`"${'x'.repeat(70_000)}"`, {}],
      ['channel=chat', {'content-type': 'application/x-www-form-urlencoded'}],
      ['hello', {'content-type': 'text/plain'}],
      ['[]', {}],
      ['null', {}],
    ] as const) {
      codes.push(problemOf(await shop.send('POST', '/api/contacts', body, {...someKey(), ...headers})));
    }
    assert.deepEqual(codes, [
      [400, 'malformed'],
      [400, 'malformed'],
      [400, 'malformed'],
      [413, 'too-large'],
      [415, 'unsupported-media-type'],
      [415, 'unsupported-media-type'],
      [422, 'invalid'],
      [422, 'invalid'],
    ]);
  });

  it('[DG-4] text that the database cannot keep as it is is taken like any other', async () => {
    const {body} = await shop.send(
      'POST',
      '/api/contacts',
      '{"channel":"chat","queue":"billing","customer":{"address":"\\u0000\\ud800"},"subject":"a\\u0000b"}',
      someKey(),
    );
    assert.equal(body['subject'], 'a\uFFFDb');
  });

  it('[DG-5] a secure value is stored, and in no answer, event or log', async () => {
    const from = anna.events.all.length;
    const {body} = await shop.send('POST', '/api/contacts', {
      ...MAIL,
      externalId: 'thread-8',
      variables: {pin: '90210'},
    });
    const id = String(body['id']);
    await offerOf(anna, id, from);
    assert.deepEqual(body['variables'], {caseNo: null, tier: 'Standard', orders: null, language: 'English', pin: null});
    const changed = await shop.send('PATCH', `/api/contacts/${id}`, {variables: {pin: '90211'}});
    assert.deepEqual(changed.body['variables'], body['variables']);
    const [row] = await hub.query(`select value from variable where contact_id = $1 and name = 'pin'`, [id]);
    assert.deepEqual(row, {value: '90211'});
    assert.doesNotMatch(JSON.stringify([body, changed.body, anna.events.all, hub.log.lines]), /9021[01]/);
  });

  it('[DG-6] a link that leads elsewhere than to a listed host, or is no page, is refused', async () => {
    for (const link of [
      'http://crm.test/1',
      'https://crm.test.evil.example/1',
      'https://evil.example/#crm.test',
      'https://user:secret@crm.test/1',
      'javascript:alert(1)//crm.test',
      'data:text/html,crm.test',
      '//crm.test/1',
      'crm.test/1',
    ]) {
      const answer = await shop.send('POST', '/api/contacts', {...CHAT, link}, someKey());
      assert.deepEqual(
        errorsIn(answer),
        [['/link', 'an https address of a host that CORDBOARD_LINK_HOSTS lists']],
        link,
      );
    }
    assert.equal(
      (await shop.send('POST', '/api/contacts', {...CHAT, link: 'https://crm.test:8443/1'}, someKey())).status,
      201,
    );
  });

  it('[DG-9] a closed entry point that ends contacts says when it opens and keeps nothing; one that does not takes them', async () => {
    const before = await rows();
    const late = {...CHAT, queue: undefined, entryPoint: 'chat'};
    const key = someKey();
    const answer = await shop.send('POST', '/api/contacts', late, key);
    assert.deepEqual(problemOf(answer), [409, 'closed']);
    assert.equal(answer.body['opensAt'], '2099-12-31T09:30:00.000Z');
    assert.equal(await rows(), before);
    const [kept] = await hub.query('select 1 from api_contact where request_key = $1', [
      `key:${key['idempotency-key']}`,
    ]);
    assert.equal(kept, undefined);
    assert.equal((await shop.send('POST', '/api/contacts', {...late, entryPoint: 'chat-anyway'}, key)).status, 201);
  });
});

import assert from 'node:assert/strict';
import type {LookupFunction} from 'node:net';
import {after, before, describe, it} from 'node:test';
import {FlowRequester} from '../../../hub/flows/request.ts';
import {fillTemplate} from '../../../hub/flows/template.ts';
import type {Variable} from '../../../src/domain/contact.ts';
import type {HttpStep} from '../../../src/domain/flow.ts';
import {type OtherSystem, json, startOtherSystem} from './other-system.ts';

const facts = {label: 'x', editable: false, popoverPlace: null, version: 1, secure: false};
const VARIABLES: readonly Variable[] = [
  {...facts, name: 'customerId', type: 'integer', value: '471100'},
  {...facts, name: 'tier', type: 'string', value: 'Gold & more/ä?#%'},
  {...facts, name: 'vip', type: 'boolean', value: 'true'},
  {...facts, name: 'empty', type: 'string', value: null},
  {...facts, name: 'dots', type: 'string', value: '..'},
  {...facts, name: 'pin', type: 'string', value: '1234', secure: true},
];

describe('a request of a flow', () => {
  let system: OtherSystem;

  before(async () => {
    system = await startOtherSystem();
  });

  after(async () => {
    await system?.stop();
  });

  const step = (more: Partial<HttpStep> = {}): HttpStep => ({
    id: 'ask',
    kind: 'http',
    method: 'GET',
    url: `http://127.0.0.1:${system.port}/customers/{customerId}`,
    body: [],
    timeoutMs: 2_000,
    variables: {},
    next: 'a',
    onFailure: 'b',
    ...more,
  });

  function ask(more: Partial<HttpStep> = {}, hosts?: readonly string[], lookup?: LookupFunction) {
    const requester = new FlowRequester(hosts ?? [`127.0.0.1:${system.port}`, `localhost:${system.port}`], lookup);
    const asking = {id: 'contact-1/3', variables: VARIABLES, signal: new AbortController().signal};
    return requester.ask(step(more), asking);
  }

  const answers = (value: unknown) => {
    system.answer = (response) => json(response, value);
  };

  it('[FL-12] says who asks, and brings values back by their paths, of their types', async () => {
    answers({customer: {tier: 'Silver', vip: false, number: 12, orders: [{id: 'A-1'}], note: null}});
    const variables = {
      tier: 'customer.orders.0.id',
      vip: 'customer.vip',
      customerId: 'customer.number',
      empty: 'customer.note',
    };
    const from = system.asked.all.length;
    assert.deepEqual(await ask({variables}), {values: {tier: 'A-1', vip: 'false', customerId: '12', empty: null}});
    const [asked] = system.asked.all.slice(from);
    assert.ok(asked);
    assert.deepEqual(
      [asked.method, asked.path, asked.headers['idempotency-key']],
      ['GET', '/customers/471100', 'contact-1/3'],
    );
  });

  it('[FL-12] keeps values where they belong in the address, and secure ones here', async () => {
    answers({});
    const from = system.asked.all.length;
    await ask({url: `http://localhost:${system.port}/t/{tier}/x?pin={pin}&e={empty}&t={tier}`});
    const encoded = 'Gold%20%26%20more%2F%C3%A4%3F%23%25';
    assert.equal(system.asked.all[from]?.path, `/t/${encoded}/x?pin=&e=&t=${encoded}`);
    assert.deepEqual(await ask({url: `http://localhost:${system.port}/a/{dots}/b`}), {failed: 'address-not-allowed'});
    assert.equal(system.asked.all.length, from + 1);
  });

  it('[FL-12] posts what the step names as JSON, and a secure value never', async () => {
    answers({});
    const from = system.asked.all.length;
    await ask({method: 'POST', body: ['customerId', 'tier', 'vip', 'empty', 'pin', 'unknown']});
    const [asked] = system.asked.all.slice(from);
    assert.equal(asked?.headers['content-type'], 'application/json');
    assert.deepEqual(JSON.parse(asked?.body ?? ''), {
      customerId: 471_100,
      tier: 'Gold & more/ä?#%',
      vip: true,
      empty: null,
      pin: null,
      unknown: null,
    });
  });

  it('[FL-12] takes an answer whole or not at all', async () => {
    const variables = {tier: 'tier', customerId: 'id'};
    for (const value of [
      {tier: 'Gold'},
      {tier: 'Gold', id: 'many'},
      {tier: 'x'.repeat(300), id: 1},
      [],
      'text',
      7,
      null,
    ]) {
      answers(value);
      assert.deepEqual(await ask({variables}), {failed: 'answer-not-as-expected'}, JSON.stringify(value));
    }
    for (const path of ['constructor', '__proto__.x', 'toString', 'tier.length']) {
      answers({tier: 'Gold'});
      assert.deepEqual(await ask({variables: {tier: path}}), {failed: 'answer-not-as-expected'}, path);
    }
  });

  it('[FL-12] fails for garbage, an endless answer, a bad status, a redirect, and one that breaks off', async () => {
    const cases: readonly (readonly [OtherSystem['answer'], string])[] = [
      [(response) => response.end('<html>'), 'answer-not-json'],
      [(response) => response.end(Buffer.from([0x22, 0xff, 0x22])), 'answer-not-json'],
      [(response) => response.end(''), 'answer-not-json'],
      [(response) => response.end(`"${'x'.repeat(70_000)}"`), 'answer-too-long'],
      [(response) => response.writeHead(500).end('{}'), 'http-500'],
      [(response) => response.writeHead(404).end('{}'), 'http-404'],
      [
        (response) => response.writeHead(302, {location: `http://127.0.0.1:${system.port}/elsewhere`}).end(),
        'http-302',
      ],
      [(response) => response.socket?.destroy(), 'ECONNRESET'],
    ];
    for (const [answer, failed] of cases) {
      const from = system.asked.all.length;
      system.answer = answer;
      assert.deepEqual(await ask(), {failed});
      assert.equal(system.asked.all.length, from + 1, 'asked once, and nobody else');
    }
  });

  it('[FL-12] is given up when its time is over, also in the middle of an answer', async () => {
    system.answer = () => undefined;
    assert.deepEqual(await ask({timeoutMs: 500}), {failed: 'timeout'});
    system.answer = (response) => void response.write('{"tier": ');
    assert.deepEqual(await ask({timeoutMs: 500}), {failed: 'timeout'});
  });

  it('[FL-12] reaches listed hosts only, and an inner address only when it is listed itself', async () => {
    answers({});
    const from = system.asked.all.length;
    const {port} = system;
    const leadsTo =
      (address: string): LookupFunction =>
      (_name, options, callback) => {
        const found = {address, family: address.includes(':') ? 6 : 4};
        if (options.all === true) callback(null, [found]);
        else callback(null, found.address, found.family);
      };
    const inner = leadsTo('127.0.0.1');
    for (const [url, hosts, lookup, failed] of [
      [`http://127.0.0.1:${port}/`, [], inner, 'host-not-listed'],
      [`http://127.0.0.1:${port}/`, ['crm.example'], inner, 'host-not-listed'],
      [`http://127.0.0.1:${port}/`, [`127.0.0.1:${port + 1}`], inner, 'host-not-listed'],
      [`http://crm.example:${port}/`, ['crm.example'], inner, 'host-not-listed'],
      [`https://crm.example.evil.test:${port}/`, ['crm.example'], inner, 'host-not-listed'],
      [`https://user:secret@crm.example:${port}/`, ['crm.example'], inner, 'host-not-listed'],
      [`https://crm.example:${port}/`, ['crm.example'], inner, 'private-address'],
      [`https://crm.example:${port}/`, ['crm.example', '127.0.0.2'], inner, 'private-address'],
      [`https://crm.example:${port}/`, ['crm.example'], leadsTo('169.254.169.254'), 'private-address'],
      [`https://crm.example:${port}/`, ['crm.example'], leadsTo('fd00::1'), 'private-address'],
      [`http://localhost:${port}/`, ['localhost'], leadsTo('10.0.0.1'), 'private-address'],
      [`https://10.0.0.1:${port}/`, ['*.1'], inner, 'private-address'],
      ['file:///etc/passwd', ['etc'], inner, 'host-not-listed'],
    ] as const)
      assert.deepEqual(await ask({url}, hosts, lookup), {failed}, `${url} with ${hosts.join()}`);
    assert.equal(system.asked.all.length, from);
    // Listed itself it is reached; there it is plain HTTP that answers, which a TLS handshake tells.
    const reached = await ask({url: `https://crm.example:${port}/`}, ['crm.example', '127.0.0.1'], inner);
    assert.ok('failed' in reached && /SSL|EPROTO/.test(reached.failed), JSON.stringify(reached));
    assert.deepEqual(await ask({url: `http://localhost:${port}/`}, ['localhost'], inner), {values: {}});
  });

  it('[FL-12] never leaves its folder by a value', () => {
    for (const value of [
      '.',
      '..',
      '../..',
      '%2e%2e',
      'a/../b',
      '\\..\\',
      '//evil.test',
      '@evil.test',
      ':80',
      '?x',
      '#x',
      '\ud800',
    ])
      for (const template of [
        'https://crm.example/a/{v}/b',
        'https://crm.example/a/{v}',
        'https://crm.example/{v}{v}/x?{v}',
      ]) {
        const filled = fillTemplate(template, () => value);
        if (filled === null) continue;
        const {origin, pathname} = new URL(filled);
        assert.equal(origin, 'https://crm.example');
        assert.equal(
          pathname.split('/').length,
          template.split('?')[0]?.split('/').slice(2).length,
          `${template} ${value}`,
        );
      }
  });
});

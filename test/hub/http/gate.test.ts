import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type Admission, admit} from '../../../hub/http/gate.ts';

const TOKEN = 'a-token-of-some-length';
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

describe('who may watch', () => {
  type Row = readonly [why: string, address: string, headers: Record<string, string>, admission: Admission];
  const withoutToken: readonly Row[] = [
    ['a program here', '127.0.0.1', {host: '127.0.0.1:7400'}, 'admitted'],
    ['by the name', '127.0.0.1', {host: 'localhost:7400'}, 'admitted'],
    ['by IPv6', '::1', {host: '[::1]:7400'}, 'admitted'],
    ['IPv4 as IPv6', '::ffff:127.0.0.1', {host: '127.0.0.1'}, 'admitted'],
    ['another machine', '10.0.0.5', {host: '10.0.0.1:7400'}, 'this-machine-only'],
    ['another machine that lies', '10.0.0.5', {host: 'localhost'}, 'this-machine-only'],
    ['a page whose name was made to mean this machine', '127.0.0.1', {host: 'evil.example'}, 'this-machine-only'],
    ['no name at all', '127.0.0.1', {}, 'this-machine-only'],
    ['through a proxy', '127.0.0.1', {host: 'localhost', 'x-forwarded-for': '203.0.113.5'}, 'this-machine-only'],
    ['through another', '127.0.0.1', {host: 'localhost', forwarded: 'for=203.0.113.5'}, 'this-machine-only'],
    ['through a third', '127.0.0.1', {host: 'localhost', via: '1.1 cache'}, 'this-machine-only'],
    ['with a token nobody asked for', '10.0.0.5', {authorization: `Bearer ${TOKEN}`}, 'this-machine-only'],
  ];
  for (const [why, address, headers, admission] of withoutToken) {
    it(`[OP-23] without a token: ${why} is ${admission}`, () => {
      assert.equal(admit({token: null, behindProxy: false}, {address, headers}), admission);
    });
  }

  it('[OP-23] behind a proxy nobody counts as this machine', () => {
    const caller = {address: '127.0.0.1', headers: {host: '127.0.0.1:7400'}};
    assert.equal(admit({token: null, behindProxy: true}, caller), 'this-machine-only');
  });

  const withToken: readonly (readonly [why: string, authorization: string | undefined, admission: Admission])[] = [
    ['as a bearer', `Bearer ${TOKEN}`, 'admitted'],
    ['as a password', basic(`operator:${TOKEN}`), 'admitted'],
    ['as a password without a name', basic(`:${TOKEN}`), 'admitted'],
    ['not at all', undefined, 'token-needed'],
    ['wrongly', `Bearer ${TOKEN}x`, 'token-needed'],
    ['empty', 'Bearer ', 'token-needed'],
    ['as a name', basic(`${TOKEN}:`), 'token-needed'],
    ['in another scheme', `Digest ${TOKEN}`, 'token-needed'],
  ];
  for (const [why, authorization, admission] of withToken) {
    it(`[OP-23] the token given ${why} is ${admission}, also on this machine`, () => {
      const headers = {host: 'localhost', ...(authorization === undefined ? {} : {authorization})};
      for (const address of ['10.0.0.5', '127.0.0.1'])
        assert.equal(admit({token: TOKEN, behindProxy: true}, {address, headers}), admission);
    });
  }
});

import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {PublicAddress} from '../../../hub/http/public-address.ts';
import {connectBare} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';

describe('the hub’s address as browsers write it', () => {
  const address = new PublicAddress({publicUrl: 'https://hub-1.example.com/cordboard', trusted: ['10.0.0.0/8']});

  const paths: readonly (readonly [asked: string, is: string])[] = [
    ['/cordboard/desk?id=1', '/desk?id=1'],
    ['/desk?id=1', '/desk?id=1'],
    ['/cordboard', '/'],
    ['/cordboard?x', '/?x'],
    ['/cordboard-2/desk', '/cordboard-2/desk'],
    ['/', '/'],
  ];
  for (const [asked, is] of paths) {
    it(`[OP-53] ${asked} is ${is}, whether the proxy takes the prefix away or not`, () => {
      assert.equal(address.withoutPrefix(asked), is);
    });
  }

  type Asked = Partial<{method: string; url: string; headers: Record<string, string>; address: string}>;
  const elsewhere = (asked: Asked): string | null =>
    address.elsewhere({
      method: 'POST',
      url: '/desk/negotiate?negotiateVersion=1',
      headers: {host: 'hubs.example.com'},
      address: '10.1.2.3',
      ...asked,
    });
  const here = 'https://hub-1.example.com/cordboard/desk';

  it('[OP-53] a negotiation by a name that all hubs share goes on at the hub it came to', () => {
    assert.equal(elsewhere({}), here);
    assert.equal(elsewhere({headers: {host: 'hub-1.example.com'}}), null);
    assert.equal(elsewhere({headers: {host: 'HUB-1.example.com:443'}}), null);
    assert.equal(elsewhere({headers: {host: 'inside:7400', 'x-forwarded-host': 'hub-1.example.com'}}), null);
    assert.equal(elsewhere({headers: {host: 'inside:7400', 'x-forwarded-host': 'hubs.example.com'}}), here);
  });

  it('[OP-52] what a proxy that is not trusted says of the host is not believed', () => {
    const headers = {host: 'inside:7400', 'x-forwarded-host': 'hub-1.example.com'};
    assert.equal(elsewhere({headers, address: '192.168.1.1'}), here);
    assert.equal(elsewhere({headers, address: '::ffff:10.1.2.3'}), null);
  });

  it('[OP-53] nothing but a negotiation is sent elsewhere, and nothing without a public address', () => {
    assert.equal(elsewhere({method: 'GET'}), null);
    assert.equal(elsewhere({url: '/phone-numbers'}), null);
    const plain = new PublicAddress({publicUrl: null, trusted: []});
    const asked = {method: 'POST', url: '/desk/negotiate', headers: {host: 'any'}, address: '1.2.3.4'};
    assert.equal(plain.elsewhere(asked), null);
    assert.equal(plain.withoutPrefix('/cordboard/desk'), '/cordboard/desk');
  });
});

describe('several hubs behind one name', () => {
  let hub: TestHub;

  before(async () => {
    hub = await startTestHub();
  });

  after(async () => {
    await hub?.stop();
  });

  it('[OP-53] a desk that negotiates by the name for all ends at the hub itself, prefix and all', async () => {
    const own = new URL(hub.url);
    await hub.restart({proxy: {publicUrl: `http://localhost:${own.port}/cordboard`, trusted: []}});
    const token = await hub.issuer.token('anna');
    const headers = {authorization: `Bearer ${token}`, origin: 'http://desk.test'};
    const answer = await fetch(`http://127.0.0.1:${own.port}/desk/negotiate?negotiateVersion=1`, {
      method: 'POST',
      headers,
    });
    assert.deepEqual(await answer.json(), {negotiateVersion: 1, url: `http://localhost:${own.port}/cordboard/desk`});
    assert.equal(answer.headers.get('access-control-allow-origin'), 'http://desk.test');
    const desk = await connectBare(`http://127.0.0.1:${own.port}`, token);
    assert.equal((await desk.resume()).agent.name, 'Test Agent');
    await desk.stop();
  });

  it('[OP-23] behind a proxy metrics and status page need a token', async () => {
    assert.equal((await fetch(`${hub.url}/metrics`)).status, 403);
    assert.equal((await fetch(`${hub.url}/status`)).status, 403);
  });
});

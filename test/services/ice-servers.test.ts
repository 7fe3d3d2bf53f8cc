import assert from 'node:assert/strict';
import {describe, it, mock} from 'node:test';
import {hubAddress} from '../../src/api/hub-address.ts';
import {HubLink} from '../../src/api/hub-link.ts';
import {hubIceServers} from '../../src/services/voice/ice-servers.ts';

const TOLD = {
  iceServers: [
    {urls: ['stun:stun.example.com'], username: null, credential: null},
    {urls: ['turn:turn.example.com', 'turns:turn.example.com:5349'], username: '1:a', credential: 'x'},
  ],
};

const KNOWN = [
  {urls: ['stun:stun.example.com']},
  {urls: ['turn:turn.example.com', 'turns:turn.example.com:5349'], username: '1:a', credential: 'x'},
];

describe('the relays a desk uses', () => {
  it('[OP-62] are asked of the hub before a connection, once for several, as the browser takes them', async () => {
    const ask = mock.fn(async () => TOLD);
    const iceServers = hubIceServers(ask);
    assert.deepEqual(await Promise.all([iceServers(), iceServers()]), [KNOWN, KNOWN]);
    assert.deepEqual(await iceServers(), KNOWN);
    assert.equal(ask.mock.callCount(), 1);
  });

  it('[OP-62] are asked for again long before their credentials end', async (test) => {
    let now = 1_000;
    test.mock.method(performance, 'now', () => now);
    const ask = mock.fn(async () => TOLD);
    const iceServers = hubIceServers(ask);
    await iceServers();
    now += 599_000;
    await iceServers();
    assert.equal(ask.mock.callCount(), 1);
    now += 2_000;
    await iceServers();
    assert.equal(ask.mock.callCount(), 2);
  });

  it('[OP-62] hold nobody up: without an answer in time, or from a hub that does not know, there are none', async (test) => {
    test.mock.timers.enable({apis: ['setTimeout']});
    const {promise} = Promise.withResolvers<typeof TOLD>();
    const silent = hubIceServers(() => promise)();
    test.mock.timers.tick(1_500);
    assert.deepEqual(await silent, []);
    const ask = mock.fn(async () => Promise.reject(new Error('unknown method')));
    const old = hubIceServers(ask);
    assert.deepEqual([await old(), await old()], [[], []]);
    assert.equal(ask.mock.callCount(), 1);
  });
});

describe('a hub below a path', () => {
  const addresses: readonly (readonly [hub: string, address: string])[] = [
    ['https://hub.example.com', 'https://hub.example.com/desk'],
    ['https://hub.example.com/', 'https://hub.example.com/desk'],
    ['https://example.com/cordboard', 'https://example.com/cordboard/desk'],
    ['https://example.com/cordboard/', 'https://example.com/cordboard/desk'],
  ];
  for (const [hub, address] of addresses) {
    it(`[OP-53] ${hub} is asked at ${address}`, () => assert.equal(hubAddress(hub, '/desk'), address));
  }

  it('[OP-53] is where a desk connects', async (test) => {
    const asked: string[] = [];
    test.mock.method(globalThis, 'fetch', async (input: string | URL | Request) => {
      asked.push(input instanceof Request ? input.url : input.toString());
      throw new TypeError('not reached');
    });
    const {promise: failed, resolve} = Promise.withResolvers<void>();
    const link = new HubLink({
      hubUrls: ['https://example.com/cordboard'],
      path: '/desk',
      getToken: async () => 'token',
      receivers: {},
      greet: async () => undefined,
      onState: ({status}) => status === 'reconnecting' && resolve(),
    });
    link.start();
    await failed;
    await link.stop();
    assert.match(asked[0] ?? '', /^https:\/\/example\.com\/cordboard\/desk\/negotiate/);
  });
});

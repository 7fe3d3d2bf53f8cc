import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import type {LookupFunction} from 'node:net';
import {describe, it} from 'node:test';
import {ConfigurationError} from '../../../hub/configuration.ts';
import {isPrivateAddress} from '../../../hub/webhooks/private-address.ts';
import {retryAfterMs} from '../../../hub/webhooks/retry.ts';
import {WebhookSender} from '../../../hub/webhooks/send.ts';
import {webhookHeaders} from '../../../hub/webhooks/signature.ts';
import {parseWebhooks} from '../../../hub/webhooks/webhooks-file.ts';
import {Receiver, SECRET, endpointFor} from './receiver.ts';

describe('the signature', () => {
  it('[DG-22] is that of the specification’s own example', () => {
    // https://github.com/standard-webhooks/standard-webhooks, the test vector of its libraries.
    const message = {id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampS: 1_614_265_330, body: '{"test": 2432232314}'};
    assert.deepEqual(webhookHeaders(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']), {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('[DG-22] there is one for each secret, so that a receiver may have either', () => {
    const other = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    const message = {id: 'a', timestampS: 1, body: '{}'};
    const [first, second, ...more] = (webhookHeaders(message, [SECRET, other])['webhook-signature'] ?? '').split(' ');
    const sign = (key: Buffer) => `v1,${createHmac('sha256', key).update('a.1.{}').digest('base64')}`;
    assert.deepEqual(
      [first, second, more],
      [sign(Buffer.from(SECRET.slice(6), 'base64')), sign(Buffer.alloc(24, 7)), []],
    );
  });
});

describe('the time until it is sent again', () => {
  it('[DG-23] doubles from a second up to an hour, at random between half and whole', () => {
    const whole = [1, 2, 3, 4, 12, 13, 40, 2_000].map((attempts) => retryAfterMs(attempts, 1));
    assert.deepEqual(whole, [1_000, 2_000, 4_000, 8_000, 2_048_000, 3_600_000, 3_600_000, 3_600_000]);
    assert.deepEqual([retryAfterMs(1, 0), retryAfterMs(13, 0)], [500, 1_800_000]);
  });

  it('[DG-23] is longer when the receiver says so, an hour at most', () => {
    assert.equal(retryAfterMs(1, 0, 120_000), 120_000);
    assert.equal(retryAfterMs(20, 1, 1_000), 3_600_000);
    assert.equal(retryAfterMs(1, 0, 86_400_000), 3_600_000);
  });
});

describe('where a webhook may lead', () => {
  const INNER = [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fd00::1',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::1',
    '2001::1',
    'not-an-address',
  ];

  for (const address of INNER) {
    it(`[DG-26] not to ${address}`, () => assert.equal(isPrivateAddress(address), true));
  }

  for (const address of [
    '93.184.215.14',
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '2606:2800:21f:cb07:6820:80da:af6b:8b2c',
  ]) {
    it(`[DG-26] to ${address}`, () => assert.equal(isPrivateAddress(address), false));
  }

  const resolvesTo =
    (...addresses: readonly string[]): LookupFunction =>
    (_hostname, _options, callback) =>
      callback(
        null,
        addresses.map((address) => ({address, family: address.includes(':') ? 6 : 4})),
        4,
      );

  it('[DG-26] an inner address is not connected to, whether it is written or a name leads to it', async () => {
    await using receiver = await Receiver.start();
    const {port} = new URL(receiver.url);
    for (const [host, lookup] of [
      ['127.0.0.1', resolvesTo()],
      ['2130706433', resolvesTo()],
      ['0x7f.1', resolvesTo()],
      ['[::ffff:127.0.0.1]', resolvesTo()],
      ['hooks.example', resolvesTo('127.0.0.1')],
      // One public address among them does not help.
      ['hooks.example', resolvesTo('93.184.215.14', '127.0.0.1')],
    ] as const) {
      const sender = new WebhookSender(false, lookup);
      const sending = {url: `http://${host}:${port}/`, headers: {}, body: '{}', signal: new AbortController().signal};
      const attempt = await sender.send(sending);
      sender.close();
      assert.deepEqual(
        attempt,
        {taken: false, status: null, error: 'private-address', retryMs: null, final: false},
        host,
      );
    }
    assert.equal(receiver.requests.all.length, 0);
  });

  it('[DG-26] it is when the operator allows it; a redirect leads nowhere', async () => {
    await using receiver = await Receiver.start();
    const {port} = new URL(receiver.url);
    const sender = new WebhookSender(true, resolvesTo('127.0.0.1'));
    const send = () =>
      sender.send({
        url: `http://hooks.example:${port}/`,
        headers: {},
        body: '{}',
        signal: new AbortController().signal,
      });
    assert.deepEqual(await send(), {taken: true, status: 204});
    receiver.answer = (response) => response.writeHead(302, {location: `${receiver.url}/elsewhere`}).end();
    assert.deepEqual(await send(), {taken: false, status: 302, error: 'http-302', retryMs: null, final: false});
    assert.deepEqual(
      receiver.requests.all.map(({path}) => path),
      ['/', '/'],
    );
    sender.close();
  });
});

describe('the operator’s file of webhooks', () => {
  const good = {id: 'crm', url: 'https://crm.example/hooks', secrets: [SECRET]};

  it('[DG-30] says where each leads, with what secrets, and what it is told', () => {
    const [crm, shop] = parseWebhooks(
      JSON.stringify({
        endpoints: [
          good,
          {...endpointFor('http://localhost:9'), id: 'shop', events: ['contact.ended'], personalData: true},
        ],
      }),
    );
    assert.deepEqual([crm?.events.length, crm?.personalData], [6, false]);
    assert.deepEqual([shop?.events, shop?.personalData], [['contact.ended'], true]);
  });

  const WRONG: readonly (readonly [string, object, string])[] = [
    ['an address without https', {...good, url: 'http://crm.example/'}, 'endpoints.0.url must be an https address'],
    ['an address with a password', {...good, url: 'https://u:p@crm.example/'}, 'endpoints.0.url must be'],
    ['no address', {...good, url: 'crm'}, 'endpoints.0.url must be'],
    ['a short secret', {...good, secrets: ['whsec_c2hvcnQ=']}, 'endpoints.0.secrets.0 must be whsec_ and 24 to 64'],
    ['a secret of another kind', {...good, secrets: ['correct horse battery staple']}, 'endpoints.0.secrets.0 must be'],
    ['no secret', {...good, secrets: []}, 'endpoints.0.secrets must be'],
    ['an unknown event', {...good, events: ['contact.answered']}, 'endpoints.0.events.0 must be'],
    ['an unknown field', {...good, token: 'private'}, 'endpoints.0.token must be'],
  ];

  for (const [what, endpoint, expected] of WRONG) {
    it(`[DG-30] ${what} is refused, and not repeated`, () => {
      assert.throws(
        () => parseWebhooks(JSON.stringify({endpoints: [endpoint]})),
        (error) => {
          assert.ok(error instanceof ConfigurationError);
          assert.ok(error.message.startsWith(`CORDBOARD_WEBHOOKS: ${expected}`), error.message);
          assert.doesNotMatch(error.message, /crm|c2hv|horse|private|u:p/);
          return true;
        },
      );
    });
  }

  it('[DG-30] two of one id, and what is no JSON, are refused', () => {
    assert.throws(() => parseWebhooks(JSON.stringify({endpoints: [good, good]})), /each id once/);
    assert.throws(() => parseWebhooks('{'), /a file of JSON/);
  });
});

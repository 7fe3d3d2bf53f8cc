import assert from 'node:assert/strict';
import {it} from 'node:test';
import {ServerConnection} from '../../../hub/signalr/connection.ts';
import {Invoker} from '../../../hub/signalr/invoker.ts';
import {JsonProtocol} from '../../../hub/signalr/json-protocol.ts';
import {resolveOptions} from '../../../hub/signalr/server-options.ts';
import {FakeTransport, handshake, openHub, recordSeparator} from './support.ts';
import {bench, callText} from './connection-bench.ts';

it('[SR-43] a connection that sends often enough sends no pings', async (t) => {
  const {transport, connection} = bench(t, openHub(), {keepAliveIntervalMs: 100});
  const enough = Promise.withResolvers<void>();
  const busy = setInterval(() => {
    connection.send('Busy');
    if (transport.sent.length > 30) enough.resolve();
  }, 10);
  await enough.promise;
  clearInterval(busy);
  assert.equal(
    transport.sent.some((message) => JSON.stringify(message) === '{"type":6}'),
    false,
  );
});

it('[SR-43] a transport that keeps itself alive gets no pings and has no client timeout', (t) => {
  t.mock.timers.enable({apis: ['setTimeout']});
  const transport = new FakeTransport();
  transport.keepsAliveItself = true;
  const options = resolveOptions({allowedOrigins: []});
  const definition = openHub();
  const invoker = new Invoker({methods: {}, ...options});
  const none = (): void => {};
  const shared = {definition, invoker, protocols: [new JsonProtocol()], options, onOpened: none, onEnded: none};
  const connection = new ServerConnection({id: 'c2', identity: {user: '', expiresAt: null}, transport, ...shared});
  transport.receive(handshake);
  t.mock.timers.tick(3_600_000);
  assert.deepEqual(transport.sent, [{}]);
  assert.equal(connection.signal.aborted, false);
});

it('[SR-44] a client that says anything often enough is not silent', async (t) => {
  const {transport, connection} = bench(t, openHub(), {clientTimeoutMs: 100});
  const enough = Promise.withResolvers<void>();
  let pings = 0;
  const client = setInterval(() => {
    transport.receive(`{"type":6}${recordSeparator}`);
    pings += 1;
    if (pings === 30) enough.resolve();
  }, 10);
  await enough.promise;
  clearInterval(client);
  assert.equal(connection.signal.aborted, false);
});

it('[SR-44] a client we have stopped reading is not silent', async (t) => {
  t.mock.timers.enable({apis: ['setTimeout']});
  const gate = Promise.withResolvers<void>();
  const {transport, connection} = bench(t, openHub({methods: {Work: () => gate.promise}}));
  transport.receive(Array.from({length: 200}, () => callText('Work')).join(''));
  assert.deepEqual(transport.calls, ['pause']);
  t.mock.timers.tick(120_000);
  assert.equal(connection.signal.aborted, false);
  gate.resolve();
});

it('[SR-45] an expiry further away than a timer reaches does not fire at once', (t) => {
  t.mock.timers.enable({apis: ['setTimeout', 'Date'], now: 0});
  const transport = new FakeTransport();
  const options = resolveOptions({allowedOrigins: [], keepAliveIntervalMs: 2 ** 31 - 1, clientTimeoutMs: 2 ** 31 - 1});
  const none = (): void => {};
  const expiresAt = 2 ** 31 + 1_000;
  const connection = new ServerConnection({
    id: 'c3',
    identity: {user: '', expiresAt},
    transport,
    definition: openHub(),
    invoker: new Invoker({methods: {}, ...options}),
    protocols: [new JsonProtocol()],
    options: {...options, keepAliveIntervalMs: 1e9, clientTimeoutMs: 1e9},
    onOpened: none,
    onEnded: none,
  });
  transport.keepsAliveItself = true;
  transport.receive(handshake);
  t.mock.timers.tick(expiresAt - 1);
  assert.equal(connection.signal.aborted, false);
  t.mock.timers.tick(1);
  assert.equal(connection.signal.aborted, true);
});

import assert from 'node:assert/strict';
import {connect} from 'node:net';
import {once} from 'node:events';
import {it} from 'node:test';
import {Inbox, RawClient, handshake, openHub, recordSeparator, serve} from './support.ts';

const echo = openHub({methods: {Echo: (_connection, value) => value}});

function call(invocationId: string, target: string, ...args: unknown[]): object {
  return {type: 1, invocationId, target, arguments: args};
}

it('[SR-18] messages may follow the handshake in the same frame', async (t) => {
  const {url} = await serve(t, echo);
  const client = new RawClient(url);
  await client.opened;
  client.socket.send(handshake + JSON.stringify(call('1', 'Echo', 'hi')) + recordSeparator);
  assert.deepEqual(await client.next(), {});
  assert.deepEqual(await client.next(), {type: 3, invocationId: '1', result: 'hi'});
  client.socket.close();
});

it('[SR-18] [SR-22] a handshake and a call may come a byte at a time', async (t) => {
  const {url} = await serve(t, echo);
  const client = new RawClient(url);
  await client.opened;
  const bytes = new TextEncoder().encode(handshake + JSON.stringify(call('1', 'Echo', 'grüße')) + recordSeparator);
  for (const byte of bytes) client.socket.send(Uint8Array.of(byte));
  assert.deepEqual(await client.next(), {});
  assert.deepEqual(await client.next(), {type: 3, invocationId: '1', result: 'grüße'});
  client.socket.close();
});

const refusedHandshakes: readonly (readonly [string, string, string])[] = [
  ['SR-19', '{"protocol":"messagepack","version":1}', "The protocol 'messagepack' is not supported."],
  ['SR-19', '{"protocol":"json","version":3}', "The server does not support version 3 of the 'json' protocol."],
  [
    'SR-20',
    '{"protocol":"json"}',
    "An unexpected error occurred during connection handshake. Missing required property 'version'.",
  ],
  [
    'SR-20',
    '{"version":1}',
    "An unexpected error occurred during connection handshake. Missing required property 'protocol'.",
  ],
  [
    'SR-20',
    '{"protocol":1,"version":1}',
    "An unexpected error occurred during connection handshake. Expected 'protocol' to be of type String.",
  ],
  [
    'SR-20',
    '{"protocol":"json","version":"1"}',
    "An unexpected error occurred during connection handshake. Expected 'version' to be of type Number.",
  ],
  ['SR-20', 'secret', 'An unexpected error occurred during connection handshake. Error reading JSON.'],
];

for (const [rule, request, error] of refusedHandshakes) {
  it(`[${rule}] the handshake ${request} is refused`, async (t) => {
    const {url, hub, logger} = await serve(t, echo);
    const client = new RawClient(url);
    await client.opened;
    client.socket.send(request + recordSeparator);
    assert.deepEqual(await client.next(), {error});
    assert.deepEqual(await client.closed, {code: 1000, clean: true});
    assert.equal(hub.connections.size, 0);
    assert.equal(JSON.stringify(logger.lines).includes('secret'), false);
  });
}

it('[SR-21] a client that does not shake hands is told and cut off', async (t) => {
  const {url} = await serve(t, echo, {handshakeTimeoutMs: 30});
  const client = new RawClient(url);
  assert.deepEqual(await client.next(), {error: 'Handshake was canceled.'});
  assert.deepEqual(await client.closed, {code: 1000, clean: true});
});

it('[SR-24] what is no message ends the connection after the messages before it', async (t) => {
  const notes = new Inbox<unknown>();
  const reasons = new Inbox<string>();
  const definition = openHub({
    methods: {Note: (_connection, value) => notes.put(value)},
    onDisconnected: (_connection, reason) => reasons.put(reason),
  });
  const {url, logger} = await serve(t, definition);
  const client = await RawClient.connect(url);
  const note = JSON.stringify({type: 1, target: 'Note', arguments: ['before']}) + recordSeparator;
  client.socket.send(`${note}{"type":1,"secret"${recordSeparator}${note}`);
  assert.deepEqual(await client.next(), {type: 7, error: 'Connection closed with an error. Error reading JSON.'});
  assert.deepEqual(await client.closed, {code: 1000, clean: true});
  assert.equal(await notes.next(), 'before');
  assert.equal(await reasons.next(), 'protocol-error');
  assert.equal(JSON.stringify(logger.lines).includes('secret'), false);
});

for (const end of ['', recordSeparator]) {
  it(`[SR-25] a message that is too long ends the connection, ${end === '' ? 'without' : 'with'} its end`, async (t) => {
    const {url} = await serve(t, echo);
    const client = await RawClient.connect(url);
    client.socket.send('x'.repeat(33_000) + end);
    const error = 'Connection closed with an error. The maximum message size of 32768B was exceeded.';
    assert.deepEqual(await client.next(), {type: 7, error});
    assert.deepEqual(await client.closed, {code: 1000, clean: true});
  });
}

it('[SR-26] a frame that is too long ends the socket with 1009', async (t) => {
  const {url} = await serve(t, echo, {maximumFrameBytes: 1_000});
  const client = await RawClient.connect(url);
  client.socket.send('x'.repeat(1_001));
  assert.equal((await client.closed).code, 1009);
});

it('[SR-27] messages that concern nothing here are ignored', async (t) => {
  const {url} = await serve(t, echo);
  const client = await RawClient.connect(url);
  client.send(
    {type: 2, invocationId: 's', item: 1},
    {type: 3, invocationId: 's', result: 1},
    {type: 5, invocationId: 's'},
    {type: 6},
    {type: 8, sequenceId: 1},
    {type: 9, sequenceId: 1},
    {type: 42},
    call('1', 'Echo', 'still here'),
  );
  assert.deepEqual(await client.next(), {type: 3, invocationId: '1', result: 'still here'});
  client.socket.close();
});

it('[SR-30] [SR-33] calls without an id are not answered, whatever comes of them', async (t) => {
  const methods = {
    Break: () => {
      throw new Error();
    },
    One: (_connection: unknown, value: unknown) => value,
  };
  const {url, logger} = await serve(t, openHub({methods}));
  logger.expect('A hub method failed');
  const client = await RawClient.connect(url);
  client.send(
    {type: 1, target: 'Nope', arguments: []},
    {type: 1, target: 'Break', arguments: [], invocationId: ''},
    {type: 1, target: 'One', arguments: [], invocationId: null},
    call('9', 'One', 1),
  );
  assert.deepEqual(await client.next(), {type: 3, invocationId: '9', result: 1});
  client.socket.close();
});

it('[SR-31] streams are refused in the words of .NET', async (t) => {
  const {url} = await serve(t, echo);
  const client = await RawClient.connect(url);
  client.send(
    {type: 4, invocationId: '1', target: 'Echo', arguments: [1]},
    {type: 4, invocationId: '2', target: 'Nope', arguments: []},
    {type: 1, invocationId: '3', target: 'Echo', arguments: [1], streamIds: ['a', 'b']},
  );
  assert.deepEqual(
    [await client.next(), await client.next(), await client.next()],
    [
      {
        type: 3,
        invocationId: '1',
        error: "The client attempted to invoke the non-streaming 'Echo' method with a streaming invocation.",
      },
      {type: 3, invocationId: '2', error: "Unknown hub method 'Nope'"},
      {
        type: 3,
        invocationId: '3',
        error:
          "An unexpected error occurred invoking 'Echo' on the server. HubException: Client sent 2 stream(s), Hub method expects 0.",
      },
    ],
  );
  client.socket.close();
});

it('[SR-41] a Close message from the client ends the connection', async (t) => {
  const reasons = new Inbox<string>();
  const {url} = await serve(t, openHub({onDisconnected: (_connection, reason) => reasons.put(reason)}));
  const client = await RawClient.connect(url);
  client.send({type: 7});
  assert.equal(await reasons.next(), 'client-closed');
  assert.deepEqual(await client.closed, {code: 1000, clean: true});
});

it('[SR-47] a close frame without a status is answered with 1000', async (t) => {
  const {port} = await serve(t, echo);
  const socket = connect(port, '127.0.0.1');
  t.after(() => socket.destroy());
  await once(socket, 'connect');
  socket.write(
    'GET /hub HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );
  const [reply] = await once(socket, 'data');
  assert.match(String(reply), /^HTTP\/1\.1 101 /);
  // FIN and close, masked, no payload; the mask is zero.
  socket.write(Uint8Array.of(0x88, 0x80, 0, 0, 0, 0));
  const [frame] = await once(socket, 'data');
  assert.deepEqual([...frame], [0x88, 0x02, 0x03, 0xe8]);
});

it('[SR-39] a client that reads nothing is cut off before it fills the memory', async (t) => {
  const reasons = new Inbox<string>();
  const connected = Promise.withResolvers<void>();
  const definition = openHub({
    onConnected: () => connected.resolve(),
    onDisconnected: (_connection, reason) => reasons.put(reason),
  });
  const {port, hub} = await serve(t, definition, {maximumBufferedBytes: 100_000});
  const socket = connect(port, '127.0.0.1');
  t.after(() => socket.destroy());
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  socket.write(
    'GET /hub HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );
  await once(socket, 'data');
  socket.pause();
  const text = new TextEncoder().encode(handshake);
  socket.write(Uint8Array.of(0x81, 0x80 | text.length, 0, 0, 0, 0, ...text));
  await connected.promise;
  const [connection] = hub.connections.values();
  assert.ok(connection !== undefined);
  let most = 0;
  while (!connection.signal.aborted) {
    connection.send('Fill', 'x'.repeat(50_000));
    most = Math.max(most, connection.bufferedBytes);
  }
  assert.equal(await reasons.next(), 'slow-consumer');
  assert.ok(most < 200_000, `${most} bytes were buffered`);
});

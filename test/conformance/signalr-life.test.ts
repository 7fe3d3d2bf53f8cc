import assert from 'node:assert/strict';
import {once} from 'node:events';
import {it} from 'node:test';
import {HubConnectionState} from '@microsoft/signalr';
import type {HubConnection as ClientConnection} from '@microsoft/signalr';
import {UnauthorizedError} from '../../hub/signalr/index.ts';
import type {DisconnectReason, HubConnection, Identity} from '../../hub/signalr/index.ts';
import {Inbox, RawClient, openHub, serve} from '../hub/signalr/support.ts';
import {failure, microsoftClient} from './signalr-client.ts';

/** How a client's connection ended, or that it came back. Listen before the event. */
function nextClose(client: ClientConnection): Promise<string | null> {
  return new Promise((resolve) => client.onclose((error) => resolve(error?.message ?? null)));
}

function nextReconnect(client: ClientConnection): Promise<string> {
  return new Promise((resolve) => client.onreconnected((connectionId) => resolve(connectionId ?? '')));
}

function nextReconnecting(client: ClientConnection): Promise<string> {
  return new Promise((resolve) => client.onreconnecting((error) => resolve(error?.message ?? '')));
}

async function onlyGood({accessToken}: {accessToken: string | null}): Promise<Identity<string>> {
  if (accessToken === null || !accessToken.startsWith('good')) throw new UnauthorizedError();
  return {user: accessToken, expiresAt: null};
}

it('[SR-12] [SR-13] a token opens the connection in its header, and a wrong one does not', async (t) => {
  const methods = {WhoAmI: ({user}: HubConnection<string>) => user};
  const {url} = await serve(t, openHub({authenticate: onlyGood, methods}));
  const good = microsoftClient(t, url, {accessToken: () => 'good'});
  await good.start();
  assert.equal(await good.invoke('WhoAmI'), 'good');
  const bad = microsoftClient(t, url, {accessToken: () => 'bad'});
  assert.match(await failure(bad.start()), /Status code '401'/);
  const badSocket = microsoftClient(t, url, {accessToken: () => 'bad', skipNegotiation: true});
  await assert.rejects(badSocket.start());
});

it('[SR-12] a token opens the connection in the query, as a browser sends it', async (t) => {
  const methods = {WhoAmI: ({user}: HubConnection<string>) => user};
  const {url} = await serve(t, openHub({authenticate: onlyGood, methods}));
  const client = microsoftClient(t, `${url}?access_token=good%2Btoo`);
  await client.start();
  assert.equal(await client.invoke('WhoAmI'), 'good+too');
});

it('[SR-40] a hub that keeps a client out tells it so', async (t) => {
  const left: DisconnectReason[] = [];
  const definition = openHub({
    onConnected: () => {
      throw new Error('secret');
    },
    onDisconnected: (_connection, reason) => left.push(reason),
  });
  const {url, logger} = await serve(t, definition);
  logger.expect('onConnected failed');
  const client = microsoftClient(t, url);
  const closed = nextClose(client);
  // The goodbye may overtake the client's own steps after the handshake; then it is the start that fails.
  const message = await client.start().then(
    () => closed,
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );
  assert.equal(message, 'Server returned an error on close: Connection closed with an error.');
  assert.deepEqual(left, []);
});

it('[SR-41] [SR-42] a client that stops leaves the hub, once and with the reason', async (t) => {
  const left = new Inbox<{reason: DisconnectReason; aborted: boolean; listed: number}>();
  const definition = openHub({
    onDisconnected: (connection, reason) => {
      left.put({reason, aborted: connection.signal.aborted, listed: running.hub.connections.size});
    },
  });
  const running = await serve(t, definition);
  const client = microsoftClient(t, running.url);
  await client.start();
  await client.stop();
  assert.deepEqual(await left.next(), {reason: 'client-closed', aborted: true, listed: 0});
});

it('[SR-43] pings keep a quiet connection, though the client waits for less than it', async (t) => {
  const {url} = await serve(t, openHub({methods: {Echo: (_connection, value) => value}}), {keepAliveIntervalMs: 20});
  const client = microsoftClient(t, url, {serverTimeoutMs: 400});
  const closed = nextClose(client);
  await client.start();
  const raw = await RawClient.connect(url);
  // Fifty pings are a second: more than twice what the client would wait in silence.
  for (let pings = 0; pings < 50; pings += 1) assert.deepEqual(await raw.next(), {type: 6});
  raw.socket.close();
  assert.equal(client.state, HubConnectionState.Connected);
  await client.stop();
  assert.equal(await closed, null);
});

it('[SR-44] a client that has fallen silent is closed, and comes back', async (t) => {
  const reasons = new Inbox<DisconnectReason>();
  const definition = openHub({onDisconnected: (_connection, reason) => reasons.put(reason)});
  const {url} = await serve(t, definition, {clientTimeoutMs: 100});
  const client = microsoftClient(t, url, {keepAliveIntervalMs: 60_000, reconnects: 1});
  const reconnecting = nextReconnecting(client);
  const reconnected = nextReconnect(client);
  await client.start();
  assert.match(await reconnecting, /The client was silent for too long\./);
  assert.equal(await reasons.next(), 'client-timeout');
  assert.notEqual(await reconnected, '');
});

it('[SR-45] at the expiry of its token a client is told, and comes back with a new one', async (t) => {
  const users = new Inbox<string>();
  let tokens = 0;
  const definition = openHub({
    authenticate: async ({accessToken}) => ({
      user: accessToken ?? '',
      expiresAt: accessToken === 'token-1' ? Date.now() + 100 : null,
    }),
    onConnected: ({user}) => users.put(user),
  });
  const {url} = await serve(t, definition);
  const client = microsoftClient(t, url, {
    reconnects: 1,
    accessToken: () => {
      tokens += 1;
      // Asked once for the negotiation and once for the socket.
      return tokens <= 2 ? 'token-1' : 'token-2';
    },
  });
  const reconnecting = nextReconnecting(client);
  const reconnected = nextReconnect(client);
  await client.start();
  assert.equal(await users.next(), 'token-1');
  assert.match(await reconnecting, /Connection closed with an error\. The authentication has expired\./);
  await reconnected;
  assert.equal(await users.next(), 'token-2');
});

it('[SR-46] a close tells the client its error, after what was sent before', async (t) => {
  const methods = {
    Leave: (connection: HubConnection<string>) => {
      connection.send('Last', 'word');
      connection.close({error: 'Signed in elsewhere.'});
    },
  };
  const {url} = await serve(t, openHub({methods}));
  const client = microsoftClient(t, url, {reconnects: 1});
  const last = new Promise((resolve) => client.on('Last', resolve));
  const closed = nextClose(client);
  await client.start();
  await client.send('Leave');
  assert.equal(await last, 'word');
  assert.equal(await closed, 'Server returned an error on close: Signed in elsewhere.');
});

it('[SR-46] a close that allows it brings the client back', async (t) => {
  const {url, hub} = await serve(t, openHub({methods: {Echo: (_connection, value) => value}}));
  const client = microsoftClient(t, url, {reconnects: 1});
  const reconnected = nextReconnect(client);
  await client.start();
  const before = client.connectionId;
  for (const connection of hub.connections.values()) connection.close({allowReconnect: true});
  assert.notEqual(await reconnected, before);
  assert.equal(await client.invoke('Echo', 'again'), 'again');
});

it('[SR-48] a server that closes answers the running call, says goodbye and takes no one new', async (t) => {
  const begun = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<string>();
  const methods = {
    Long: () => {
      begun.resolve();
      return finish.promise;
    },
  };
  const {url, server} = await serve(t, openHub({methods}));
  const client = microsoftClient(t, url);
  const closed = nextClose(client);
  await client.start();
  const answer = client.invoke('Long');
  await begun.promise;
  const closing = server.close({allowReconnect: true});
  finish.resolve('done');
  assert.equal(await answer, 'done');
  await closing;
  await closed;
  assert.match(await failure(microsoftClient(t, url).start()), /Status code '503'/);
});

it('[SR-49] a socket lost in mid-command drops the answer only, and the client comes back', async (t) => {
  const begun = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const done = new Inbox<string>();
  const definition = openHub({
    methods: {
      Slow: async (connection) => {
        begun.resolve();
        await once(connection.signal, 'abort');
        await finish.promise;
        done.put('method ended');
        return 'too late';
      },
      Echo: (_connection, value) => value,
    },
    onDisconnected: (_connection, reason) => done.put(reason),
  });
  const {url, sockets} = await serve(t, definition);
  const client = microsoftClient(t, url, {reconnects: 1});
  const reconnected = nextReconnect(client);
  await client.start();
  const lost = failure(client.invoke('Slow'));
  await begun.promise;
  for (const socket of sockets) socket.destroy();
  assert.match(await lost, /WebSocket closed with status code: 1006/);
  await reconnected;
  assert.equal(await client.invoke('Echo', 'alive'), 'alive');
  finish.resolve();
  assert.deepEqual([await done.next(), await done.next()], ['method ended', 'connection-lost']);
});

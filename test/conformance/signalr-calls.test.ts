import assert from 'node:assert/strict';
import {it} from 'node:test';
import {HubError} from '../../hub/signalr/index.ts';
import {Inbox, openHub, serve} from '../hub/signalr/support.ts';
import {failure, microsoftClient} from './signalr-client.ts';

it('[SR-2] the client connects by negotiation and calls a method', async (t) => {
  const {url, hub} = await serve(t, openHub({methods: {Echo: (_connection, value) => value}}));
  const client = microsoftClient(t, url);
  await client.start();
  assert.equal(hub.connections.has(client.connectionId ?? ''), true);
  assert.deepEqual(await client.invoke('Echo', {deep: ['ä', null, 1.5]}), {deep: ['ä', null, 1.5]});
});

it('[SR-18] the client connects without negotiation', async (t) => {
  const {url} = await serve(t, openHub({methods: {Echo: (_connection, value) => value}}));
  const client = microsoftClient(t, url, {skipNegotiation: true});
  await client.start();
  assert.equal(await client.invoke('Echo', 7), 7);
});

it('[SR-28] a method is found in any case, may be asynchronous, and no result is null', async (t) => {
  const methods = {
    AddLater: async (_connection: unknown, left: unknown, right: unknown) => Number(left) + Number(right),
    Nothing: () => undefined,
  };
  const {url} = await serve(t, openHub({methods}));
  const client = microsoftClient(t, url);
  await client.start();
  assert.equal(await client.invoke('addLATER', 2, 3), 5);
  assert.equal(await client.invoke('Nothing'), null);
});

it('[SR-29] a hub error reaches the client word for word, and another error only as a sentence', async (t) => {
  const methods = {
    Refuse: () => {
      throw new HubError('The offer is gone.');
    },
    Break: async () => Promise.reject(new TypeError('secret detail')),
  };
  const {url, logger} = await serve(t, openHub({methods}));
  logger.expect('A hub method failed');
  const client = microsoftClient(t, url);
  await client.start();
  assert.equal(await failure(client.invoke('Refuse')), 'The offer is gone.');
  assert.equal(await failure(client.invoke('Break')), "An unexpected error occurred invoking 'Break' on the server.");
  assert.equal(JSON.stringify(logger.lines).includes('secret detail'), false);
  const line = logger.lines.find(({level}) => level === 'error');
  assert.equal(line?.fields['errorName'], 'TypeError');
  assert.equal(line.fields['method'], 'Break');
});

it('[SR-29] detail is told when it is asked for', async (t) => {
  const methods = {Break: async () => Promise.reject(new TypeError('some detail'))};
  const {url, logger} = await serve(t, openHub({methods}), {detailedErrors: true});
  logger.expect('A hub method failed');
  const client = microsoftClient(t, url);
  await client.start();
  const text = "An unexpected error occurred invoking 'Break' on the server. TypeError: some detail";
  assert.equal(await failure(client.invoke('Break')), text);
});

it('[SR-30] [SR-31] [SR-32] calls that fit no method are refused in the words of .NET', async (t) => {
  const {url} = await serve(t, openHub({methods: {Two: (_connection, first, second) => [first, second]}}));
  const client = microsoftClient(t, url);
  await client.start();
  assert.equal(await failure(client.invoke('Nope')), "Unknown hub method 'Nope'");
  assert.equal(await failure(client.invoke('Two', 1)), "Failed to invoke 'Two' due to an error on the server.");
  assert.equal(await failure(client.invoke('Two', 1, 2, 3)), "Failed to invoke 'Two' due to an error on the server.");
  const streamed = new Promise((resolve, reject) => {
    client.stream('Two', 1, 2).subscribe({next: resolve, complete: () => resolve(null), error: reject});
  });
  const text = "The client attempted to invoke the non-streaming 'Two' method with a streaming invocation.";
  assert.equal(await failure(streamed), text);
});

it('[SR-33] a call that wants no answer is made', async (t) => {
  const inbox = new Inbox<unknown>();
  const {url} = await serve(t, openHub({methods: {Note: (_connection, value) => inbox.put(value)}}));
  const client = microsoftClient(t, url);
  await client.start();
  await client.send('Note', 'noted');
  assert.equal(await inbox.next(), 'noted');
});

it('[SR-34] concurrent calls run one after the other in their order', async (t) => {
  const log: string[] = [];
  const methods = {
    Work: async (_connection: unknown, name: unknown) => {
      log.push(`${String(name)} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${String(name)} ends`);
      return name;
    },
  };
  const {url} = await serve(t, openHub({methods}));
  const client = microsoftClient(t, url);
  await client.start();
  assert.deepEqual(await Promise.all(['a', 'b', 'c'].map((name) => client.invoke('Work', name))), ['a', 'b', 'c']);
  assert.deepEqual(log, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

it('[SR-34] as many calls run at once as the hub allows', async (t) => {
  const meeting = Promise.withResolvers<string>();
  const methods = {Wait: () => meeting.promise, Meet: () => meeting.resolve('met')};
  const {url} = await serve(t, openHub({methods, maximumParallelInvocations: 2}));
  const client = microsoftClient(t, url);
  await client.start();
  const waiting = client.invoke('Wait');
  await client.invoke('Meet');
  assert.equal(await waiting, 'met');
});

it('[SR-35] a result that cannot be encoded fails the call and nothing else', async (t) => {
  const {url, logger} = await serve(t, openHub({methods: {Big: () => 1n, Echo: (_connection, value) => value}}));
  logger.expect('A hub method failed');
  const client = microsoftClient(t, url);
  await client.start();
  assert.equal(await failure(client.invoke('Big')), "An unexpected error occurred invoking 'Big' on the server.");
  assert.equal(await client.invoke('Echo', 1), 1);
});

it('[SR-37] 1,000 messages each way arrive in order', async (t) => {
  const count = 1_000;
  const seen: unknown[] = [];
  const methods = {
    Up: (_connection: unknown, index: unknown) => {
      seen.push(index);
      return index;
    },
  };
  const {url, hub} = await serve(t, openHub({methods}));
  const client = microsoftClient(t, url);
  const received: unknown[] = [];
  const all = Promise.withResolvers<void>();
  client.on('Down', (index) => {
    received.push(index);
    if (received.length === count) all.resolve();
  });
  await client.start();
  const [connection] = hub.connections.values();
  const indexes = Array.from({length: count}, (_unused, index) => index);
  const answers = Promise.all(indexes.map((index) => client.invoke('Up', index)));
  for (const index of indexes) connection?.send('Down', index);
  assert.deepEqual(await answers, indexes);
  await all.promise;
  assert.deepEqual(received, indexes);
  assert.deepEqual(seen, indexes);
});

it('[SR-38] a message made once reaches every client', async (t) => {
  const {url, hub, server} = await serve(t, openHub());
  const clients = Array.from({length: 5}, () => microsoftClient(t, url));
  const heard = clients.map((client) => new Promise((resolve) => client.on('News', (...args) => resolve(args))));
  await Promise.all(clients.map((client) => client.start()));
  const message = server.serialize('News', ['today', {number: 1}]);
  for (const connection of hub.connections.values()) connection.sendSerialized(message);
  assert.deepEqual(
    await Promise.all(heard),
    clients.map(() => ['today', {number: 1}]),
  );
});

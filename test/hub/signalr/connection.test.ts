import assert from 'node:assert/strict';
import {it} from 'node:test';
import {Invoker} from '../../../hub/signalr/invoker.ts';
import {Inbox, RecordingLogger, openHub, recordSeparator} from './support.ts';
import {bench, callText} from './connection-bench.ts';

it('[SR-32] a method may say how many arguments it takes', async (t) => {
  const answers = new Inbox<unknown>();
  const methods = {
    Some: {minimumArguments: 1, maximumArguments: 2, invoke: (_connection: unknown, ...args: unknown[]) => args.length},
    Any: (_connection: unknown, ...args: unknown[]) => args.length,
  };
  const invoker = new Invoker<string>({methods, detailedErrors: true, logger: new RecordingLogger()});
  const {connection} = bench(t, openHub());
  for (const [target, count] of [
    ['Some', 0],
    ['Some', 1],
    ['Some', 2],
    ['Some', 3],
    ['Any', 0],
    ['Any', 4],
  ] satisfies [string, number][]) {
    const completion = await invoker.invoke(connection, {
      type: 1,
      invocationId: '1',
      target,
      arguments: Array(count).fill(null),
    });
    answers.put(completion?.error ?? completion?.result);
  }
  const refusal = (count: number): string =>
    `Failed to invoke 'Some' due to an error on the server. RangeError: Invocation provides ${count} argument(s) but target expects 1 to 2.`;
  for (const expected of [refusal(0), 1, 2, refusal(3), 0, 4]) assert.equal(await answers.next(), expected);
});

it('[SR-28] two methods whose names differ in case only cannot be told apart', () => {
  const methods = {Echo: () => 1, echo: () => 2};
  assert.throws(() => new Invoker({methods, detailedErrors: false, logger: new RecordingLogger()}), TypeError);
});

it('[SR-36] a client that calls too fast is read no further until its methods catch up', async (t) => {
  const gate = Promise.withResolvers<void>();
  const seen: unknown[] = [];
  const all = Promise.withResolvers<void>();
  const methods = {
    Work: async (_connection: unknown, index: unknown) => {
      await gate.promise;
      seen.push(index);
      if (seen.length === 300) all.resolve();
    },
  };
  const {transport} = bench(t, openHub({methods}));
  const indexes = Array.from({length: 300}, (_unused, index) => index);
  transport.receive(indexes.map((index) => callText('Work', index)).join(''));
  assert.deepEqual(transport.calls, ['pause']);
  gate.resolve();
  await all.promise;
  assert.deepEqual(seen, indexes);
  assert.deepEqual(transport.calls, ['pause', 'resume']);
});

it('[SR-39] a client that takes nothing for too long is cut off', async (t) => {
  t.mock.timers.enable({apis: ['setTimeout']});
  const {transport, connection} = bench(t, openHub(), {keepAliveIntervalMs: 1e6, clientTimeoutMs: 1e6});
  transport.bufferedBytes = 10;
  connection.send('Any');
  t.mock.timers.tick(9_999);
  assert.deepEqual(transport.calls, []);
  t.mock.timers.tick(1);
  assert.deepEqual(transport.calls, ['terminate']);
  assert.equal(connection.signal.aborted, true);
});

it('[SR-39] a client that takes something all the time is not cut off', async (t) => {
  t.mock.timers.enable({apis: ['setTimeout']});
  const {transport, connection} = bench(t, openHub(), {keepAliveIntervalMs: 1e6, clientTimeoutMs: 1e6});
  transport.bufferedBytes = 10;
  connection.send('Any');
  for (let round = 0; round < 5; round += 1) {
    transport.takenBytes += 1;
    t.mock.timers.tick(10_000);
  }
  assert.equal(connection.signal.aborted, false);
  transport.bufferedBytes = 0;
  t.mock.timers.tick(10_000);
  assert.deepEqual(transport.calls, []);
});

it('[SR-39] one long message does not make a client slow', (t) => {
  const {transport, connection} = bench(t, openHub(), {maximumBufferedBytes: 1_000});
  connection.send('Long', 'x'.repeat(5_000));
  assert.deepEqual(transport.calls, []);
  transport.bufferedBytes = 1_001;
  connection.send('More');
  assert.deepEqual(transport.calls, ['terminate']);
});

it('[SR-40] the first method waits for onConnected', async (t) => {
  const entered = Promise.withResolvers<void>();
  const log = new Inbox<string>();
  const definition = openHub({
    onConnected: async () => {
      await entered.promise;
      log.put('entered');
    },
    methods: {Work: () => log.put('method')},
  });
  const {transport} = bench(t, definition);
  transport.receive(callText('Work'));
  entered.resolve();
  assert.deepEqual([await log.next(), await log.next()], ['entered', 'method']);
});

it('[SR-41] a method that does not end delays onDisconnected no longer than the close timeout', async (t) => {
  const reasons = new Inbox<string>();
  const definition = openHub({
    methods: {Hang: () => new Promise(() => {})},
    onDisconnected: (_connection, reason) => reasons.put(reason),
  });
  const {transport, logger} = bench(t, definition, {closeTimeoutMs: 20});
  logger.expect('A hub method still runs after its connection has ended');
  transport.receive(callText('Hang'));
  // The method begins when onConnected has returned, one turn later.
  await new Promise((resolve) => setImmediate(resolve));
  transport.lose(false);
  assert.equal(await reasons.next(), 'connection-lost');
});

it('[SR-41] an error of onDisconnected is logged without its message', async (t) => {
  const definition = openHub({
    onDisconnected: () => {
      throw new Error('secret');
    },
  });
  const {transport, connection, logger} = bench(t, definition);
  logger.expect('onDisconnected failed');
  await new Promise((resolve) => setImmediate(resolve));
  transport.lose(true);
  await connection.finished;
  assert.equal(JSON.stringify(logger.lines).includes('secret'), false);
});

it('[SR-42] a connection that has ended sends nothing', async (t) => {
  const {transport, connection} = bench(t, openHub());
  transport.sent.length = 0;
  connection.close({error: 'Enough.', allowReconnect: true});
  connection.close({error: 'Again.'});
  connection.send('Any');
  transport.receive(callText('Any'));
  assert.deepEqual(transport.sent, [{type: 7, error: 'Enough.', allowReconnect: true}]);
  assert.deepEqual(transport.calls, ['close']);
  assert.equal(connection.signal.aborted, true);
});

it('[SR-42] what follows a goodbye in the same frame is not done', async (t) => {
  const called: string[] = [];
  const {transport, connection} = bench(t, openHub({methods: {Work: () => called.push('Work')}}));
  await new Promise((resolve) => setImmediate(resolve));
  transport.receive(`{"type":7}${recordSeparator}${callText('Work')}`);
  transport.lose(true);
  await connection.finished;
  assert.deepEqual(called, []);
});

it('[SR-48] while the server closes, the running call is answered and the next is not begun', async (t) => {
  const gate = Promise.withResolvers<string>();
  const begun: unknown[] = [];
  const methods = {
    Work: (_connection: unknown, name: unknown) => {
      begun.push(name);
      return gate.promise;
    },
  };
  const {transport, connection} = bench(t, openHub({methods}));
  const calls = ['1', '2'].map((invocationId) => ({type: 1, invocationId, target: 'Work', arguments: [invocationId]}));
  transport.receive(calls.map((call) => JSON.stringify(call) + recordSeparator).join(''));
  await new Promise((resolve) => setImmediate(resolve));
  const shutDown = connection.shutDown({allowReconnect: true});
  gate.resolve('done');
  connection.signal.addEventListener('abort', () => transport.lose(true));
  await shutDown;
  assert.deepEqual(begun, ['1']);
  assert.deepEqual(transport.sent, [{}, {type: 3, invocationId: '1', result: 'done'}, {type: 7, allowReconnect: true}]);
});

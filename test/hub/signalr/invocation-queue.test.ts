import assert from 'node:assert/strict';
import {it} from 'node:test';
import {InvocationQueue} from '../../../hub/signalr/invocation-queue.ts';

it('[SR-34] a queue begins nothing before its start and nothing after its stop', async () => {
  const ran: number[] = [];
  const queue = new InvocationQueue<number>(
    1,
    async (job) => void ran.push(job),
    () => {},
  );
  for (let job = 0; job < 1_000; job += 1) queue.push(job);
  assert.deepEqual([ran.length, queue.waiting], [0, 1_000]);
  queue.start();
  await queue.idle();
  assert.deepEqual(
    ran,
    Array.from({length: 1_000}, (_unused, index) => index),
  );
  queue.stop();
  queue.push(1_000);
  queue.start();
  assert.deepEqual([ran.length, queue.waiting], [1_000, 0]);
});

it('[SR-34] an urgent job waits for no other and takes no other’s place, but for the start', async () => {
  const ran: string[] = [];
  const blocked = Promise.withResolvers<void>();
  const queue = new InvocationQueue<string>(
    1,
    async (job) => {
      ran.push(job);
      if (job !== 'last') await blocked.promise;
    },
    () => {},
  );
  queue.push('first');
  queue.push('last');
  queue.pushUrgent('early');
  assert.equal(ran.length, 0);
  queue.start();
  queue.pushUrgent('late');
  assert.deepEqual(ran, ['early', 'first', 'late']);
  const idle = queue.idle().then(() => ran.push('idle'));
  blocked.resolve();
  await idle;
  assert.deepEqual(ran, ['early', 'first', 'late', 'last', 'idle']);
  for (let at = 0; at < 9; at += 1) queue.pushUrgent('last');
  await queue.idle();
  assert.equal(
    ran.filter((job) => job === 'last').length,
    10,
    'more than a person causes wait for each other, and are done',
  );
  queue.stop();
  queue.pushUrgent('never');
  assert.equal(ran.includes('never'), false);
});

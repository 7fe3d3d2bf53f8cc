import assert from 'node:assert/strict';
import {describe, it, type TestContext} from 'node:test';
import {setImmediate as immediate} from 'node:timers/promises';
import {RequestFollower, nextAskMs} from '../../src/services/callback-request-follow.ts';

type Answer = 'again' | 'failed' | 'done';

/** One who asks, and answers that a test gives. */
function following(t: TestContext) {
  t.mock.timers.enable({apis: ['setTimeout', 'setInterval', 'Date']});
  const asked: ((answer: Answer) => void)[] = [];
  const follower = new RequestFollower({ask: () => new Promise((resolve) => asked.push(resolve))});
  t.after(() => follower.stop());
  const answer = async (given: Answer): Promise<void> => {
    asked.at(-1)?.(given);
    await immediate();
  };
  // Step by step: a clock that jumps is a computer that was asleep.
  const pass = (ms: number): number => {
    for (let passed = 0; passed < ms; passed += 1_000) t.mock.timers.tick(Math.min(1_000, ms - passed));
    return asked.length;
  };
  return {follower, answer, pass};
}

describe('what became of a request', () => {
  it('[PK-68] is asked every 15 seconds, less often while nothing answers, until it is over', async (t) => {
    const {follower, answer, pass} = following(t);
    follower.start({known: true});
    assert.deepEqual([pass(14_999), pass(1)], [0, 1]);
    assert.equal(pass(60_000), 1, 'one question at a time');
    await answer('again');
    assert.deepEqual([pass(14_999), pass(1)], [1, 2]);
    await answer('failed');
    assert.deepEqual([pass(29_999), pass(1)], [2, 3]);
    await answer('failed');
    assert.deepEqual([pass(59_999), pass(1)], [3, 4]);
    await answer('again');
    assert.deepEqual([pass(14_999), pass(1)], [4, 5]);
    await answer('done');
    assert.equal(pass(600_000), 5);
  });

  it('[PK-68] is asked at once by who does not know it yet, and by nobody who has stopped', async (t) => {
    const {follower, answer, pass} = following(t);
    follower.start();
    assert.equal(pass(1), 1);
    follower.stop();
    await answer('again');
    assert.equal(pass(600_000), 1);
  });

  it('[PK-68] seldom where nobody looks, and never more seldom than every four minutes', () => {
    assert.deepEqual([nextAskMs(0, true), nextAskMs(1, true), nextAskMs(9, false)], [60_000, 120_000, 240_000]);
  });
});

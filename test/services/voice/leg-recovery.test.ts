import assert from 'node:assert/strict';
import {type TestContext, describe, it} from 'node:test';
import {type Attempt, LegRecovery} from '../../../src/services/voice/leg-recovery.ts';

/** Attempts whose end the test decides. */
function attempts(test: TestContext): {
  recovery: LegRecovery;
  made: number[];
  readonly end: (outcome: Attempt) => Promise<void>;
  readonly pass: (ms: number) => void;
} {
  test.mock.timers.enable({apis: ['setTimeout']});
  const made: number[] = [];
  let [now, settle] = [0, (_outcome: Attempt): void => undefined];
  const recovery = new LegRecovery(() => {
    made.push(now);
    const {promise, resolve} = Promise.withResolvers<Attempt>();
    settle = resolve;
    return promise;
  });
  return {
    recovery,
    made,
    async end(outcome) {
      settle(outcome);
      await new Promise((resolve) => setImmediate(resolve));
    },
    pass(ms) {
      for (let step = 0; step < ms; step += 50) {
        now += 50;
        test.mock.timers.tick(50);
      }
    },
  };
}

describe('bringing a leg back', () => {
  it('[NL-7] waits, tries, and goes on trying for as long as it fails', async (test) => {
    const {recovery, made, end, pass} = attempts(test);
    recovery.begin(500);
    pass(500);
    for (let round = 0; round < 8; round += 1) {
      await end('failed');
      pass(4_000);
    }
    assert.equal(made.length, 9);
    assert.deepEqual(made.slice(0, 3), [500, 750, 5_000]);
    await end('done');
    pass(60_000);
    assert.equal(made.length, 9);
  });

  it('[NL-7] one that is begun twice is one, and a hint makes it try at once', async (test) => {
    const {recovery, made, end, pass} = attempts(test);
    recovery.begin(500);
    recovery.begin(500);
    recovery.hurry();
    assert.deepEqual(made, [0]);
    recovery.hurry();
    recovery.begin(0);
    assert.deepEqual(made, [0], 'one attempt at a time');
    await end('failed');
    recovery.begin(0);
    assert.equal(made.length, 2);
    await end('over');
    pass(60_000);
    assert.equal(made.length, 2);
  });

  it('[NL-7] what was under way when it was stopped has nothing more to say', async (test) => {
    const {recovery, made, end, pass} = attempts(test);
    recovery.begin(0);
    pass(50);
    recovery.stop();
    await end('failed');
    pass(60_000);
    assert.equal(made.length, 1);
    recovery.begin(0);
    pass(50);
    assert.equal(made.length, 2);
  });
});

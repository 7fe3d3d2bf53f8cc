import assert from 'node:assert/strict';
import {type TestContext, describe, it} from 'node:test';
import {PulseWatch} from '../../../hub/voice/pulse-watch.ts';

const LOOK_MS = 200;

/** A process that answers or does not, and the clock of whoever asks. */
function asked(test: TestContext) {
  test.mock.timers.enable({apis: ['setInterval']});
  const state = {nowMs: 0, answers: true, hung: 0, asked: 0, waitedMs: 0};
  const watch = new PulseWatch({
    ask: () => {
      state.asked += 1;
      return state.answers ? Promise.resolve(true) : new Promise(() => undefined);
    },
    onHung: () => (state.hung += 1),
    log: {error: (fields) => assert.fail(JSON.stringify(fields))},
    waitedMs: () => state.waitedMs,
    nowMs: () => state.nowMs,
  });
  test.after(() => watch.stop());
  const look = async (times: number, lateMs = 0): Promise<void> => {
    for (let n = 0; n < times; n += 1) {
      state.nowMs += LOOK_MS + lateMs;
      test.mock.timers.tick(LOOK_MS);
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return {state, look};
}

describe('the pulse of the media process', () => {
  it('[VM-47] one that answers is asked again and again', async (test) => {
    const {state, look} = asked(test);
    await look(100);
    assert.deepEqual([state.hung, state.asked], [0, 100]);
  });

  it('[VM-47] four looks in a row without an answer make it hung, told once', async (test) => {
    const {state, look} = asked(test);
    await look(60);
    state.answers = false;
    await look(4);
    assert.equal(state.hung, 0);
    await look(20);
    assert.equal(state.hung, 1);
  });

  it('[VM-47] one that has just taken over, and that everybody joins, has more time', async (test) => {
    const {state, look} = asked(test);
    state.answers = false;
    await look(40);
    assert.equal(state.hung, 0);
    await look(1);
    assert.equal(state.hung, 1);
  });

  it('[VM-47] one that the machine leaves no time to run has more time too, but not for ever', async (test) => {
    const {state, look} = asked(test);
    await look(60);
    state.answers = false;
    for (let n = 0; n < 40; n += 1) {
      state.waitedMs += 150;
      await look(1);
    }
    assert.equal(state.hung, 0);
    await look(1);
    assert.equal(state.hung, 1);
  });

  it('[VM-47] a look that is late itself counts for nothing', async (test) => {
    const {state, look} = asked(test);
    await look(60);
    state.answers = false;
    await look(1);
    await look(50, 150);
    assert.equal(state.hung, 0);
  });
});

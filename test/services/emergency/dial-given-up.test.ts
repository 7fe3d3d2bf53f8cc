import assert from 'node:assert/strict';
import {type TestContext, describe, it} from 'node:test';
import {SdkError} from '../../../src/api/errors.ts';
import {page, settled} from './emergency-page.ts';

const LOST = new SdkError('hub-unreachable', 'The hub cannot be reached.');
/** Longer than a dial is tried for. */
const TOO_LONG_MS = 130_000;
const HOURS_MS = 4 * 3_600_000;

/** Both clocks of a page, to be moved by the test. */
function clocks({mock}: TestContext) {
  let running = performance.now();
  let wall = Date.now();
  mock.method(performance, 'now', () => running);
  mock.method(Date, 'now', () => wall);
  return {
    pass: (ms: number): void => {
      running += ms;
      wall += ms;
    },
    /** The page's own clock stands still meanwhile, as in Chrome. */
    sleep: (ms: number): void => {
      wall += ms;
    },
    setBack: (ms: number): void => {
      wall -= ms;
    },
  };
}

/** Dialled, and the hub away. */
async function lost() {
  const made = page({connected: false});
  const outcome = made.service.dial('911');
  made.sent[0]?.break(LOST);
  await outcome;
  return made;
}

describe('a dial for help that gets no answer', () => {
  it('[EC-170] is tried for two minutes, and then shown as not got through, with nothing going on', async (t) => {
    const time = clocks(t);
    const {service, sent, pass} = await lost();
    for (let tries = 2; tries <= 11; tries += 1) {
      time.pass(10_000);
      await pass(1_000);
      assert.equal(sent.length, tries);
      assert.equal(service.attempt.value?.status, 'out-of-reach');
      sent[tries - 1]?.break(LOST);
      await settled();
    }
    time.pass(20_000);
    await pass(1_000);
    assert.equal(sent.length, 11);
    assert.deepEqual(service.attempt.value, {number: '911', test: false, status: 'given-up'});
    await pass(1_000);
    assert.equal(sent.length, 11);
  });

  it('[EC-170] does not go out when the computer wakes hours later, nor does what was on its way when it fell asleep', async (t) => {
    const time = clocks(t);
    const waiting = await lost();
    time.sleep(HOURS_MS);
    await waiting.pass(1_000);
    assert.equal(waiting.sent.length, 1);
    assert.equal(waiting.service.attempt.value?.status, 'given-up');
    const held = page({connected: false});
    const outcome = held.service.dial('911');
    assert.equal(held.sent[0]?.isWanted(), true);
    time.sleep(HOURS_MS);
    assert.equal(held.sent[0]?.isWanted(), false);
    held.sent[0]?.break(LOST);
    await outcome;
    assert.equal(held.service.attempt.value?.status, 'given-up');
    await held.pass(1_000);
    assert.equal(held.sent.length, 1);
  });

  it('[EC-170] a clock that is set back does not prolong it', async (t) => {
    const time = clocks(t);
    const {service, sent, pass} = await lost();
    time.setBack(HOURS_MS);
    time.pass(TOO_LONG_MS);
    await pass(1_000);
    assert.equal(sent.length, 1);
    assert.equal(service.attempt.value?.status, 'given-up');
  });

  it('[EC-170] dialled again it is tried again for as long', async (t) => {
    const time = clocks(t);
    const {service, sent, pass} = await lost();
    time.pass(TOO_LONG_MS);
    await pass(1_000);
    void service.dial('911');
    assert.deepEqual([sent.length, service.attempt.value?.status], [2, 'out-of-reach']);
    sent[1]?.break(LOST);
    await settled();
    await pass(1_000);
    assert.equal(sent.length, 3);
  });

  it('[EC-170] once the agent is done with it, what is on its way is not sent on the next connection', async () => {
    const {service, sent} = page({connected: false});
    void service.dial('911');
    assert.equal(sent[0]?.isWanted(), true);
    service.dismissAttempt();
    assert.equal(sent[0]?.isWanted(), false);
  });

  it('[EC-171] is dropped at a sign-out', async () => {
    const {service, sent, pass} = page({connected: false});
    const outcome = service.dial('911');
    service.handleSignedOut();
    assert.equal(service.attempt.value, null);
    assert.equal(sent[0]?.isWanted(), false);
    sent[0]?.break(LOST);
    await outcome;
    await pass(1_000);
    assert.deepEqual([sent.length, service.attempt.value], [1, null]);
  });

  it('[EC-171] is dropped when somebody else signs in on the page, and what waits for their connection is not sent', async () => {
    const {service, sent, pass} = page({connected: false});
    service.handleAgent('anna');
    void service.dial('911');
    service.handleAgent('ben');
    assert.equal(service.attempt.value, null);
    assert.equal(sent[0]?.isWanted(), false);
    sent[0]?.break(LOST);
    await settled();
    await pass(1_000);
    assert.equal(sent.length, 1);
  });

  it('[EC-171] [EC-102] goes on when the same agent renews a sign-in that ran out, or is known only now', async () => {
    const {service, sent, pass} = page({connected: false});
    void service.dial('911');
    service.handleAgent('anna');
    assert.equal(sent[0]?.isWanted(), true);
    sent[0]?.break(LOST);
    await settled();
    service.handleAgent('anna');
    assert.equal(service.attempt.value?.status, 'out-of-reach');
    await pass(1_000);
    assert.deepEqual([sent.length, sent[1]?.isWanted()], [2, true]);
  });
});

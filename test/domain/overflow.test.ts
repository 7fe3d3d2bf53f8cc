import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  NO_OVERFLOW,
  type OverflowRules,
  type QueueLoad,
  nextWaitingRule,
  overflowOnArrival,
} from '../../src/domain/overflow.ts';
import {ESTIMATE_SAMPLES_MIN, estimateOf} from '../../src/domain/wait-estimate.ts';

const CALM: QueueLoad = {open: true, waiting: 0, estimatedWaitMs: 10_000};
const RULES: OverflowRules = {
  before: [
    {when: {kind: 'waiting', limit: 5}, action: {kind: 'callback'}},
    {when: {kind: 'estimated-wait', aboveMs: 60_000}, action: {kind: 'queue', queue: 'other'}},
    {when: {kind: 'closed'}, action: {kind: 'end'}},
  ],
  waiting: [
    {afterMs: 300_000, action: {kind: 'number', number: '+12015550109'}},
    {afterMs: 60_000, action: {kind: 'callback'}},
  ],
};

describe('overflow', () => {
  it('[DC-3] [DC-4] [DC-5] [PK-17] is what the first rule says that holds, and nothing while none does', () => {
    const then = (load: Partial<QueueLoad>) => overflowOnArrival(RULES, {...CALM, ...load}, false).kind;
    assert.equal(then({}), 'assign');
    assert.equal(then({waiting: 4}), 'assign');
    assert.equal(then({waiting: 5}), 'callback');
    assert.equal(then({estimatedWaitMs: 60_000}), 'assign');
    assert.equal(then({estimatedWaitMs: 60_001}), 'queue');
    assert.equal(then({waiting: 9, estimatedWaitMs: 60_001}), 'callback');
    assert.equal(overflowOnArrival(NO_OVERFLOW, {...CALM, waiting: 100}, false).kind, 'assign');
  });

  it('[PK-17] [CB-7] opening hours go before everything else', () => {
    assert.equal(overflowOnArrival(RULES, {...CALM, open: false, waiting: 9}, false).kind, 'end');
  });

  it('[PK-18] a wait that is not known is above nothing, and is never made up', () => {
    assert.equal(overflowOnArrival(RULES, {...CALM, estimatedWaitMs: null}, false).kind, 'assign');
    const waits = Array.from({length: ESTIMATE_SAMPLES_MIN}, (_, at) => at * 1_000);
    assert.equal(estimateOf({waitsMs: waits.slice(1), longestMs: 500_000}), null);
    assert.equal(estimateOf({waitsMs: waits, longestMs: null}), 9_500);
    assert.equal(estimateOf({waitsMs: waits, longestMs: 3_000}), 9_500);
    assert.equal(estimateOf({waitsMs: waits, longestMs: 45_000}), 45_000);
  });

  it('[PK-19] who was transferred or led here may only be led on', () => {
    assert.equal(overflowOnArrival(RULES, {...CALM, waiting: 9}, true).kind, 'assign');
    assert.equal(overflowOnArrival(RULES, {...CALM, waiting: 9, estimatedWaitMs: 90_000}, true).kind, 'queue');
    assert.equal(overflowOnArrival(RULES, {...CALM, open: false}, true).kind, 'assign');
    assert.equal(nextWaitingRule(RULES, 0, true)?.action.kind, 'number');
  });

  it('[PK-17] what happens to who waits on happens in the order of its times, each once', () => {
    assert.equal(nextWaitingRule(RULES, 0, false)?.afterMs, 60_000);
    assert.equal(nextWaitingRule(RULES, 60_000, false)?.afterMs, 300_000);
    assert.equal(nextWaitingRule(RULES, 300_000, false), null);
  });
});

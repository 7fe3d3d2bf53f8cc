import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type SoundSample, addSample, judgeSound} from '../../src/domain/voice-trouble.ts';

/** A second of sound each: fifty packets, of which some are lost. */
function seconds(losses: readonly number[], roundTripMs: number | null = 40): readonly SoundSample[] {
  let samples: readonly SoundSample[] = [{at: 0, packetsReceived: 0, packetsLost: 0, roundTripMs}];
  let [received, lost] = [0, 0];
  for (const [index, share] of losses.entries()) {
    received += 50 - share;
    lost += share;
    samples = addSample(samples, {at: (index + 1) * 1_000, packetsReceived: received, packetsLost: lost, roundTripMs});
  }
  return samples;
}

/** A good second, and then so many without a packet. */
function silentFor(count: number): readonly SoundSample[] {
  let samples = seconds([0]);
  const last = {packetsReceived: 50, packetsLost: 0, roundTripMs: null};
  for (let second = 1; second <= count; second += 1)
    samples = addSample(samples, {at: 1_000 + second * 1_000, ...last});
  return samples;
}

describe('trouble with the sound', () => {
  const cases = [
    ['good', seconds([0, 0, 0, 0, 0]), null, null],
    ['4 % lost', seconds([2, 2, 2, 2, 2]), null, null],
    ['6 % lost', seconds([3, 3, 3, 3, 3]), null, 'loss'],
    ['4 % lost after more', seconds([2, 2, 2, 2, 2]), 'loss', 'loss'],
    ['2 % lost after more', seconds([1, 1, 1, 1, 1]), 'loss', null],
    ['loss of the first half second', seconds([]), null, null],
    ['a round trip of 350 ms', seconds([0, 0, 0], 350), null, null],
    ['a round trip of 450 ms', seconds([0, 0, 0], 450), null, 'delay'],
    ['a round trip of 350 ms after more', seconds([0, 0, 0], 350), 'delay', 'delay'],
    ['a round trip of 250 ms after more', seconds([0, 0, 0], 250), 'delay', null],
    ['an unknown round trip', seconds([0, 0, 0], null), 'delay', null],
    ['loss and delay', seconds([5, 5, 5, 5, 5], 900), null, 'loss'],
    ['two seconds without a packet', silentFor(2), null, null],
    ['three seconds without a packet', silentFor(3), null, 'no-audio'],
    ['nothing looked at yet', [], null, null],
  ] as const;
  for (const [what, samples, before, expected] of cases) {
    it(`[NL-9] ${what}${before === null ? '' : `, where there was ${before}`}: ${expected ?? 'well'}`, () => {
      assert.equal(judgeSound(before, samples).trouble, expected);
    });
  }

  it('[NL-9] what was before the leg joined again does not count', () => {
    const samples = addSample(seconds([20, 20]), {at: 3_000, packetsReceived: 10, packetsLost: 0, roundTripMs: 30});
    assert.equal(samples.length, 1);
    assert.equal(judgeSound('loss', samples).trouble, null);
  });

  it('[NL-9] only the last seconds count', () => {
    assert.equal(judgeSound(null, seconds([50, 50, 0, 0, 0, 0, 0, 0, 0])).lossPercent, 0);
  });
});

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {backoffMs} from '../../src/api/backoff.ts';

describe('the time before the next attempt', () => {
  it('[DM-31] doubles from a quarter of a second to ten seconds', () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 7, 5_000].map((attempt) => backoffMs(attempt, 1));
    assert.deepEqual(longest, [250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
  });

  it('[DM-31] is spread at random between half and whole', () => {
    assert.deepEqual([backoffMs(0, 0), backoffMs(0, 0.5), backoffMs(6, 0)], [125, 187.5, 5_000]);
    fc.assert(
      fc.property(fc.nat(2_000), fc.double({min: 0, max: 1, noNaN: true}), (attempt, random) => {
        const whole = backoffMs(attempt, 1);
        const ms = backoffMs(attempt, random);
        assert.ok(ms >= whole / 2 && ms <= whole && whole <= 10_000);
      }),
    );
  });
});

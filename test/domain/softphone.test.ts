import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {SOFTPHONE_GRACE_MS, type Softphone, claimSoftphone, releaseSoftphone} from '../../src/domain/softphone.ts';

const NOW = 1_000_000;
const HELD: Softphone = {deskId: 'a', fence: 3, since: 5, label: 'Chrome', goneAt: null};
const gone = (forMs: number): Softphone => ({...HELD, goneAt: NOW - forMs});
const by = (deskId: string, takeOver = false) => ({deskId, label: 'Firefox', takeOver});

describe('softphone', () => {
  const cases = [
    ['nobody has it', null, by('b'), false, 'granted'],
    ['it was let go', {...HELD, deskId: null}, by('b'), false, 'granted'],
    ['a connected page has it', HELD, by('b'), false, 'refused'],
    ['a connected page has it and a person asks', HELD, by('b', true), true, 'granted'],
    ['that page has just gone', gone(SOFTPHONE_GRACE_MS - 1), by('b'), false, 'refused'],
    ['that page has been gone for a while', gone(SOFTPHONE_GRACE_MS), by('b'), false, 'granted'],
    ['that page has gone and its sound still flows', gone(60_000), by('b'), true, 'refused'],
    ['that page has gone, its sound flows and a person asks', gone(60_000), by('b', true), true, 'granted'],
    ['the asking page has it', HELD, by('a'), true, 'kept'],
    ['the asking page had gone and is back', gone(60_000), by('a'), false, 'kept'],
  ] as const;
  for (const [when, current, claim, talking, outcome] of cases) {
    it(`[NL-1] ${when}: ${outcome}`, () => {
      const claimed = claimSoftphone(current, claim, talking, NOW);
      if (outcome === 'refused') return assert.deepEqual(claimed, {refused: 'sound-elsewhere'});
      assert.ok('softphone' in claimed);
      assert.equal(claimed.softphone.deskId, claim.deskId);
      assert.equal(claimed.softphone.goneAt, null);
      const before = current?.fence ?? 0;
      assert.equal(claimed.softphone.fence, outcome === 'kept' ? before : before + 1);
    });
  }

  it('[NL-1] asking again changes nothing', () => {
    const claimed = claimSoftphone(HELD, {...by('a'), label: 'Chrome'}, false, NOW);
    assert.deepEqual(claimed, {softphone: HELD, changed: false});
  });

  it('[NL-1] a page lets go of its own hold only, and the fence stays', () => {
    assert.deepEqual(releaseSoftphone(HELD, 'a'), {...HELD, deskId: null});
    assert.equal(releaseSoftphone(HELD, 'b'), HELD);
    assert.equal(releaseSoftphone(null, 'a'), null);
  });

  it('[NL-1] whatever pages do, the fence rises with each new holder and never falls', () => {
    const step = fc.record({
      deskId: fc.constantFrom('a', 'b', 'c'),
      act: fc.constantFrom('claim', 'take', 'release', 'go'),
      waitMs: fc.integer({min: 0, max: 5_000}),
      talking: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, {maxLength: 40}), (steps) => {
        let now = NOW;
        let current: Softphone | null = null;
        for (const {deskId, act, waitMs, talking} of steps) {
          now += waitMs;
          const before: Softphone | null = current;
          current = after(current, deskId, act, talking, now);
          assertFair(before, current, act);
        }
      }),
    );
  });
});

function assertFair(before: Softphone | null, now: Softphone | null, act: string): void {
  const passed = now !== null && now.deskId !== null && now.deskId !== before?.deskId;
  assert.equal(now?.fence ?? 0, (before?.fence ?? 0) + (passed ? 1 : 0));
  // A page that is there loses it by a person's word only.
  if (passed && before !== null && before.deskId !== null && before.goneAt === null) assert.equal(act, 'take');
}

function after(
  current: Softphone | null,
  deskId: string,
  act: 'claim' | 'take' | 'release' | 'go',
  talking: boolean,
  now: number,
): Softphone | null {
  if (act === 'release') return releaseSoftphone(current, deskId);
  if (act === 'go') return current?.deskId === deskId ? {...current, goneAt: now} : current;
  const claimed = claimSoftphone(current, {deskId, label: deskId, takeOver: act === 'take'}, talking, now);
  return 'softphone' in claimed ? claimed.softphone : current;
}

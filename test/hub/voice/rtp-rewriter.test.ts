import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {RtpRewriter, samplesPerFrame, sequenceDistance} from '../../../hub/voice/media/rtp-rewriter.ts';

const frame = samplesPerFrame;

describe('RtpRewriter', () => {
  it('[VM-1] keeps the gaps of a run, in sequence and in time', () => {
    const rewriter = new RtpRewriter({sequence: 99, timestamp: 0});
    const run = {};
    assert.deepEqual(rewriter.place(run, {sequence: 7, timestamp: 70_000}, 0), {
      sequence: 100,
      timestamp: frame,
      marker: true,
    });
    assert.deepEqual(rewriter.place(run, {sequence: 10, timestamp: 70_000 + 3 * frame}, 60), {
      sequence: 103,
      timestamp: 4 * frame,
      marker: false,
    });
    // The missing one comes late and takes the place that was kept for it.
    assert.equal(rewriter.place(run, {sequence: 9, timestamp: 70_000 + 2 * frame}, 61)?.sequence, 102);
  });

  it('[VM-2] goes on by one number and by the time that passed when the source changes, with the marker bit', () => {
    const rewriter = new RtpRewriter({sequence: 0, timestamp: 0});
    rewriter.place({}, {sequence: 5, timestamp: 5}, 1000);
    assert.deepEqual(rewriter.place({}, {sequence: 60_000, timestamp: 123}, 1020), {
      sequence: 2,
      timestamp: 2 * frame,
      marker: true,
    });
    assert.deepEqual(rewriter.place({}, {sequence: 1, timestamp: 9}, 2020), {
      sequence: 3,
      timestamp: 52 * frame,
      marker: true,
    });
    assert.equal(
      rewriter.place({}, {sequence: 1, timestamp: 9}, 2020)?.timestamp,
      53 * frame,
      'never twice the same time',
    );
  });

  it('[VM-3] wraps both numbers around', () => {
    const rewriter = new RtpRewriter({sequence: 65_534, timestamp: 0xffff_ffff - frame});
    const run = {};
    assert.deepEqual(rewriter.place(run, {sequence: 65_535, timestamp: 0xffff_ff00}, 0), {
      sequence: 65_535,
      timestamp: 0xffff_ffff,
      marker: true,
    });
    assert.deepEqual(rewriter.place(run, {sequence: 0, timestamp: 0xffff_ff00 + frame - 0x1_0000_0000}, 20), {
      sequence: 0,
      timestamp: frame - 1,
      marker: false,
    });
  });

  it('[VM-4] drops a packet from before its run began', () => {
    const rewriter = new RtpRewriter({sequence: 0, timestamp: 0});
    const run = {};
    rewriter.place(run, {sequence: 10, timestamp: 0}, 0);
    assert.equal(rewriter.place(run, {sequence: 9, timestamp: 0}, 1), null);
  });

  it('[VM-5] closes the gap that a consumed packet would leave, and drops what is older than it', () => {
    const rewriter = new RtpRewriter({sequence: 0, timestamp: 0});
    const run = {};
    rewriter.place(run, {sequence: 10, timestamp: 0}, 0);
    rewriter.withhold(run, 11);
    rewriter.withhold(run, 12);
    assert.equal(rewriter.place(run, {sequence: 13, timestamp: 3 * frame}, 60)?.sequence, 2);
    assert.equal(rewriter.place(run, {sequence: 11, timestamp: frame}, 61), null);
    rewriter.withhold(run, 12);
    assert.equal(
      rewriter.place(run, {sequence: 14, timestamp: 4 * frame}, 80)?.sequence,
      3,
      'a repeated one counts once',
    );
  });

  it('[VM-4] never gives a number twice and moves the newest only forward, whatever happens', () => {
    const step = fc.record({
      switches: fc.integer({min: 0, max: 9}).map((n) => n === 0),
      consumed: fc.integer({min: 0, max: 9}).map((n) => n === 0),
      lost: fc.integer({min: 0, max: 3}),
      late: fc.boolean(),
      elapsedMs: fc.integer({min: 0, max: 500}),
    });
    const start = fc.record({
      sequence: fc.integer({min: 0, max: 65_535}),
      timestamp: fc.integer({min: 0, max: 0xffff_ffff}),
    });
    fc.assert(fc.property(start, start, fc.array(step, {maxLength: 300}), runScript), {numRuns: 300});
  });
});

interface Step {
  readonly switches: boolean;
  readonly consumed: boolean;
  readonly lost: number;
  readonly late: boolean;
  readonly elapsedMs: number;
}

/** Plays a source with losses, late packets, digits and switches, and checks what the receiver would see. */
function runScript(
  start: {sequence: number; timestamp: number},
  source: {sequence: number; timestamp: number},
  steps: readonly Step[],
): void {
  const rewriter = new RtpRewriter(start);
  const given = new Set<number>();
  let run = {};
  let position = source.sequence;
  let last: {sequence: number; timestamp: number} | null = null;
  let nowMs = 0;
  for (const {switches, consumed, lost, late, elapsedMs} of steps) {
    nowMs += elapsedMs;
    if (switches) run = {};
    position += 1 + lost;
    if (consumed) rewriter.withhold(run, position % 65_536);
    else {
      const placed = rewriter.place(run, at(source, position), nowMs);
      assert.ok(placed, 'a packet in order always finds a place');
      assert.ok(!given.has(placed.sequence));
      given.add(placed.sequence);
      if (last !== null) {
        assert.ok(sequenceDistance(last.sequence, placed.sequence) > 0);
        const ahead: number = (placed.timestamp - last.timestamp + 0x1_0000_0000) % 0x1_0000_0000;
        assert.ok(ahead > 0 && ahead < 0x8000_0000);
        if (placed.marker) assert.equal(sequenceDistance(last.sequence, placed.sequence), 1);
      }
      last = placed;
    }
    if (late && lost > 0) {
      const placed = rewriter.place(run, at(source, position - 1), nowMs);
      if (placed !== null && !placed.marker) {
        assert.ok(!given.has(placed.sequence));
        given.add(placed.sequence);
      } else if (placed !== null) {
        given.add(placed.sequence);
        last = placed;
      }
    }
  }
}

function at(source: {sequence: number; timestamp: number}, position: number): {sequence: number; timestamp: number} {
  return {
    sequence: position % 65_536,
    timestamp: (source.timestamp + (position - source.sequence) * frame) % 0x1_0000_0000,
  };
}

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {FrameClock} from '../../../hub/voice/media/frame-clock.ts';
import {DtmfReader} from '../../../hub/voice/media/dtmf-reader.ts';

describe('FrameClock', () => {
  function clock(): {at(ms: number): number; ticks(): number} {
    let nowMs = 0;
    let ticks = 0;
    const frames = new FrameClock(
      () => ticks++,
      () => nowMs,
    );
    frames.start();
    frames.stop();
    return {
      at: (ms) => {
        nowMs = ms;
        frames.run();
        return ticks;
      },
      ticks: () => ticks,
    };
  }

  it('[VM-8] ticks by the time since the start, so that lateness never adds up', () => {
    const held = clock();
    let late = 0;
    for (let n = 1; n <= 3000; n++) {
      late = (late * 7 + 3) % 19;
      held.at(n * 20 + late);
    }
    assert.equal(held.ticks(), 3000);
  });

  it('[VM-8] makes up for a short hold-up and gives up on a long one', () => {
    const held = clock();
    assert.equal(held.at(20), 1);
    assert.equal(held.at(79), 3);
    assert.equal(held.at(10_000), 8);
    assert.equal(held.at(10_019), 8);
    assert.equal(held.at(10_020), 9);
  });
});

describe('DtmfReader', () => {
  it('[VM-16] tells each press once, at its first packet, and the same digit again when pressed again', () => {
    const reader = new DtmfReader();
    const packet = (event: number, end = 0): Uint8Array => Uint8Array.of(event, end, 0, 160);
    assert.equal(reader.read(1000, packet(1)), '1');
    assert.equal(reader.read(1000, packet(1)), null);
    assert.equal(reader.read(1000, packet(1, 0x80)), null);
    assert.equal(reader.read(5000, packet(1)), '1');
    assert.equal(reader.read(9000, packet(11)), '#');
    assert.equal(reader.read(9900, packet(16)), null, 'flash is no digit');
    assert.equal(reader.read(9999, Uint8Array.of(1)), null, 'too short');
  });
});

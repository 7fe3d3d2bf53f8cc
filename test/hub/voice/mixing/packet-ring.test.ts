import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {PacketRing, type RingPacket} from '../../../../hub/voice/media/mixing/packet-ring.ts';

const packet = (sequence: number, payload: Uint8Array | null = Uint8Array.of(sequence % 256)): RingPacket => ({
  speaker: 3,
  run: 7,
  sequence,
  payload,
});

function all(ring: PacketRing): RingPacket[] {
  const taken: RingPacket[] = [];
  ring.read((each) => taken.push(each));
  return taken;
}

describe('the way of packets to the mixing thread', () => {
  it('[VM-36] hands over what was put in, in its order and once, however much of it, and however often', () => {
    const payload = fc.option(fc.uint8Array({maxLength: 1_504}), {nil: null});
    const written = fc.record(
      {
        speaker: fc.integer({min: 0, max: 2 ** 31 - 1}),
        run: fc.integer({min: 0, max: 2 ** 31 - 1}),
        sequence: fc.integer({min: 0, max: 65_535}),
        payload,
      },
      {noNullPrototype: true},
    );
    fc.assert(
      fc.property(fc.array(fc.array(written, {maxLength: 60}), {maxLength: 20}), (turns) => {
        const writer = new PacketRing();
        const reader = new PacketRing(writer.memory);
        for (const turn of turns) {
          for (const each of turn) assert.ok(writer.write(each));
          assert.deepEqual(all(reader), turn);
        }
      }),
      {numRuns: 50},
    );
  });

  it('[VM-36] goes round, and what does not fit is lost and nothing else', () => {
    const writer = new PacketRing();
    const reader = new PacketRing(writer.memory);
    for (let round = 0; round < 5; round += 1) {
      const fitted = Array.from({length: 600}, (_, n) => packet(n)).filter((each) => writer.write(each));
      assert.equal(fitted.length, 512);
      assert.deepEqual(all(reader), fitted);
    }
    assert.equal(writer.write(packet(1, new Uint8Array(1_505))), false);
    assert.deepEqual(all(reader), []);
  });

  it('[VM-36] what was taken stays as it was when its place is written again', () => {
    const ring = new PacketRing();
    ring.write(packet(1));
    const [first] = all(ring);
    for (let n = 2; n < 600; n += 1) {
      ring.write(packet(n));
      all(ring);
    }
    assert.deepEqual(first, packet(1));
  });
});

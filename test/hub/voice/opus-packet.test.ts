import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {createDecoder, isOpusError} from 'libopus-wasm';
import {packetSamples, silenceOf} from '../../../hub/voice/media/opus-packet.ts';
import {toneSpeaker} from './mixing/tone-speech.ts';

describe('a packet of Opus', () => {
  it('[VM-50] is as long as libopus says, and what libopus takes for broken is none', async () => {
    const decoder = await createDecoder({sampleRate: 48_000, channels: 1});
    const decoded = (packet: Uint8Array): number => {
      try {
        return decoder.decodeFloat(packet).length;
      } catch (error) {
        if (!isOpusError(error)) throw error;
        return 0;
      }
    };
    const bytes = fc.uint8Array({minLength: 1, maxLength: 40});
    // The second byte counts frames and says how they are packed: often enough one that makes sense.
    const many = fc
      .tuple(fc.integer({min: 0, max: 63}), fc.constantFrom(0, 0x40, 0x80, 0xc0), fc.integer({min: 0, max: 8}), bytes)
      .map(([first, how, count, rest]) => Uint8Array.of(first * 4 + 3, how + count, ...rest));
    try {
      fc.assert(
        fc.property(fc.oneof(bytes, many), (packet) => assert.equal(packetSamples(packet), decoded(packet))),
        {numRuns: 3_000},
      );
      const speak = await toneSpeaker(440);
      assert.equal(packetSamples(speak()), 960);
      assert.equal(packetSamples(new Uint8Array()), 0);
    } finally {
      decoder.free();
    }
  });

  it('[VM-50] that is silence is silent, in every length', async () => {
    const decoder = await createDecoder({sampleRate: 48_000, channels: 1});
    const silences = [...silenceOf(960 + 480 + 240 + 120 + 119)];
    assert.deepEqual(
      silences.map(([samples]) => samples),
      [960, 480, 240, 120],
    );
    for (const [samples, packet] of silences) {
      const pcm = decoder.decodeFloat(packet);
      assert.equal(pcm.length, samples);
      assert.ok(pcm.every((value) => Math.abs(value) < 1e-4));
      assert.equal(packetSamples(packet), samples);
    }
    assert.deepEqual([...silenceOf(-960)], []);
    decoder.free();
  });
});

import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {decodeFrames, encodeLoop, sampleRate} from '../../../hub/voice/media/frame-loop.ts';
import {ringbackCadence, synthesiseMusic, synthesiseRingback} from '../../../hub/voice/media/synthesis.ts';

/** Largest step from one sample to the next, over the given samples. */
function largestStep(pcm: Float32Array, from: number, to: number): number {
  let largest = 0;
  for (let n = from; n < to; n++) largest = Math.max(largest, Math.abs((pcm[n + 1] ?? 0) - (pcm[n] ?? 0)));
  return largest;
}

function rms(pcm: Float32Array): number {
  return Math.sqrt(pcm.reduce((sum, value) => sum + value * value, 0) / pcm.length);
}

/** Samples by which Opus is late at 48 kHz: 6.5 ms (RFC 6716 §2, look-ahead). */
const opusDelay = 312;

/** How far the decoded loop is from the sound that was encoded, as a root mean square over a stretch. */
function codingError(pcm: Float32Array, decoded: Float32Array, from: number, length: number): number {
  let sum = 0;
  for (let n = from; n < from + length; n++) sum += ((decoded[n + opusDelay] ?? 0) - (pcm[n % pcm.length] ?? 0)) ** 2;
  return Math.sqrt(sum / length);
}

describe('sounds of the media process', () => {
  it('[VM-6] hold music repeats without a seam, before and after Opus', async () => {
    const pcm = synthesiseMusic();
    const seam = Math.abs((pcm[0] ?? 0) - (pcm.at(-1) ?? 0));
    assert.ok(seam <= largestStep(pcm, 0, pcm.length - 1), `a step of ${seam} at the end`);
    const {frames} = await encodeLoop(pcm);
    assert.equal(frames.length * 0.02, 24);
    const twice = await decodeFrames([...frames, ...frames]);
    const around = largestStep(twice, pcm.length - 4800, pcm.length + 4800);
    assert.ok(around <= largestStep(twice, pcm.length / 2, pcm.length - 4800), `a step of ${around} near the seam`);
    // Coding changes the sound a little everywhere; at the seam it may not do so more than elsewhere.
    const elsewhere = codingError(pcm, twice, pcm.length / 2, 10 * sampleRate * 0.02);
    const atSeam = codingError(pcm, twice, pcm.length - 480, 960);
    assert.ok(atSeam < 1.5 * elsewhere, `${atSeam} at the seam, ${elsewhere} elsewhere`);
  });

  it('[VM-6] hold music is gentle: it neither clips nor drowns speech, and is never silent for a second', () => {
    const pcm = synthesiseMusic();
    assert.ok(pcm.every((value) => Math.abs(value) < 0.9));
    for (let at = 0; at < pcm.length; at += sampleRate) {
      const level = rms(pcm.subarray(at, at + sampleRate));
      assert.ok(level > 0.02 && level < 0.3, `level ${level} at ${at / sampleRate} s`);
    }
  });

  const cadences = [
    {country: 'US', hertz: [440, 480], onOffMs: [2000, 4000]},
    {country: 'GB', hertz: [400, 450], onOffMs: [400, 200, 400, 2000]},
    {country: 'DE', hertz: [425], onOffMs: [1000, 4000]},
    {country: undefined, hertz: [425], onOffMs: [1000, 4000]},
  ];
  for (const {country, hertz, onOffMs} of cadences) {
    it(`[VM-7] ringback for ${country ?? 'no country'} is ${hertz.join(' + ')} Hz, ${onOffMs.join('/')} ms`, () => {
      assert.deepEqual(ringbackCadence(country), {hertz, onOffMs});
      const pcm = synthesiseRingback(ringbackCadence(country));
      let atMs = 0;
      onOffMs.forEach((ms, n) => {
        const level = rms(pcm.subarray(atMs * 48, (atMs + ms) * 48));
        assert.equal(level > 0.05, n % 2 === 0);
        atMs += ms;
      });
      assert.equal(pcm.length, atMs * 48);
    });
  }
});

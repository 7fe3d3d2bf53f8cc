import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {describe, it} from 'node:test';
import {Application, createDecoder, createEncoder} from 'libopus-wasm';
import {Speaker} from '../../../../hub/voice/media/mixing/speaker.ts';
import {opusPackets} from '../../../../hub/voice/media/ogg-opus.ts';
import {FRAME, levelOf} from './tone-speech.ts';

const RATE = 48_000;
const PROMPT = new URL('../../../../hub/voice/media/sounds/welcome.en.opus', import.meta.url);

async function speech(): Promise<Float32Array> {
  const decoder = await createDecoder({sampleRate: RATE, channels: 1});
  const frames = opusPackets(await readFile(PROMPT)).map((each) => decoder.decodeFloat(each));
  decoder.free();
  return Float32Array.from(frames.flatMap((each) => [...each]));
}

/** As a browser sends it that was told to send copies of what may be lost. */
async function packetsOf(pcm: Float32Array, samples = FRAME): Promise<Uint8Array[]> {
  const encoder = await createEncoder({
    sampleRate: RATE,
    channels: 1,
    application: Application.Voip,
    bitrate: 32_000,
    complexity: 5,
    fec: true,
    packetLossPercent: 20,
  });
  const packets: Uint8Array[] = [];
  for (let at = 0; at + samples <= pcm.length; at += samples)
    packets.push(encoder.encodeFloat(pcm.subarray(at, at + samples), {frameSize: samples}));
  encoder.free();
  return packets;
}

async function speaker(): Promise<Speaker> {
  return new Speaker(await createDecoder({sampleRate: RATE, channels: 1}));
}

const energy = (pcm: Float32Array): number => pcm.reduce((sum, sample) => sum + sample * sample, 0);

/** All that comes out, with each packet put in when it is due. */
async function heard(packets: readonly Uint8Array[], frames: number, isLost: (n: number) => boolean = () => false) {
  const one = await speaker();
  const out = new Float32Array(frames * FRAME);
  for (let n = 0; n < frames; n += 1) {
    const payload = packets[n];
    if (payload !== undefined && !isLost(n)) one.put(1, n, payload);
    const pcm = one.frame();
    if (pcm !== null) out.set(pcm, n * FRAME);
  }
  one.free();
  return out;
}

describe('a voice on its way into the mix', () => {
  it('[VM-37] what was lost is made from its copy: nearer to what was said than a guess', async () => {
    const packets = await packetsOf(await speech());
    const frames = packets.length;
    const whole = await heard(packets, frames);
    // One packet lost whose copy is in the next; and two in a row, so that the first one's copy is lost with it.
    const lost = (n: number): boolean => n > 20 && n % 10 === 0;
    const repaired = await heard(packets, frames, lost);
    const guessed = await heard(packets, frames, (n) => lost(n) || lost(n - 1));
    let [withCopy, withGuess, said] = [0, 0, 0];
    for (let n = 20; n < frames - 3; n += 10) {
      if (!lost(n)) continue;
      // Two packets wait while a third comes in: what was put in as n comes out two frames later.
      const [from, to] = [(n + 2) * FRAME, (n + 3) * FRAME];
      const difference = (pcm: Float32Array): number =>
        energy(pcm.subarray(from, to).map((sample, at) => sample - (whole[from + at] ?? 0)));
      withCopy += difference(repaired);
      withGuess += difference(guessed);
      said += energy(whole.subarray(from, to));
    }
    assert.ok(said > 0.1);
    assert.ok(
      withCopy < withGuess / 2,
      `copies ${(withCopy / said).toFixed(2)}, guesses ${(withGuess / said).toFixed(2)}`,
    );
  });

  for (const ms of [10, 40, 60])
    it(`[VM-37] packets of ${ms} ms are heard as whole frames`, async () => {
      const samples = (ms * RATE) / 1_000;
      const tone = Float32Array.from({length: RATE * 2}, (_, n) => 0.2 * Math.sin((2 * Math.PI * 700 * n) / RATE));
      const packets = await packetsOf(tone, samples);
      const one = await speaker();
      const out: Float32Array[] = [];
      for (let frame = 0, put = 0; frame < 80; frame += 1) {
        for (; put * ms <= frame * 20; put += 1) one.put(1, put, packets[put] ?? new Uint8Array());
        const pcm = one.frame();
        if (pcm !== null) out.push(pcm);
      }
      one.free();
      assert.ok(out.length >= 70, `${out.length} frames`);
      for (const frame of out.slice(10)) assert.ok(Math.abs(levelOf(frame, 700) - 0.2) < 0.05);
    });

  it('[VM-44] a microphone that is quiet for a second is in no mix, and with its first sound it is', async () => {
    const tone = Float32Array.from({length: RATE / 2}, (_, n) => 0.1 * Math.sin((2 * Math.PI * 700 * n) / RATE));
    const quiet = new Float32Array(RATE * 2);
    const said = Float32Array.from([...tone, ...quiet, ...tone]);
    const one = await speaker();
    const isThere = (await packetsOf(said)).map((payload, n) => {
      one.put(1, n, payload);
      return one.frame() !== null;
    });
    one.free();
    const [begins, ends, again] = [isThere.indexOf(true), isThere.lastIndexOf(false), isThere.indexOf(false, 30)];
    assert.ok(begins <= 3, 'as soon as it comes out of its buffer');
    assert.ok(again >= 25 + 50 && again <= 25 + 50 + 10, `left out after a second (${again})`);
    assert.ok(ends >= 125 && ends <= 127, `back at once (${ends})`);
  });
});

import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {opusPackets} from '../../../../hub/voice/media/ogg-opus.ts';
import {silenceOf} from '../../../../hub/voice/media/opus-packet.ts';
import {recordedPackets, recordingFile} from '../../../../hub/voice/recording-file.ts';
import {decoded} from '../../../support/decoded-sound.ts';
import {launchToneBrowser, type ToneBrowser} from '../../../support/tones.ts';
import {levelOf, toneSpeaker} from '../mixing/tone-speech.ts';

const RATE = 48_000;

function recordOf(packet: Uint8Array): Buffer {
  return Buffer.from([packet.length >> 8, packet.length & 0xff, ...packet]);
}

const chunkOf = (packets: readonly Uint8Array[]): Buffer => Buffer.concat(packets.map(recordOf));
const silence = (samples: number): Uint8Array[] => [...silenceOf(samples)].map(([, packet]) => packet);

describe('the file of a recording', {timeout: 60_000}, () => {
  let browser: ToneBrowser;
  let page: Page;

  before(async () => {
    browser = await launchToneBrowser(440);
    page = await browser.context.newPage();
  });

  after(async () => browser.close());

  const between = (pcm: Float32Array, fromMs: number, toMs: number): Float32Array =>
    pcm.subarray((fromMs * RATE) / 1_000, (toMs * RATE) / 1_000);

  it('[VM-55] is as long as the recording and sounds like it, gaps included, to a browser’s own decoder', async () => {
    const speak = await toneSpeaker(1_000);
    const second = () => Array.from({length: 50}, speak);
    const file = recordingFile([
      chunkOf(silence(RATE / 2)),
      chunkOf(second()),
      Buffer.alloc(0),
      // A gap that is no multiple of 20 ms.
      chunkOf([...silence(24_360), ...second()]),
    ]);
    const {lastsMs, pcm} = await decoded(page, file);
    assert.ok(Math.abs(lastsMs - 3_007.5) < 20, `${lastsMs} ms`);
    assert.ok(levelOf(between(pcm, 50, 450), 1_000) < 0.005);
    assert.ok(Math.abs(levelOf(between(pcm, 600, 1_400), 1_000) - 0.3) < 0.03);
    assert.ok(levelOf(between(pcm, 1_550, 1_950), 1_000) < 0.005);
    assert.ok(Math.abs(levelOf(between(pcm, 2_100, 2_900), 1_000) - 0.3) < 0.03);
    assert.ok(levelOf(between(pcm, 600, 1_400), 440) < 0.005);
  });

  it('[VM-55] may be minutes long, and have packets that fill many segments', async () => {
    const speak = await toneSpeaker(1_000);
    const tone = Array.from({length: 25}, speak);
    // With a thousand bytes of padding.
    const padded = tone.slice(0, 2).map((packet) => {
      const [first = 0, ...frame] = packet;
      return Uint8Array.of(first | 3, 0x41, 255, 255, 255, 255, 4, ...frame, ...Array.from({length: 1_020}, () => 0));
    });
    const packets = [...Array.from({length: 119}, () => tone).flat(), ...padded, ...silence(RATE / 2 - 1_920)];
    const file = recordingFile([chunkOf(packets)]);
    const {lastsMs, pcm} = await decoded(page, file, {fromMs: 59_000, toMs: 59_400});
    assert.ok(Math.abs(lastsMs - 60_000) < 20, `${lastsMs} ms`);
    assert.ok(levelOf(pcm, 1_000) > 0.2);
  });

  it('[VM-55] has the packets as they came', async () => {
    const speak = await toneSpeaker(1_000);
    const packets = Array.from({length: 120}, speak);
    const chunks = [chunkOf(packets.slice(0, 70)), chunkOf(packets.slice(70))];
    const bytes = (some: Iterable<Uint8Array>) => Array.from(some, (packet) => [...packet]);
    assert.deepEqual(bytes(recordedPackets(chunks[0] ?? assert.fail())), bytes(packets.slice(0, 70)));
    assert.deepEqual(bytes(opusPackets(recordingFile(chunks))), bytes(packets));
    assert.ok(recordingFile([]).length > 0);
  });

  it('[VM-55] is refused where a chunk is cut or holds something else', () => {
    for (const wrong of [[0], [0, 5, 0xf8], [0, 1, 0xfb], [0, 0]])
      assert.throws(() => recordingFile([Uint8Array.from(wrong)]), TypeError);
  });
});

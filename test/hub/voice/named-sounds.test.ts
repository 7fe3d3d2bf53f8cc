import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {beforeEach, afterEach, describe, it} from 'node:test';
import {promisify} from 'node:util';
import {MediaEngine} from '../../../hub/voice/media/media-engine.ts';
import {opusPackets} from '../../../hub/voice/media/ogg-opus.ts';
import type {HeardSource, MediaEvent} from '../../../hub/voice/media/protocol.ts';
import {SoundLibrary} from '../../../hub/voice/media/sound-library.ts';
import {decodeFrames} from '../../../hub/voice/media/frame-loop.ts';
import {toneWav} from '../../support/tones.ts';
import {FakeConnections} from './fake-connections.ts';
import {withRunDir} from './media-fixture.ts';
import {levelOf} from './mixing/tone-speech.ts';

const OURS = new URL('../../../hub/voice/media/sounds/', import.meta.url);
const SCRIPT = new URL('../../../scripts/make-sounds.mjs', import.meta.url).pathname;

const packetsOf = async (name: string): Promise<readonly Uint8Array[]> =>
  opusPackets(await readFile(new URL(`${name}.opus`, OURS)));

/** A mono Ogg Opus file of one page with these packets; its checksums are nobody's concern here. */
function oggOf(...packets: readonly Uint8Array[]): Buffer {
  const all = [Buffer.from('OpusHead\x01\x01\0\0\0\0\0\0\0\0\0', 'latin1'), Buffer.from('OpusTags'), ...packets];
  const header = Buffer.alloc(27);
  header.write('OggS');
  header[26] = all.length;
  return Buffer.concat([header, Buffer.from(all.map(({length}) => length)), ...all]);
}

describe('a sound by its name', () => {
  let browsers: FakeConnections;
  let events: MediaEvent[];
  let engine: MediaEngine;
  let nowMs: number;
  let version: number;

  beforeEach(() => {
    browsers = new FakeConnections();
    events = [];
    nowMs = 0;
    version = 0;
  });

  afterEach(() => engine.closeAll());

  async function begin(folder: string | null = null): Promise<SoundLibrary> {
    const sounds = await SoundLibrary.make(folder === null ? [] : [folder]);
    const emit = (event: MediaEvent) => events.push(event);
    engine = new MediaEngine({sounds, open: browsers.open, emit, nowMs: () => nowMs});
    await engine.connect({legId: 'a', epoch: 1, offer: 'a'});
    browsers.of('a').handlers.onState('connected');
    return sounds;
  }

  const play = (sound: string, startedAtMs?: number) => hear({kind: 'sound', sound, startedAtMs});
  const hear = (heard: HeardSource) => engine.plan({contactId: 'c', version: ++version, hears: {a: heard}});
  const ended = () => events.flatMap((event) => (event.event === 'sound-ended' ? [event.sound] : []));

  /** What the leg is sent in the next ticks. */
  function next(ticks: number): Uint8Array[] {
    const {sent} = browsers.of('a');
    const from = sent.length;
    for (let n = 0; n < ticks; n += 1) engine.tick((nowMs += 20));
    return sent.slice(from).map(({payload}) => payload);
  }

  it('[VM-43] is played once from its beginning, then there is silence, and its end is told once', async () => {
    const {silence} = await begin();
    const sound = await packetsOf('please-hold.en');
    play('please-hold.en', 1);
    assert.deepEqual(next(sound.length), sound);
    assert.deepEqual(ended(), []);
    assert.deepEqual(next(10), silence.frames.slice(0, 10));
    assert.deepEqual(ended(), ['please-hold.en']);
    play('please-hold.en', 1);
    assert.deepEqual(next(1), silence.frames.slice(0, 1), 'the same one is not played again');
    play('please-hold.en', 2);
    assert.deepEqual(next(sound.length), sound, 'a later one is');
    next(1);
    assert.deepEqual(ended(), ['please-hold.en', 'please-hold.en']);
  });

  it('[VM-43] gives way to another one, which is heard from its beginning; the end of the first is never told', async () => {
    await begin();
    play('please-hold.en', 1);
    next(30);
    play('welcome.en', 2);
    const welcome = await packetsOf('welcome.en');
    assert.deepEqual(next(welcome.length), welcome);
    next(20);
    assert.deepEqual(ended(), ['welcome.en']);
    hear({kind: 'silence'});
    play('welcome.en', 2);
    assert.deepEqual(next(3), welcome.slice(0, 3), 'and it is played anew when something else was heard between');
  });

  it('[VM-43] has ended at once when there is none of that name, which is logged once', async (t) => {
    await begin();
    const written: string[] = [];
    t.mock.method(process.stderr, 'write', (line: string) => written.push(line));
    play('nothing.en', 1);
    next(3);
    play('nothing.en', 2);
    next(3);
    assert.deepEqual(ended(), ['nothing.en', 'nothing.en']);
    assert.equal(written.filter((line) => line.includes('no-such-sound')).length, 1);
  });

  it('[VM-16] keys that are pressed meanwhile are told, in a sound as in music', async () => {
    await begin();
    play('please-hold.en', 1);
    const press = (sequence: number, digit: number) =>
      browsers.of('a').handlers.onPacket({
        sequence,
        timestamp: sequence * 960,
        ssrc: 1,
        payload: Uint8Array.of(digit, 10, 0, 160),
        isEvent: true,
      });
    next(5);
    press(1, 4);
    hear({kind: 'music'});
    next(5);
    press(2, 2);
    assert.deepEqual(
      events.flatMap((event) => (event.event === 'dtmf' ? [`${event.legId} ${event.digit}`] : [])),
      ['a 4', 'a 2'],
    );
  });

  it('[VM-45] may be the operator’s own, made from a recording, and then takes the place of ours', async () => {
    await withRunDir(async (folder) => {
      await writeFile(join(folder, 'tone.wav'), toneWav(700, 0.3));
      const file = join(folder, 'welcome.en.opus');
      await promisify(execFile)(process.execPath, [SCRIPT, join(folder, 'tone.wav'), file]);
      await begin(folder);
      play('welcome.en', 1);
      const made = opusPackets(await readFile(file));
      assert.ok(made.length >= 100 && made.length <= 102, 'two seconds');
      const heard = next(made.length);
      assert.deepEqual(heard, made);
      const pcm = await decodeFrames(heard);
      assert.ok(Math.abs(levelOf(pcm.subarray(24_000, 72_000), 700) - 0.3) < 0.03);
      assert.ok(levelOf(pcm.subarray(24_000, 72_000), 1_400) < 0.005);
    });
  });

  it('[VM-54] `record-tone` is a beep of 1000 Hz, made here; one of the operator’s takes its place', async () => {
    const sounds = await begin();
    await sounds.finish();
    play('record-tone', 1);
    const heard = next(22);
    assert.deepEqual(ended(), []);
    next(1);
    assert.deepEqual(ended(), ['record-tone']);
    const pcm = await decodeFrames(heard);
    assert.ok(Math.abs(levelOf(pcm.subarray(960, 18_240), 1_000) - 0.3) < 0.03);
    assert.ok(levelOf(pcm.subarray(20_160), 1_000) < 0.01, 'and then a moment of silence');
    const own = Uint8Array.of(0xf8, 1, 2);
    await withRunDir(async (folder) => {
      await writeFile(join(folder, 'record-tone.opus'), oggOf(own));
      engine.closeAll();
      browsers = new FakeConnections();
      await begin(folder);
      play('record-tone', 2);
      assert.deepEqual(next(1), [own]);
    });
  });

  it('[VM-45] a file that is none, or not mono in packets of 20 ms, is as one that is not there', async (t) => {
    t.mock.method(process.stderr, 'write', () => true);
    const [twenty, sixty] = [Uint8Array.of(0xf8, 0xff, 0xfe), Uint8Array.of(0x18, 0xff)];
    assert.deepEqual(
      opusPackets(oggOf(twenty)),
      [Buffer.from(twenty)].map((each) => Uint8Array.from(each)),
    );
    const files: Readonly<Record<string, Buffer>> = {
      text: Buffer.from('not a sound at all, but long enough to be one'),
      cut: Buffer.from('OggS'),
      empty: Buffer.alloc(0),
      long: oggOf(twenty, sixty),
      nothing: oggOf(new Uint8Array()),
      stereo: Buffer.from(oggOf(twenty).toString('latin1').replace('OpusHead\x01\x01', 'OpusHead\x01\x02'), 'latin1'),
    };
    await withRunDir(async (folder) => {
      for (const [name, file] of Object.entries(files)) await writeFile(join(folder, `${name}.opus`), file);
      await begin(folder);
      for (const [n, name] of Object.keys(files).entries()) {
        play(name, n);
        next(2);
      }
      assert.deepEqual(ended(), Object.keys(files));
    });
  });
});

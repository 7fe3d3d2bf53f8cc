import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createDecoder} from 'libopus-wasm';
import {MediaProcess} from '../../hub/voice/media-client.ts';
import type {HeardSource} from '../../hub/voice/media/protocol.ts';
import {Mixer} from '../../hub/voice/media/mixing/mixer.ts';
import {toneSpeaker} from '../hub/voice/mixing/tone-speech.ts';
import {type Figure, type Section, inTurns, median, spreadOf} from './figures.ts';
import {type BenchPeer, joinPeer} from './mixer-peer.ts';

const PEOPLE = 8;
const ROUNDS = 4;
const ROUND_S = 5;
const DELAY_ROUNDS = 12;
const HERTZ = [300, 430, 560, 690, 820, 950, 1_080, 1_210];

/** What a conference costs and adds, in a real media process, beside the same mixing with nothing around it. */
export async function measureMixer(): Promise<Section> {
  const runDir = await mkdtemp(join(tmpdir(), 'cbb-'));
  const media = await MediaProcess.start({runDir, secret: 'a secret of the bench', network: {loopbackOnly: true}});
  const voices = await Promise.all(HERTZ.map((hertz) => recorded(hertz, 0.1)));
  const peers: BenchPeer[] = [];
  try {
    for (const [n, frames] of voices.entries()) peers.push(await joinPeer(media, `leg-${n}`, frames));
    return await measured(media, peers, voices);
  } finally {
    for (const peer of peers) await peer.close();
    await media.stop();
    await rm(runDir, {recursive: true, force: true, maxRetries: 10});
  }
}

async function measured(
  media: MediaProcess,
  peers: readonly BenchPeer[],
  voices: readonly (readonly Uint8Array[])[],
): Promise<Section> {
  const names = peers.map(({legId}) => legId);
  const plans = new Plans(media);
  const all = Object.fromEntries(names.map((name) => [name, of(names.filter((other) => other !== name))]));
  const pairs = Object.fromEntries(names.map((name, n) => [name, of([names[n ^ 1] ?? name])]));
  const idle = Object.fromEntries(names.map((name): [string, HeardSource] => [name, {kind: 'silence'}]));
  const [eight, two, quiet, bare]: [number[], number[], number[], number[]] = [[], [], [], []];
  let late = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await plans.apply(idle);
    quiet.push(await cpuShare(media));
    await plans.apply(pairs);
    two.push((await cpuShare(media)) / (PEOPLE / 2));
    await plans.apply(all);
    const before = (await media.hello()).load?.lateTicks ?? 0;
    eight.push(await cpuShare(media));
    late += ((await media.hello()).load?.lateTicks ?? 0) - before;
    bare.push(await bareShare(voices));
  }
  // The legs themselves (encryption, sockets) cost the same whatever is heard: the mixing is what comes on top.
  const mixing = eight.map((share, n) => share - (quiet[n] ?? 0));
  const delays = await delaysOf(plans, peers, voices);
  const ticks = ROUNDS * ROUND_S * 50;
  const added = delays.mixed.map((ms, n) => ms - (delays.forwarded[n] ?? ms));
  const figures: Figure[] = [
    {name: 'Media CPU, one call of two, forwarded', unit: '% of a core', value: median(two), spread: spreadOf(two)},
    {name: 'Media CPU, one call of eight, mixed', unit: '% of a core', value: median(eight), spread: spreadOf(eight)},
    {
      ...inTurns('… of it the mixing, beside a bare mixer', '% of a core', mixing, bare),
      aim: {of: 'ratio', atMost: 1.2},
    },
    {name: 'Ticks that were a whole frame late', unit: `of ${ticks}`, value: late},
    {name: 'One-way delay, forwarded', unit: 'ms', value: median(delays.forwarded), spread: spreadOf(delays.forwarded)},
    {name: 'One-way delay, mixed', unit: 'ms', value: median(delays.mixed), spread: spreadOf(delays.mixed)},
    {name: 'One-way delay that mixing adds', unit: 'ms', value: median(added), spread: spreadOf(added)},
  ];
  return {
    title: 'Conferences',
    figures,
    notes: [
      'Eight voices that all speak at once, which people seldom do; Opus 48 kHz, complexity 5, with in-band FEC.',
    ],
    details: {eight, two, quiet, bare, delays},
  };
}

function of(legIds: readonly string[]): HeardSource {
  return {kind: 'legs', legIds};
}

class Plans {
  readonly #media: MediaProcess;
  #version = 0;

  constructor(media: MediaProcess) {
    this.#media = media;
  }

  async apply(hears: Readonly<Record<string, HeardSource>>): Promise<void> {
    this.#version += 1;
    await this.#media.plan({contactId: 'bench', version: this.#version, hears});
    // Codecs are made, buffers fill: none of that is a call's everyday.
    await seconds(1);
  }
}

/** CPU of the whole media process, its threads included, in per cent of one core. */
async function cpuShare(media: MediaProcess): Promise<number> {
  const startMs = performance.now();
  const before = (await media.hello()).load?.cpuSeconds ?? Number.NaN;
  await seconds(ROUND_S);
  const after = (await media.hello()).load?.cpuSeconds ?? Number.NaN;
  return ((after - before) / ((performance.now() - startMs) / 1_000)) * 100;
}

/** The same voices decoded, mixed and encoded for the same time of sound, in this process and with nothing else. */
async function bareShare(voices: readonly (readonly Uint8Array[])[]): Promise<number> {
  const mixer = new Mixer();
  const names = voices.map((_each, n) => String(n));
  for (const name of names)
    await mixer.listen(
      name,
      names.filter((other) => other !== name),
    );
  const ticks = ROUND_S * 50;
  const before = process.threadCpuUsage();
  for (let tick = 0; tick < ticks; tick += 1) {
    voices.forEach((frames, n) => mixer.put(String(n), 1, tick, frames[tick % frames.length] ?? null));
    mixer.tick();
  }
  const {user, system} = process.threadCpuUsage(before);
  for (const name of names) await mixer.listen(name, []);
  return ((user + system) / 1e6 / ROUND_S) * 100;
}

/** From the first packet of a voice to the first packet in which somebody else hears it. */
async function delaysOf(plans: Plans, peers: readonly BenchPeer[], voices: readonly (readonly Uint8Array[])[]) {
  const silence = await recorded(500, 0);
  const [speaker, listener] = peers;
  if (speaker === undefined || listener === undefined) throw new Error('Two are needed.');
  for (const peer of peers) peer.say(silence);
  const names = peers.slice(0, 3).map(({legId}) => legId);
  const two = {[speaker.legId]: of([listener.legId]), [listener.legId]: of([speaker.legId])};
  const three = Object.fromEntries(names.map((name) => [name, of(names.filter((other) => other !== name))]));
  const loud = voices[0] ?? [];
  await plans.apply(two);
  const forwarded = await delays(speaker, listener, silence, loud);
  await plans.apply(three);
  const mixed = await delays(speaker, listener, silence, loud);
  return {forwarded, mixed};
}

async function delays(
  speaker: BenchPeer,
  listener: BenchPeer,
  silence: readonly Uint8Array[],
  loud: readonly Uint8Array[],
): Promise<number[]> {
  const decoder = await createDecoder({sampleRate: 48_000, channels: 1});
  const found: number[] = [];
  for (let round = 0; round < DELAY_ROUNDS; round += 1) {
    const heard = Promise.withResolvers<number>();
    listener.onHear = (payload) => {
      const pcm = decoder.decodeFloat(payload);
      if (pcm.some((sample) => Math.abs(sample) > 0.03)) heard.resolve(performance.now());
    };
    const startMs = performance.now();
    speaker.say(loud);
    found.push((await heard.promise) - startMs);
    listener.onHear = (payload) => void decoder.decodeFloat(payload);
    speaker.say(silence);
    await seconds(0.5);
  }
  decoder.free();
  return found;
}

/** Two seconds of one tone, as a browser would have sent them. */
async function recorded(hertz: number, level: number): Promise<readonly Uint8Array[]> {
  const speak = await toneSpeaker(hertz, level);
  return Array.from({length: 100}, () => speak());
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1_000));
}

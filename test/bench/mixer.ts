import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createDecoder} from 'libopus-wasm';
import {MediaProcess} from '../../hub/voice/media-client.ts';
import type {HeardSource} from '../../hub/voice/media/protocol.ts';
import {toneSpeaker} from '../hub/voice/mixing/tone-speech.ts';
import {type Figure, type Section, inTurns, median, spreadOf} from './figures.ts';
import {SPOKEN, type Voice, bareMixer, spoken} from './mixer-floor.ts';
import {type BenchPeer, joinPeer} from './mixer-peer.ts';

const ROUNDS = 5;
const ROUND_S = 5;
const DELAY_ROUNDS = 12;
const HERTZ = 700;

/** What a conference costs and adds, in a real media process, beside the same mixing with nothing around it. */
export async function measureMixer(): Promise<Section> {
  const runDir = await mkdtemp(join(tmpdir(), 'cbb-'));
  const media = await MediaProcess.start({runDir, secret: 'a secret of the bench', network: {loopbackOnly: true}});
  const voices = await Promise.all(SPOKEN.map(spoken));
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

async function measured(media: MediaProcess, peers: readonly BenchPeer[], voices: readonly Voice[]): Promise<Section> {
  const names = peers.map(({legId}) => legId);
  const plans = new Plans(media);
  const all = Object.fromEntries(names.map((name) => [name, of(names.filter((other) => other !== name))]));
  const pairs = Object.fromEntries(names.map((name, n) => [name, of([names[n ^ 1] ?? name])]));
  const idle = Object.fromEntries(names.map((name): [string, HeardSource] => [name, {kind: 'silence'}]));
  const silence = await tone(0);
  const [two, eight, one, quiet, bare]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  let late = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await plans.apply(idle);
    quiet.push(await cpuShare(media));
    await plans.apply(pairs);
    two.push((await cpuShare(media)) / (peers.length / 2));
    await plans.apply(all);
    const before = (await media.hello()).load?.lateTicks ?? 0;
    eight.push(await cpuShare(media));
    late += ((await media.hello()).load?.lateTicks ?? 0) - before;
    for (const peer of peers.slice(1)) peer.say(silence);
    // Who is silent for a second is left out.
    await seconds(2);
    one.push(await cpuShare(media));
    peers.forEach((peer, n) => peer.say(voices[n] ?? silence));
    await plans.apply(idle);
    bare.push(((await bareMixer(ROUND_S * 50)) / ROUND_S) * 100);
  }
  // The legs themselves (encryption, sockets) cost the same whatever is heard: the mixing is what comes on top.
  const over = (shares: readonly number[]) => shares.map((share, n) => share - (quiet[n] ?? 0));
  const delays = await delaysOf(plans, peers, silence);
  const added = delays.mixed.map((ms, n) => ms - (delays.forwarded[n] ?? ms));
  const share = (name: string, values: readonly number[]): Figure => ({
    name,
    unit: '% of a core',
    value: median(values),
    spread: spreadOf(values),
  });
  const figures: Figure[] = [
    share('media CPU, a call of two, forwarded', two),
    share('media CPU, a call of eight, all speak', eight),
    {...inTurns('… the mixing of it', '% of a core', over(eight), bare), aim: {of: 'ratio', atMost: 1.2}},
    share('media CPU, a call of eight, one speaks', one),
    {...inTurns('… the mixing of it', '% of a core', over(one), bare), aim: {of: 'ratio', atMost: 1.2}},
    {name: `ticks a whole frame late, of ${2 * ROUNDS * ROUND_S * 50}`, unit: '', value: late},
    {name: 'one-way delay, forwarded', unit: 'ms', value: median(delays.forwarded), spread: spreadOf(delays.forwarded)},
    {name: 'one-way delay, mixed', unit: 'ms', value: median(delays.mixed), spread: spreadOf(delays.mixed)},
    {name: '… the mixing of it', unit: 'ms', value: median(added), spread: spreadOf(added)},
  ];
  return {
    title: 'Conferences',
    figures,
    notes: [
      'The floor is a bare mixer of the same eight voices: decoded once, added, encoded for each, with the same settings.',
    ],
    details: {eight, one, two, quiet, bare, delays},
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

/** From the first packet of a voice to the first packet in which somebody else hears it. */
async function delaysOf(plans: Plans, peers: readonly BenchPeer[], silence: Voice) {
  const [speaker, listener] = peers;
  if (speaker === undefined || listener === undefined) throw new Error('Two are needed.');
  for (const peer of peers) peer.say(silence);
  const names = peers.slice(0, 3).map(({legId}) => legId);
  const two = {[speaker.legId]: of([listener.legId]), [listener.legId]: of([speaker.legId])};
  const three = Object.fromEntries(names.map((name) => [name, of(names.filter((other) => other !== name))]));
  const loud = await tone(0.1);
  await plans.apply(two);
  const forwarded = await delays(speaker, listener, silence, loud);
  await plans.apply(three);
  const mixed = await delays(speaker, listener, silence, loud);
  return {forwarded, mixed};
}

async function delays(speaker: BenchPeer, listener: BenchPeer, silence: Voice, loud: Voice): Promise<number[]> {
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

/** Two seconds of it, as a browser would have sent them. */
async function tone(level: number): Promise<Voice> {
  const speak = await toneSpeaker(HERTZ, level);
  return Array.from({length: 100}, () => speak());
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1_000));
}

/**
 * Proves that real sound went from one browser to another: each browser's microphone is a tone of its own, and the far
 * side must hear that tone, by spectrum and by energy, both. A spectrum alone lies (an analyser remembers), and so does a
 * count of bytes (a stream that is not played arrives all the same).
 */
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium, type Browser, type BrowserContext, type Frame, type Page} from 'playwright-core';

/** What a page heard during one listening. */
export interface Heard {
  /** Strongest frequency, in hertz. */
  readonly peakHz: number;
  /** Energy of what was played, per second: 0 is silence, a full-scale sine is about 0.5. */
  readonly energyPerS: number;
  /** Samples that the browser had to invent, 0–1. */
  readonly concealed: number;
}

/** Each sample is -1 to 1. Two seconds, whole cycles, so that the browser's loop of the file has no step. */
export function toneWav(hertz: number, level = 0.5, seconds = 2): Buffer {
  const rate = 48_000;
  const samples = rate * seconds;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let n = 0; n < samples; n++) {
    wav.writeInt16LE(Math.round(Math.sin((2 * Math.PI * hertz * n) / rate) * level * 32_767), 44 + n * 2);
  }
  return wav;
}

export interface ToneBrowser {
  readonly browser: Browser;
  /** Every page of it has the probe that `listen` reads. */
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/**
 * A browser process whose microphone is a tone. One process per tone: the file is a setting of the process.
 * @param options.args further command-line arguments
 */
export async function launchToneBrowser(
  hertz: number,
  {
    executablePath = '/usr/bin/chromium',
    args = [],
  }: {readonly executablePath?: string; readonly args?: readonly string[]} = {},
): Promise<ToneBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'tone-'));
  const file = join(folder, 'tone.wav');
  await writeFile(file, toneWav(hertz));
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${file}`,
      '--autoplay-policy=no-user-gesture-required',
      '--allow-loopback-in-peer-connection',
      ...args,
    ],
  });
  const context = await browser.newContext();
  await context.addInitScript(installProbe);
  return {
    browser,
    context,
    close: async () => {
      await browser.close();
      await rm(folder, {recursive: true, force: true, maxRetries: 10});
    },
  };
}

/** Microphone constraints under which a steady tone survives: the browser's processing takes it for noise. */
export const withoutProcessing: MediaTrackConstraints = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
};

/** Listens to the loudest of what the page's peer connections play, for this long by the clock of the audio itself. */
export async function listen(page: Page | Frame, seconds = 0.3): Promise<Heard> {
  return page.evaluate(async (wanted) => toneProbe.listen(wanted), seconds);
}

/**
 * Listens again and again until the page hears what is expected.
 * @returns what was heard, and how long that took
 * @throws Error telling what was heard last, when the deadline passes
 */
export async function hearUntil(
  page: Page | Frame,
  expected: (heard: Heard) => boolean,
  {deadlineMs = 30_000, seconds = 0.3} = {},
): Promise<Heard & {readonly afterMs: number}> {
  const startMs = performance.now();
  for (;;) {
    const heard = await listen(page, seconds);
    const afterMs = performance.now() - startMs;
    if (expected(heard)) return {...heard, afterMs};
    if (afterMs > deadlineMs) throw new Error(`Not heard in ${deadlineMs} ms; last: ${JSON.stringify(heard)}`);
  }
}

/** @param toleranceHz the analyser's resolution is 6 Hz */
export function isTone(hertz: number, toleranceHz = 12): (heard: Heard) => boolean {
  return (heard) => heard.energyPerS > 0.005 && Math.abs(heard.peakHz - hertz) <= toleranceHz;
}

export function isSilence(heard: Heard): boolean {
  return heard.energyPerS < 0.0001;
}

/** Which of these tones a page hears at once. A tone counts from a hundredth of the loudest one's strength on. */
export async function hearsTones(page: Page | Frame, hertz: readonly number[]): Promise<readonly number[]> {
  const {energyPerS} = await listen(page, 0.2);
  if (energyPerS < 0.0005) return [];
  const levels = await page.evaluate((wanted) => toneProbe.levels(wanted), hertz);
  const loudest = Math.max(...levels);
  return hertz.filter((_each, n) => (levels[n] ?? -Infinity) > Math.max(loudest - 25, -55));
}

/**
 * Listens until the page hears exactly these of all voices there are.
 * @throws Error telling what was heard last, when the deadline passes
 */
export async function hearVoices(
  page: Page | Frame,
  wanted: readonly number[],
  all: readonly number[],
  deadlineMs = 30_000,
): Promise<void> {
  const startMs = performance.now();
  const expected = wanted.toSorted((a, b) => a - b).join(' ');
  for (;;) {
    const heard = (await hearsTones(page, all)).toSorted((a, b) => a - b).join(' ');
    if (heard === expected) return;
    if (performance.now() - startMs > deadlineMs)
      throw new Error(`Wanted to hear "${expected}", heard last "${heard}" after ${deadlineMs} ms`);
  }
}

interface ToneProbe {
  listen(seconds: number): Promise<Heard>;
  /** Decibels at each of these frequencies, in what was just played. */
  levels(hertz: readonly number[]): number[];
}

declare global {
  var toneProbe: ToneProbe;
}

/** Runs in the page before anything else; keeps hold of its peer connections. Must not use anything outside itself. */
function installProbe(): void {
  const peers: RTCPeerConnection[] = [];
  const Native = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peers.push(this);
    }
  };
  const analysers = new WeakMap<MediaStreamTrack, AnalyserNode>();

  /** One that was closed plays nothing more, and one from before it may still be heard. */
  const open = (): readonly RTCPeerConnection[] => peers.filter(({connectionState}) => connectionState !== 'closed');
  const newest = (): RTCPeerConnection | undefined => open().at(-1);

  function analyserOf(track: MediaStreamTrack): AnalyserNode {
    const known = analysers.get(track);
    if (known !== undefined) return known;
    const audio = new AudioContext();
    const node = audio.createAnalyser();
    node.fftSize = 8192;
    // The default keeps a stale peak alive long after the sound is gone.
    node.smoothingTimeConstant = 0;
    audio.createMediaStreamSource(new MediaStream([track])).connect(node);
    analysers.set(track, node);
    return node;
  }

  function peakOf(node: AnalyserNode): number {
    const bins = new Float32Array(node.frequencyBinCount);
    node.getFloatFrequencyData(bins);
    return (bins.indexOf(Math.max(...bins)) * node.context.sampleRate) / node.fftSize;
  }

  async function inbound(peer: RTCPeerConnection): Promise<Record<string, number>> {
    let found: Record<string, number> = {};
    (await peer.getStats()).forEach((entry: Record<string, number> & {type: string}) => {
      if (entry.type === 'inbound-rtp') found = entry;
    });
    return found;
  }

  type Hearing = Awaited<ReturnType<typeof hearing>>;

  async function hearing(peer: RTCPeerConnection) {
    const track = peer.getReceivers()[0]?.track;
    const node = track === undefined ? null : analyserOf(track);
    const before = await inbound(peer);
    let after = before;
    return {
      peer,
      node,
      grown: (name: string): number => (after[name] ?? 0) - (before[name] ?? 0),
      go: async () => {
        after = await inbound(peer);
      },
    };
  }

  function resultOf({node, grown}: Hearing): Heard {
    const durationS = grown('totalSamplesDuration');
    return {
      peakHz: node === null ? 0 : peakOf(node),
      energyPerS: durationS > 0 ? grown('totalAudioEnergy') / durationS : 0,
      concealed: durationS > 0 ? grown('concealedSamples') / Math.max(1, grown('totalSamplesReceived')) : 0,
    };
  }

  const nextTick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

  globalThis.toneProbe = {
    levels: (hertz) => {
      const track = newest()?.getReceivers()[0]?.track;
      if (track === undefined) return hertz.map(() => -Infinity);
      const node = analyserOf(track);
      const bins = new Float32Array(node.frequencyBinCount);
      node.getFloatFrequencyData(bins);
      const width = node.context.sampleRate / node.fftSize;
      return hertz.map((each) => {
        const at = Math.round(each / width);
        return Math.max(...bins.slice(at - 2, at + 3));
      });
    },
    listen: async (seconds) => {
      const giveUpAtMs = performance.now() + 2000 + seconds * 1000;
      const peer = newest();
      const heard = await Promise.all(open().map((each) => hearing(each)));
      const own = heard.find((each) => each.peer === peer);
      if (own === undefined) {
        await nextTick();
        return {peakHz: 0, energyPerS: 0, concealed: 0};
      }
      // Waiting for one that another took the place of would only hide the new one.
      while (own.grown('totalSamplesDuration') < seconds && performance.now() < giveUpAtMs) {
        await nextTick();
        if (peer !== newest()) break;
        for (const each of heard) await each.go();
      }
      // A page with several connections (a call on hold beside another) plays them all: what is loud is heard.
      return heard
        .map(resultOf)
        .reduce((best, each) => (each.energyPerS > best.energyPerS ? each : best), resultOf(own));
    },
  };
}

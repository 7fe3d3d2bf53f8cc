/** Hears digits as a telephone exchange does: by the two tones of each, measured in the sound that a page received. */
import type {BrowserContext, Page} from 'playwright-core';
import {DIGITS, digitHertz} from '../../src/domain/dial-digits.ts';

export interface HeardDigit {
  readonly digit: string;
  readonly ms: number;
  /** Silence, or other sound, before it; infinite for the first. */
  readonly pauseMs: number;
}

export interface Recording {
  readonly rate: number;
  readonly samples: readonly number[];
  /** What the receiver says that it left out of the sound to catch up, as it does on a machine that is busy. */
  readonly hurriedMs: number;
  /** What it says that it made up, for what had not come in time. */
  readonly inventedMs: number;
  /** The longest that the sound stood still, by the clock. */
  readonly heldUpMs: number;
}

/** Installs the ear in every page of the context; before the pages are opened. */
export async function installDigitEar(context: BrowserContext): Promise<void> {
  await context.addInitScript(install);
}

/** Where the page's server has this for it: a strict policy lets nothing else in. */
export const EAR_TAP_PATH = '/digit-ear-tap.js';

/** Runs in the thread of the sound, which leaves nothing out while the page is busy. */
export const EAR_TAP = `registerProcessor('tap', class extends AudioWorkletProcessor {
  process([[heard]]) {
    const now = Date.now();
    const sinceMs = this.last === undefined ? 0 : now - this.last;
    this.last = now;
    if (heard !== undefined) this.port.postMessage({heard: heard.slice(), sinceMs});
    return true;
  }
})`;

/** Begins to record what the newest peer connection of the page plays. */
export async function startRecording(page: Page): Promise<void> {
  await page.evaluate(() => digitEar.start());
}

export async function stopRecording(page: Page): Promise<Recording> {
  return page.evaluate(() => digitEar.stop());
}

const HOP_MS = 5;
const WINDOW_MS = 20;
/** A window shorter than this is an edge. */
const SHORTEST_MS = 30;
/** An interruption as short as this is no pause, and the digit goes on behind it (ITU-T Q.24 asks for 30 ms at least). */
const BRIDGED_MS = 20;

/** The digits in a recording, in their order, with their lengths. */
export function digitsIn({rate, samples}: Pick<Recording, 'rate' | 'samples'>): readonly HeardDigit[] {
  const hop = Math.round((rate * HOP_MS) / 1000);
  const length = Math.round((rate * WINDOW_MS) / 1000);
  const heard: HeardDigit[] = [];
  let run: {digit: string; windows: number; from: number} | null = null;
  let lastEnd = -Infinity;
  for (let at = 0, n = 0; at + length <= samples.length; at += hop, n += 1) {
    const digit = digitAt(samples.slice(at, at + length), rate);
    if (run !== null && digit !== run.digit) {
      const ms = run.windows * HOP_MS;
      if (ms >= SHORTEST_MS) {
        heard.push({digit: run.digit, ms, pauseMs: (run.from - lastEnd) * HOP_MS});
        lastEnd = run.from + run.windows;
      }
      run = null;
    }
    if (digit === null) continue;
    if (run === null) run = {digit, windows: 1, from: n};
    else run.windows += 1;
  }
  return bridged(heard);
}

/** A packet that came too late on a busy machine leaves a hole in a digit, which is one digit to an exchange. */
function bridged(heard: readonly HeardDigit[]): readonly HeardDigit[] {
  return heard.reduce<readonly HeardDigit[]>((sofar, next) => {
    const last = sofar.at(-1);
    if (last?.digit !== next.digit || next.pauseMs > BRIDGED_MS) return [...sofar, next];
    return [...sofar.slice(0, -1), {...last, ms: last.ms + next.pauseMs + next.ms}];
  }, []);
}

/** Both tones are there, each alone in its group, and together they are most of the sound (ITU-T Q.24 in spirit). */
function digitAt(window: readonly number[], rate: number): string | null {
  const energy = window.reduce((sum, value) => sum + value * value, 0) / window.length;
  if (energy < 0.0005) return null;
  for (const digit of DIGITS) {
    const hertz = digitHertz(digit) ?? [0, 0];
    const [low, high] = hertz.map((each) => goertzel(window, each, rate));
    if (low === undefined || high === undefined) continue;
    if (low + high > 0.7 * energy && low > 0.1 * energy && high > 0.1 * energy) return digit;
  }
  return null;
}

/** Power of one frequency: of a sine of amplitude a, a² / 2. */
function goertzel(window: readonly number[], hertz: number, rate: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let [before, last] = [0, 0];
  for (const value of window) [before, last] = [last, value + coefficient * last - before];
  const power = last * last + before * before - coefficient * last * before;
  return (2 * power) / (window.length * window.length);
}

interface DigitEar {
  start(): Promise<void>;
  stop(): Promise<{rate: number; samples: number[]; hurriedMs: number; inventedMs: number; heldUpMs: number}>;
}

declare global {
  var digitEar: DigitEar;
}

/** Runs in the page. Must not use anything outside itself. */
function install(): void {
  const peers: RTCPeerConnection[] = [];
  const Native = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peers.push(this);
    }
  };
  type Receiver = {hurriedMs: number; inventedMs: number};
  let recording: {audio: AudioContext; chunks: Float32Array[]; before: Receiver; heldUpMs: number} | null = null;
  /** Since the connection began (W3C webrtc-stats: removedSamplesForAcceleration, concealedSamples). */
  const receiver = async (): Promise<Receiver> => {
    let [removed, concealed] = [0, 0];
    for (const each of (await peers.at(-1)?.getStats())?.values() ?? [])
      if (each.type === 'inbound-rtp') {
        removed += each.removedSamplesForAcceleration ?? 0;
        concealed += (each.concealedSamples ?? 0) - (each.silentConcealedSamples ?? 0);
      }
    return {hurriedMs: removed / 48, inventedMs: concealed / 48};
  };
  globalThis.digitEar = {
    async start() {
      const track = peers.at(-1)?.getReceivers()[0]?.track;
      if (track === undefined) throw new Error('nothing is received');
      const before = await receiver();
      const audio = new AudioContext();
      const chunks: Float32Array[] = [];
      await audio.audioWorklet.addModule('/digit-ear-tap.js');
      const tap = new AudioWorkletNode(audio, 'tap', {channelCount: 1, channelCountMode: 'explicit'});
      const current = {audio, chunks, before, heldUpMs: 0};
      tap.port.onmessage = ({data}: MessageEvent<{heard: Float32Array; sinceMs: number}>) => {
        chunks.push(data.heard);
        current.heldUpMs = Math.max(current.heldUpMs, data.sinceMs);
      };
      audio
        .createMediaStreamSource(new MediaStream([track]))
        .connect(tap)
        .connect(audio.destination);
      recording = current;
    },
    async stop() {
      if (recording === null) throw new Error('nothing is recorded');
      const {audio, chunks, before, heldUpMs} = recording;
      recording = null;
      void audio.close();
      const now = await receiver();
      return {
        rate: audio.sampleRate,
        samples: chunks.flatMap((chunk) => [...chunk]),
        hurriedMs: now.hurriedMs - before.hurriedMs,
        inventedMs: now.inventedMs - before.inventedMs,
        heldUpMs,
      };
    },
  };
}

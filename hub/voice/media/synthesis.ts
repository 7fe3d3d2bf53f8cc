import {DIGIT_PAUSE_MS, DIGIT_TONE_MS, digitHertz} from '../../../src/domain/dial-digits.ts';
import {progressTone} from '../../../src/domain/dial-tones.ts';
import {sampleRate} from './frame-loop.ts';

/** Seconds of hold music before it repeats. Every note's ring wraps around, so the loop has no end to hear. */
export const musicSeconds = 24;

/** Hertz. Four chords of four bars' calm: C add9, A minor 7, F major 7, G sus4. */
const chords: readonly (readonly number[])[] = [
  [130.81, 196.0, 261.63, 329.63, 587.33],
  [110.0, 164.81, 220.0, 261.63, 392.0],
  [87.31, 174.61, 220.0, 261.63, 329.63],
  [98.0, 146.83, 196.0, 261.63, 293.66],
];

/** Order in which a chord's notes are plucked over its pad, by index. */
const arpeggio: readonly number[] = [0, 2, 3, 4, 3, 2, 1, 2];

/**
 * Hold music of our own making, so that nobody's licence is touched: slow pads under a quiet arpeggio.
 * @returns mono, 48 kHz, −1 to 1, exactly `musicSeconds` long
 */
export function synthesiseMusic(): Float32Array {
  const pcm = new Float32Array(musicSeconds * sampleRate);
  const chordSeconds = musicSeconds / chords.length;
  chords.forEach((chord, bar) => {
    const startS = bar * chordSeconds;
    for (const hertz of chord) addNote(pcm, {hertz, startS, lengthS: chordSeconds * 1.3, attackS: 1.2, level: 0.05});
    arpeggio.forEach((index, beat) => {
      const hertz = chord[index];
      if (hertz === undefined) return;
      addNote(pcm, {
        hertz: hertz * 2,
        startS: startS + (beat * chordSeconds) / arpeggio.length,
        lengthS: 2.4,
        attackS: 0.02,
        level: 0.06,
      });
    });
  });
  return pcm;
}

interface Note {
  readonly hertz: number;
  readonly startS: number;
  readonly lengthS: number;
  readonly attackS: number;
  readonly level: number;
}

/**
 * Adds a note with two soft overtones; what rings past the end goes on at the beginning. The envelope rises with half a
 * cosine, dies away exponentially and is exactly zero at both ends. Sine and decay are carried on by multiplication, because
 * calling them for every sample made starting the process several times slower.
 */
function addNote(pcm: Float32Array, {hertz, startS, lengthS, attackS, level}: Note): void {
  const start = Math.round(startS * sampleRate);
  const length = Math.round(lengthS * sampleRate);
  const attack = Math.round(attackS * sampleRate);
  const angle = (2 * Math.PI * hertz) / sampleRate;
  const [turnSin, turnCos, fade] = [Math.sin(angle), Math.cos(angle), Math.exp(-2 / length)];
  let [sin, cos, decay] = [0, 1, level];
  for (let n = 0; n < length; n++) {
    const rise = n < attack ? (1 - Math.cos((Math.PI * n) / attack)) / 2 : 1;
    // sin x + 0.3 sin 2x + 0.1 sin 3x, by the addition theorems.
    const wave = sin * (1 + 0.6 * cos + 0.1 * (3 - 4 * sin * sin));
    const at = (start + n) % pcm.length;
    pcm[at] = (pcm[at] ?? 0) + wave * decay * rise * (1 - n / length);
    const next = sin * turnCos + cos * turnSin;
    cos = cos * turnCos - sin * turnSin;
    sin = next;
    decay *= fade;
  }
}

/** A ringback tone: frequencies sounding together, and the lengths of sound and pause in turn. */
export interface Cadence {
  readonly hertz: readonly number[];
  /** Milliseconds on, off, on, off … Multiples of 20. */
  readonly onOffMs: readonly number[];
}

/** @param country ISO 3166-1 alpha-2; others and none get the European tone */
export function ringbackCadence(country: string | undefined): Cadence {
  const steps = progressTone('ringback', country);
  return {hertz: steps[0]?.hertz ?? [], onOffMs: steps.map(({ms}) => ms)};
}

/** Milliseconds over which a tone swells and fades, against clicks. */
const edgeMs = 10;

/** Of the tone after which one speaks, with what is after it. */
export const recordToneMs = 440;

/** @returns one period, mono, 48 kHz; it ends in silence, so it repeats without a step */
export function synthesiseRingback({hertz, onOffMs}: Cadence): Float32Array {
  const totalMs = onOffMs.reduce((sum, ms) => sum + ms, 0);
  const pcm = new Float32Array((totalMs * sampleRate) / 1000);
  let startMs = 0;
  onOffMs.forEach((ms, n) => {
    if (n % 2 === 0) addTone(pcm, {hertz, startMs, lengthMs: ms});
    startMs += ms;
  });
  return pcm;
}

/** @returns the tone after which one speaks to be recorded, and a moment of silence, mono, 48 kHz */
export function synthesiseRecordTone(): Float32Array {
  const pcm = new Float32Array((recordToneMs * sampleRate) / 1000);
  addTone(pcm, {hertz: [1000], startMs: 0, lengthMs: 400, level: 0.3});
  return pcm;
}

/** @returns a digit and the pause after it, mono, 48 kHz */
export function synthesiseDigit(digit: string): Float32Array {
  const pcm = new Float32Array(((DIGIT_TONE_MS + DIGIT_PAUSE_MS) * sampleRate) / 1000);
  addTone(pcm, {hertz: digitHertz(digit) ?? [], startMs: 0, lengthMs: DIGIT_TONE_MS, level: 0.5});
  return pcm;
}

function addTone(
  pcm: Float32Array,
  tone: {
    readonly hertz: readonly number[];
    readonly startMs: number;
    readonly lengthMs: number;
    readonly level?: number;
  },
): void {
  const perMs = sampleRate / 1000;
  for (let n = 0; n < tone.lengthMs * perMs; n++) {
    const ms = n / perMs;
    const edge = Math.min(1, ms / edgeMs, (tone.lengthMs - ms) / edgeMs);
    const sum = tone.hertz.reduce((total, hertz) => total + Math.sin((2 * Math.PI * hertz * n) / sampleRate), 0);
    pcm[tone.startMs * perMs + n] = (sum / tone.hertz.length) * (tone.level ?? 0.2) * edge;
  }
}

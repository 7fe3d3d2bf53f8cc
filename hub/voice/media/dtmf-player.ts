import {DIGITS, DIGIT_PAUSE_MS, DIGIT_TONE_MS} from '../../../src/domain/dial-digits.ts';
import type {FrameLoop} from './frame-loop.ts';
import {samplesPerFrame, type Run} from './rtp-rewriter.ts';
import {LoopSource, type Outlet} from './source.ts';

const frameMs = 20;
const toneFrames = DIGIT_TONE_MS / frameMs;
const digitFrames = (DIGIT_TONE_MS + DIGIT_PAUSE_MS) / frameMs;

/** How often the end of an event is sent, since nobody repeats it (RFC 4733 §2.5.1.4). */
const endPackets = 3;

/** Minus dBm0; what a telephone sends (RFC 4733 §2.3.2). */
const volume = 10;

/** Where digits go: as sound, or as telephone-events to a leg that negotiated them. */
export interface DigitOutlet extends Outlet {
  /** Null when the leg takes no telephone-events. */
  readonly sendEvent: ((first: boolean, payload: Uint8Array) => void) | null;
}

/** The sound of each digit with its pause, and of nothing. */
export interface DigitSounds {
  readonly silence: FrameLoop;
  digit(digit: string): FrameLoop;
}

interface Playing {
  readonly digit: string;
  readonly run: Run;
  frame: number;
}

/** Plays digits to one leg, one after the other, in place of what it hears. */
export class DtmfPlayer {
  readonly #sounds: DigitSounds;
  readonly #waiting: string[] = [];
  #silence: LoopSource | null = null;
  #playing: Playing | null = null;

  constructor(sounds: DigitSounds) {
    this.#sounds = sounds;
  }

  /** While true the leg hears digits and nothing else. */
  get busy(): boolean {
    return this.#playing !== null || this.#waiting.length > 0;
  }

  play(digits: string): void {
    this.#waiting.push(...Array.from(digits));
  }

  /** What has not begun is not played; a digit that sounds is played to its end, or it would be another length. */
  dropWaiting(): void {
    this.#waiting.length = 0;
  }

  /** Every 20 ms while busy. */
  tick(outlet: DigitOutlet): void {
    const next = this.#playing ?? this.#begin();
    if (next === null) return;
    if (outlet.sendEvent === null) this.#sound(next, outlet);
    else this.#event(next, outlet, outlet.sendEvent);
    next.frame += 1;
    if (next.frame === digitFrames) this.#playing = null;
  }

  #begin(): Playing | null {
    const digit = this.#waiting.shift();
    if (digit === undefined) return null;
    this.#silence = new LoopSource('silence', this.#sounds.silence);
    this.#playing = {digit, run: {}, frame: 0};
    return this.#playing;
  }

  #sound({digit, run, frame}: Playing, outlet: Outlet): void {
    const payload = this.#sounds.digit(digit).frames[frame];
    if (payload === undefined) return;
    outlet.send({run, sequence: frame, timestamp: frame * samplesPerFrame, payload});
  }

  #event({digit, frame}: Playing, outlet: Outlet, send: (first: boolean, payload: Uint8Array) => void): void {
    if (frame < toneFrames) return send(frame === 0, eventPayload(digit, (frame + 1) * samplesPerFrame, false));
    if (frame === toneFrames) {
      const end = eventPayload(digit, toneFrames * samplesPerFrame, true);
      for (let n = 0; n < endPackets; n += 1) send(false, end);
    }
    // Nothing at all would be taken for loss, and repaired with more of the last sound.
    this.#silence?.tick(outlet);
  }
}

/** Event, end bit and volume, duration (RFC 4733 §2.3). */
function eventPayload(digit: string, duration: number, isEnd: boolean): Uint8Array {
  return Uint8Array.of(DIGITS.indexOf(digit), (isEnd ? 0x80 : 0) | volume, duration >> 8, duration & 0xff);
}

import type {RingtoneName} from '../devices/device-ports.ts';
import {type RingKind, ringPattern} from './ring-patterns.ts';
import type {SoundBox} from './sound-box.ts';

/** What to ring with: the agent's tune, turned for the kind of ring, 0–1 loud. */
export type Ring = {readonly tune: RingtoneName; readonly kind: RingKind; readonly volume: number};

/** Rings until it is stopped; made in code, so that no file has to be loaded before the first ring. */
export class Ringtone {
  readonly #box: SoundBox;
  #ring: Ring | null = null;
  #silence: (() => void) | null = null;

  constructor(box: SoundBox) {
    this.#box = box;
  }

  get ringing(): boolean {
    return this.#ring !== null;
  }

  /** Rings so from now on; the same ring goes on as it is. While the browser holds the sound back it waits. */
  start(ring: Ring): void {
    if (this.#ring !== null && sameRing(this.#ring, ring)) return;
    this.#quiet();
    this.#ring = ring;
    if (this.#box.running) this.#lay();
    else void this.#box.wake().then(() => this.follow());
  }

  /** The box was let through: what waits rings now. */
  follow(): void {
    if (this.#ring !== null && this.#silence === null && this.#box.running) this.#lay();
  }

  /** Silence within 100 ms, wherever in a note it is. */
  stop(): void {
    this.#ring = null;
    this.#quiet();
  }

  #lay(): void {
    if (this.#ring === null) return;
    const {tune, kind, volume} = this.#ring;
    const {notes, periodS} = ringPattern(tune, kind);
    this.#silence = this.#box.loop(notes, periodS, volume);
  }

  #quiet(): void {
    this.#silence?.();
    this.#silence = null;
  }
}

function sameRing(one: Ring, other: Ring): boolean {
  return one.tune === other.tune && one.kind === other.kind && one.volume === other.volume;
}

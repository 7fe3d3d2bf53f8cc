import type {FrameLoop} from './frame-loop.ts';
import {LoopSource, type AudioPacket, type Outlet, type Source} from './source.ts';

/** How much later a speaker hears themselves: long enough to listen instead of speaking over it. */
export const echoDelayMs = 1_000;

/** Packets kept at once: the delay's own number twice over. What a sender pours in beyond that is not kept. */
const mostKept = 120;

/** Nothing to give back for this long, in milliseconds: silence is played instead of an endless repair of the last sound. */
const fillAfterMs = 240;

type Kept = {readonly packet: AudioPacket; readonly dueMs: number};

/** Gives a leg its own packets back a second later, undecoded, and silence before and between. */
export class EchoSource implements Source {
  readonly kind = 'legs';
  readonly #silence: FrameLoop;
  #kept: Kept[] = [];
  #filler: LoopSource | null;
  #lastAtMs = 0;

  constructor(silence: FrameLoop) {
    this.#silence = silence;
    this.#filler = new LoopSource('silence', silence);
  }

  tick(outlet: Outlet, nowMs: number): void {
    while (this.#kept[0] !== undefined && this.#kept[0].dueMs <= nowMs) {
      const {packet} = this.#kept[0];
      this.#kept.shift();
      this.#filler = null;
      this.#lastAtMs = nowMs;
      outlet.send(packet);
    }
    if (this.#filler === null && nowMs - this.#lastAtMs >= fillAfterMs)
      this.#filler = new LoopSource('silence', this.#silence);
    this.#filler?.tick(outlet);
  }

  receive(_fromLegId: string, packet: AudioPacket, _outlet: Outlet, nowMs: number): void {
    if (this.#kept.length < mostKept) this.#kept.push({packet, dueMs: nowMs + echoDelayMs});
  }

  skip(): void {
    // A digit leaves a gap of its own length, a second later; nobody counts on it here.
  }

  stop(): void {
    // Nothing is held.
  }
}

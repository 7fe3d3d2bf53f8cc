import {sequenceDistance} from '../rtp-rewriter.ts';

/** What comes next out of a buffer: a packet, one that is lost (with the one after it, which may carry a copy), or nothing yet. */
export type Next =
  | {readonly kind: 'packet'; readonly payload: Uint8Array}
  | {readonly kind: 'lost'; readonly following: Uint8Array | null}
  /** It carried a digit and no sound: nothing is repaired. */
  | {readonly kind: 'silent'}
  | {readonly kind: 'none'};

/** Packets kept back, so that late and swapped ones find their place: 60 ms. Never fewer on purpose. */
const DEPTH = 3;

/** More than this is a delay that nobody needs (the sender's clock is faster, or a burst came): it is played faster. */
const DEEPEST = 10;

/** So many frames without a packet: the speaker is away, and silence needs no repair. */
const AWAY_AFTER = 10;

/** So few waited at some time: a lost packet's copy is not there yet, and the next late one makes a hole. */
const FEW = 1;

/** Whether it waits too long or not long enough is looked at over so many frames: 5 s. */
const STRETCH = 250;

/**
 * Keeps one speaker's packets in order. Knows no clock: it is asked once for each frame. Where packets come later than it
 * waits, it waits longer from then on, 200 ms at most; where that is not needed any more, `wish` says so.
 */
export class JitterBuffer {
  readonly #packets = new Map<number, Uint8Array | null>();
  #next: number | null = null;
  #newest = 0;
  /** Frames made up since the last packet, while nothing waited. */
  #madeUp = 0;
  #filling = true;
  /** The fewest packets that waited in this stretch, and its length in frames. */
  #fewest = Number.POSITIVE_INFINITY;
  #stretch = 0;
  #wish: 'shorter' | 'longer' | null = null;

  /** Packets that wait, the lost ones between them included. */
  get depth(): number {
    return this.#next === null || this.#packets.size === 0 ? 0 : sequenceDistance(this.#next, this.#newest) + 1;
  }

  /** True before the first packet is played, and again after the speaker was away. */
  get filling(): boolean {
    return this.#filling;
  }

  /**
   * More waits than was needed for a while, or less than is good: one packet may be left out, or a frame put in, best in a
   * pause. To be told with `adjusted`.
   */
  get wish(): 'shorter' | 'longer' | null {
    return this.#wish;
  }

  /** @param payload null when the packet was consumed for a digit */
  put(sequence: number, payload: Uint8Array | null): void {
    if (this.#next === null) {
      this.#next = sequence;
      this.#newest = sequence;
    }
    const ahead = sequenceDistance(this.#next, sequence);
    // So far ahead or behind is another numbering: begin anew.
    if (ahead > 500 || ahead < -500) return this.#begin(sequence, payload);
    // Too late for its place, unless nothing was played yet.
    if (ahead < 0 && !this.#filling) return;
    if (ahead < 0) this.#next = sequence;
    this.#packets.set(sequence, payload);
    if (sequenceDistance(this.#newest, sequence) > 0) this.#newest = sequence;
  }

  /** The next packet; to be asked whenever one is due. */
  take(): Next {
    if (this.#next === null) return {kind: 'none'};
    if (this.#filling) {
      if (this.depth < DEPTH) return {kind: 'none'};
      this.#filling = false;
    }
    if (this.#packets.size === 0) return this.#makeUp();
    this.#hurry(this.#next);
    this.#watch();
    const payload = this.#packets.get(this.#next);
    const following = this.#packets.get((this.#next + 1) % 0x1_0000) ?? null;
    this.#step();
    if (payload === undefined) return {kind: 'lost', following};
    return payload === null ? {kind: 'silent'} : {kind: 'packet', payload};
  }

  adjusted(): void {
    this.#look();
  }

  /** Passes over what need not be heard: what was made up already, digits that hold up sound, and all that is too much. */
  #hurry(from: number): void {
    let next = from;
    const step = (): void => {
      this.#step();
      next = (next + 1) % 0x1_0000;
    };
    for (; this.#madeUp > 0 && !this.#packets.has(next); this.#madeUp -= 1) step();
    this.#madeUp = 0;
    while (this.depth > DEPTH && this.#packets.get(next) === null) step();
    while (this.depth > DEEPEST) step();
  }

  /** Nothing waits. The packet may be late: it keeps its place, and what follows is heard as much later. Or the speaker is gone. */
  #makeUp(): Next {
    this.#look();
    this.#madeUp += 1;
    if (this.#madeUp <= AWAY_AFTER) return {kind: 'lost', following: null};
    this.#next = null;
    this.#filling = true;
    this.#madeUp = 0;
    return {kind: 'none'};
  }

  #watch(): void {
    this.#fewest = Math.min(this.#fewest, this.depth);
    this.#stretch += 1;
    if (this.#stretch < STRETCH) return;
    const fewest = this.#fewest;
    this.#look();
    if (fewest > DEPTH) this.#wish = 'shorter';
    if (fewest <= FEW) this.#wish = 'longer';
  }

  /** Looks anew at what is needed. */
  #look(): void {
    this.#fewest = Number.POSITIVE_INFINITY;
    this.#stretch = 0;
    this.#wish = null;
  }

  #begin(sequence: number, payload: Uint8Array | null): void {
    this.#packets.clear();
    this.#packets.set(sequence, payload);
    this.#next = sequence;
    this.#newest = sequence;
    this.#filling = true;
    this.#madeUp = 0;
    this.#look();
  }

  #step(): void {
    if (this.#next === null) return;
    this.#packets.delete(this.#next);
    this.#next = (this.#next + 1) % 0x1_0000;
  }
}

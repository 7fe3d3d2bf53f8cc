import type {FrameLoop} from './frame-loop.ts';
import type {HeardKind} from './protocol.ts';
import {samplesPerFrame, type Run} from './rtp-rewriter.ts';

/** An Opus packet on its way, in its maker's numbering. */
export interface AudioPacket {
  readonly run: Run;
  readonly sequence: number;
  readonly timestamp: number;
  readonly payload: Uint8Array;
}

/** Where a source puts what its leg shall hear. */
export interface Outlet {
  send(packet: AudioPacket): void;
  /** A packet of this run was consumed here and must leave no gap. */
  withhold(run: Run, sequence: number): void;
}

/** What one leg hears: one strategy per `HeardSource`. */
export interface Source {
  readonly kind: HeardKind;
  /** Every 20 ms. */
  tick(outlet: Outlet, nowMs: number): void;
  /** Audio of any leg; a source that does not carry this leg ignores it. */
  receive(fromLegId: string, packet: AudioPacket, outlet: Outlet, nowMs: number): void;
  /** A packet of that leg carried no audio and was consumed. */
  skip(fromLegId: string, packet: Pick<AudioPacket, 'run' | 'sequence'>, outlet: Outlet): void;
  /** The leg hears something else from now on, or is gone. */
  stop(): void;
}

/** Plays encoded frames round and round: silence, music, ringback. */
export class LoopSource implements Source {
  readonly kind: HeardKind;
  readonly #loop: FrameLoop;
  readonly #run: Run = {};
  #position = 0;

  constructor(kind: HeardKind, loop: FrameLoop) {
    this.kind = kind;
    this.#loop = loop;
  }

  tick(outlet: Outlet): void {
    const payload = this.#loop.frames[this.#position % this.#loop.frames.length];
    if (payload === undefined) return;
    outlet.send({
      run: this.#run,
      sequence: this.#position % 0x1_0000,
      timestamp: (this.#position * samplesPerFrame) % 0x1_0000_0000,
      payload,
    });
    this.#position++;
  }

  receive(): void {
    // Plays by itself.
  }

  skip(): void {
    // Nothing of another leg's numbering is in here.
  }

  stop(): void {
    // Nothing is held.
  }
}

/** Plays encoded frames once, then silence. */
export class OnceSource implements Source {
  readonly kind = 'sound';
  readonly #sound: FrameLoop;
  readonly #rest: LoopSource;
  readonly #onEnd: () => void;
  readonly #run: Run = {};
  #position = 0;
  #ended = false;

  /** @param onEnd called once, with the first tick after the last frame; never when the source is stopped before */
  constructor(sound: FrameLoop, silence: FrameLoop, onEnd: () => void) {
    this.#sound = sound;
    this.#rest = new LoopSource('silence', silence);
    this.#onEnd = onEnd;
  }

  tick(outlet: Outlet): void {
    const payload = this.#sound.frames[this.#position];
    if (payload === undefined) {
      if (!this.#ended) {
        this.#ended = true;
        this.#onEnd();
      }
      return this.#rest.tick(outlet);
    }
    outlet.send({
      run: this.#run,
      sequence: this.#position % 0x1_0000,
      timestamp: (this.#position * samplesPerFrame) % 0x1_0000_0000,
      payload,
    });
    this.#position++;
  }

  receive(): void {
    // Plays by itself.
  }

  skip(): void {
    // Nothing of another leg's numbering is in here.
  }

  stop(): void {
    this.#ended = true;
  }
}

/**
 * Without packets for this long, in milliseconds, a forwarded leg is taken to be away (its page reloads, its network is
 * gone) and the listener is given silence instead of an endless repair of the last sound. Longer than ordinary jitter.
 */
const fillAfterMs = 240;

/** Ticks in which the first packet comes from a leg that is speaking: until then nothing is better than a moment of silence. */
const firstWithinTicks = 2;

/** Passes one leg's packets on undecoded. */
export class ForwardSource implements Source {
  readonly kind = 'legs';
  readonly #legId: string;
  readonly #silence: FrameLoop;
  #filler: LoopSource | null = null;
  /** Null before the first packet. */
  #lastAtMs: number | null = null;
  #ticksBefore = 0;

  /** @param silence played until the first packet, and whenever the leg falls silent on the wire */
  constructor(legId: string, silence: FrameLoop) {
    this.#legId = legId;
    this.#silence = silence;
  }

  tick(outlet: Outlet, nowMs: number): void {
    if (this.#filler === null && this.#isMissed(nowMs)) this.#filler = new LoopSource('silence', this.#silence);
    this.#filler?.tick(outlet);
  }

  receive(fromLegId: string, packet: AudioPacket, outlet: Outlet, nowMs: number): void {
    if (fromLegId !== this.#legId) return;
    this.#filler = null;
    this.#lastAtMs = nowMs;
    outlet.send(packet);
  }

  skip(fromLegId: string, packet: Pick<AudioPacket, 'run' | 'sequence'>, outlet: Outlet): void {
    if (fromLegId !== this.#legId) return;
    outlet.withhold(packet.run, packet.sequence);
    // A digit is pressed instead of sound, for as long as it lasts: fill at once.
    this.#filler ??= new LoopSource('silence', this.#silence);
  }

  stop(): void {
    // Nothing is held.
  }

  #isMissed(nowMs: number): boolean {
    if (this.#lastAtMs !== null) return nowMs - this.#lastAtMs >= fillAfterMs;
    this.#ticksBefore += 1;
    return this.#ticksBefore > firstWithinTicks;
  }
}

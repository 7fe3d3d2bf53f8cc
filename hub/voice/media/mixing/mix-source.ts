import type {FrameLoop} from '../frame-loop.ts';
import {samplesPerFrame, type Run} from '../rtp-rewriter.ts';
import {type AudioPacket, ForwardSource, type Outlet, type Source} from '../source.ts';
import type {MixListener, MixerThread} from './mixer-thread.ts';

/** A thread that says nothing for so long, in milliseconds, mixes nothing: one of the voices is passed on, better one than none. */
const UNMIXED_AFTER_MS = 200;

/** A leg that takes sound asks every 20 ms. */
const TAKES_FOR_MS = 100;

/**
 * What a leg hears of several others. Until the first mixed frame, and when the mixing thread is away, one of them is
 * passed on as it is: a call that becomes a conference has no gap.
 */
export class MixSource implements Source, MixListener {
  readonly kind = 'legs';
  readonly #legId: string;
  readonly #mixer: Pick<MixerThread, 'listen' | 'leave'>;
  readonly #nowMs: () => number;
  readonly #silence: FrameLoop;
  #speakers: readonly string[];
  #unmixed: ForwardSource;
  #run: Run = {};
  #position = 0;
  #lastFrameMs: number | null = null;
  /** The leg, once it asks for sound; and when it last did: one that plays digits, or has gone, takes none. */
  #outlet: Outlet | null = null;
  #askedMs = 0;

  constructor(
    legId: string,
    speakers: readonly string[],
    {
      mixer,
      silence,
      nowMs,
    }: {
      readonly mixer: Pick<MixerThread, 'listen' | 'leave'>;
      readonly silence: FrameLoop;
      readonly nowMs: () => number;
    },
  ) {
    this.#legId = legId;
    this.#speakers = speakers;
    this.#mixer = mixer;
    this.#silence = silence;
    this.#nowMs = nowMs;
    this.#unmixed = this.#passOn();
    mixer.listen(legId, speakers, this);
  }

  /** Others are heard from now on; what is heard goes on without a seam. */
  change(speakers: readonly string[]): void {
    this.#speakers = speakers;
    this.#unmixed = this.#passOn();
    this.#mixer.listen(this.#legId, speakers, this);
  }

  stop(): void {
    this.#mixer.leave(this.#legId, this);
  }

  onFrame(payload: Uint8Array): void {
    const nowMs = this.#nowMs();
    this.#lastFrameMs = nowMs;
    if (this.#outlet === null || nowMs - this.#askedMs > TAKES_FOR_MS) return;
    // At once, not at the leg's next tick: that would add up to a frame of delay.
    this.#outlet.send({
      run: this.#run,
      sequence: this.#position % 0x1_0000,
      timestamp: (this.#position * samplesPerFrame) % 0x1_0000_0000,
      payload,
    });
    this.#position += 1;
  }

  onLost(): void {
    this.#lastFrameMs = null;
  }

  tick(outlet: Outlet, nowMs: number): void {
    this.#outlet = outlet;
    this.#askedMs = nowMs;
    if (this.#isMixed(nowMs)) return;
    this.#pass();
    this.#unmixed.tick(outlet, nowMs);
  }

  receive(fromLegId: string, packet: AudioPacket, outlet: Outlet, nowMs: number): void {
    if (this.#isMixed(nowMs)) return;
    this.#pass();
    this.#unmixed.receive(fromLegId, packet, outlet, nowMs);
  }

  skip(fromLegId: string, packet: Pick<AudioPacket, 'run' | 'sequence'>, outlet: Outlet): void {
    if (!this.#isMixed(this.#nowMs())) this.#unmixed.skip(fromLegId, packet, outlet);
  }

  #isMixed(nowMs: number): boolean {
    return this.#lastFrameMs !== null && nowMs - this.#lastFrameMs < UNMIXED_AFTER_MS;
  }

  /** Unmixed for now. What is mixed after it is another numbering. */
  #pass(): void {
    if (this.#position === 0) return;
    this.#run = {};
    this.#position = 0;
  }

  #passOn(): ForwardSource {
    return new ForwardSource(this.#speakers[0] ?? '', this.#silence);
  }
}

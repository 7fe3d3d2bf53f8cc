import {extname} from 'node:path';
import {Worker} from 'node:worker_threads';
import {log} from '../log.ts';
import type {Run} from '../rtp-rewriter.ts';
import type {AudioPacket} from '../source.ts';
import type {FromMixer, ToMixer} from './messages.ts';
import {PacketRing} from './packet-ring.ts';

const WORKER = new URL(`./mixer-worker${extname(import.meta.url)}`, import.meta.url);

/** So long after it died a new one is started, in milliseconds, and twice as long each time it has not lived. */
const AGAIN_AFTER_MS = 50;
const AGAIN_AT_LATEST_MS = 5_000;

/** A thread that has listeners and says nothing for so many ticks of 20 ms hangs: it is ended, and so replaced. */
const HANGS_AFTER_TICKS = 100;
const STARTS_WITHIN_TICKS = 500;

export interface MixListener {
  onFrame(payload: Uint8Array): void;
  /** The thread is gone: no frame comes until another has taken its place. */
  onLost(): void;
}

/** The mixing thread from outside. It is there before it is needed, and replaced when it dies. */
export class MixerThread {
  readonly #listeners = new Map<string, {readonly speakers: readonly string[]; readonly listener: MixListener}>();
  readonly #runs = new WeakMap<Run, number>();
  readonly #onSpeaking: (legIds: readonly string[]) => void;
  /** A number for everybody who is heard. */
  #numbers: ReadonlyMap<string, number> = new Map();
  #numberCount = 0;
  #packets = new PacketRing();
  #worker: Worker;
  #runCount = 0;
  #lateTicks = 0;
  /** Of threads that are no more. */
  #lateBefore = 0;
  #ready = false;
  #silentTicks = 0;
  #againAfterMs = AGAIN_AFTER_MS;
  #closed = false;
  #again: NodeJS.Timeout | undefined;

  constructor(onSpeaking: (legIds: readonly string[]) => void) {
    this.#onSpeaking = onSpeaking;
    this.#worker = this.#start();
  }

  get lateTicks(): number {
    return this.#lateBefore + this.#lateTicks;
  }

  listen(legId: string, speakers: readonly string[], listener: MixListener): void {
    this.#listeners.set(legId, {speakers, listener});
    this.#look();
    this.#tell(legId, speakers);
  }

  /** Only who still listens is let go: another may have taken the place meanwhile. */
  leave(legId: string, listener: MixListener): void {
    if (this.#listeners.get(legId)?.listener !== listener) return;
    this.#listeners.delete(legId);
    this.#look();
    this.#tell(legId, []);
  }

  /** @param payload null: it carried a digit */
  hear(legId: string, {run, sequence}: Pick<AudioPacket, 'run' | 'sequence'>, payload: Uint8Array | null): void {
    const speaker = this.#numbers.get(legId);
    if (speaker !== undefined) this.#packets.write({speaker, run: this.#numberOf(run), sequence, payload});
  }

  /** Every 20 ms: looks whether the thread still says something. */
  tick(): void {
    if (this.#listeners.size === 0) return;
    this.#silentTicks += 1;
    if (this.#silentTicks < (this.#ready ? HANGS_AFTER_TICKS : STARTS_WITHIN_TICKS)) return;
    log('error', 'mixer-hangs', {});
    this.#silentTicks = 0;
    void this.#worker.terminate();
  }

  /** Ends the thread as a fault would; another takes its place. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#again);
    await this.#worker.terminate();
  }

  #start(): Worker {
    this.#packets = new PacketRing();
    const worker = new Worker(WORKER, {workerData: this.#packets.memory});
    worker.on('message', (message: FromMixer) => this.#take(message));
    worker.on('error', (error: unknown) =>
      log('error', 'mixer-failed', {name: error instanceof Error ? error.name : 'unknown'}),
    );
    worker.on('exit', () => {
      if (!this.#closed && this.#worker === worker) this.#replace();
    });
    // Legs and sockets keep the process going, not what mixes for them.
    worker.unref();
    return worker;
  }

  #replace(): void {
    log('warn', 'mixer-replaced', {});
    this.#ready = false;
    this.#silentTicks = 0;
    this.#lateBefore += this.#lateTicks;
    this.#lateTicks = 0;
    this.#onSpeaking([]);
    for (const {listener} of this.#listeners.values()) listener.onLost();
    this.#again = setTimeout(() => {
      this.#worker = this.#start();
      for (const [legId, {speakers}] of this.#listeners) this.#tell(legId, speakers);
    }, this.#againAfterMs);
    this.#againAfterMs = Math.min(2 * this.#againAfterMs, AGAIN_AT_LATEST_MS);
  }

  #take(message: FromMixer): void {
    this.#silentTicks = 0;
    switch (message.type) {
      case 'frames':
        this.#againAfterMs = AGAIN_AFTER_MS;
        for (const {legIds, payload} of message.frames)
          for (const legId of legIds) this.#listeners.get(legId)?.listener.onFrame(payload);
        return;
      case 'speaking':
        return this.#onSpeaking(message.legIds);
      case 'late':
        this.#lateTicks = message.ticks;
        return;
      case 'ready':
        this.#ready = true;
        return;
      default:
        message satisfies never;
    }
  }

  #look(): void {
    const heard = new Set([...this.#listeners.values()].flatMap(({speakers}) => speakers));
    const before = this.#numbers;
    this.#numbers = new Map([...heard].map((legId) => [legId, before.get(legId) ?? (this.#numberCount += 1)]));
  }

  #numberOf(run: Run): number {
    const known = this.#runs.get(run);
    if (known !== undefined) return known;
    this.#runCount += 1;
    this.#runs.set(run, this.#runCount);
    return this.#runCount;
  }

  #tell(legId: string, speakers: readonly string[]): void {
    const numbered = speakers.map((speaker) => ({legId: speaker, number: this.#numbers.get(speaker) ?? 0}));
    const message: ToMixer = {type: 'listen', legId, speakers: numbered};
    this.#worker.postMessage(message);
  }
}

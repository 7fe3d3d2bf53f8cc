import type {Microphone} from '../voice/microphone.ts';

/** How often the level is told, in milliseconds. */
const EVERY_MS = 60;

/** The quietest that moves the meter, in decibels below full scale. */
const FLOOR_DB = -60;

/** Tells how loud the microphone is while somebody looks; nobody looks, nothing is open. */
export class LevelMeter {
  readonly #microphone: Microphone;
  readonly #listeners = new Set<(level: number) => void>();
  #generation = 0;
  #release: (() => void) | null = null;

  constructor(microphone: Microphone) {
    this.#microphone = microphone;
  }

  measure(onLevel: (level: number) => void): () => void {
    this.#listeners.add(onLevel);
    if (this.#listeners.size === 1) void this.#open();
    return () => {
      if (this.#listeners.delete(onLevel) && this.#listeners.size === 0) this.#close();
    };
  }

  /** Another microphone is used from now on. */
  restart(): void {
    if (this.#listeners.size === 0) return;
    this.#close();
    void this.#open();
  }

  stop(): void {
    this.#listeners.clear();
    this.#close();
  }

  async #open(): Promise<void> {
    const generation = ++this.#generation;
    const acquired = await this.#microphone.acquire();
    if (!acquired.ok) return this.#tell(0);
    const track = acquired.value;
    if (generation !== this.#generation) return this.#microphone.release(track);
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      this.#tell(levelOf(samples));
    }, EVERY_MS);
    this.#release = () => {
      clearInterval(timer);
      this.#microphone.release(track);
      void context.close();
    };
  }

  #close(): void {
    this.#generation += 1;
    this.#release?.();
    this.#release = null;
  }

  #tell(level: number): void {
    for (const listener of [...this.#listeners]) listener(level);
  }
}

/** 0 for silence, 1 for full scale, evenly in decibels between, as ears hear. */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, each) => sum + each * each, 0) / Math.max(1, samples.length);
  if (power === 0) return 0;
  const decibels = 10 * Math.log10(power);
  return Math.min(1, Math.max(0, 1 - decibels / FLOOR_DB));
}

/** The part of Web Audio that is used: an `AudioContext`, or one that renders into memory. */
export type SoundContext = Pick<
  AudioContext,
  | 'state'
  | 'currentTime'
  | 'destination'
  | 'sampleRate'
  | 'createOscillator'
  | 'createGain'
  | 'createBuffer'
  | 'createBufferSource'
  | 'resume'
> &
  Pick<EventTarget, 'addEventListener' | 'removeEventListener'> &
  Partial<Pick<AudioContext, 'close' | 'suspend' | 'createMediaStreamDestination'>>;

/** How sounds get out; a page without Web Audio stays silent. */
export type SoundContextFactory = () => SoundContext | null;

/** One note: hertz, and seconds from the beginning. */
export type Note = {readonly hertz: number; readonly at: number; readonly length: number};

/** `unknown`: not tried yet, or the browser has not decided. */
export type SoundState = 'unknown' | 'blocked' | 'unlocked';

/** A browser that lets sound through does so at once; after this long, in milliseconds, it is taken to hold it back. */
const DECIDES_WITHIN_MS = 300;

const ATTACK = 0.02;
const PEAK = 0.17;
const FADE = 0.03;

/** After the last sound the device is given a rest, so that an idle desk costs nothing; milliseconds. */
const REST_AFTER_MS = 1_500;

/** Plays notes made in code on one loudspeaker, as soon as the browser lets it. One audio context, as long as it lives. */
export class SoundBox {
  readonly #create: SoundContextFactory;
  readonly #onChange: () => void;
  #context: SoundContext | null = null;
  #state: SoundState = 'unknown';
  #sinkId = '';
  #element: HTMLAudioElement | null = null;
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #kept: {readonly key: string; readonly buffer: AudioBuffer} | null = null;

  /** @param onChange told when the sound is let through or held back */
  constructor(onChange: () => void, create: SoundContextFactory = createAudioContext) {
    this.#onChange = onChange;
    this.#create = create;
  }

  get state(): SoundState {
    return this.#state;
  }

  get running(): boolean {
    return this.#context?.state === 'running';
  }

  /** Tries to be let through; inside a click that always works. Resolves once the browser has decided. */
  async wake(): Promise<boolean> {
    const context = this.#open();
    if (context === null) return false;
    this.#restLater(0);
    if (context.state === 'running') return this.#decided('unlocked');
    const {promise, resolve} = Promise.withResolvers<void>();
    const decide = (): void => resolve();
    context.addEventListener('statechange', decide);
    // A blocked context leaves resume() pending for ever: the state is waited for, and not for long.
    context.resume().then(resolve, resolve);
    const timer = setTimeout(resolve, DECIDES_WITHIN_MS);
    await promise;
    clearTimeout(timer);
    context.removeEventListener('statechange', decide);
    return this.#decided(this.running ? 'unlocked' : 'blocked');
  }

  /** @param sinkId empty means the system's default; a loudspeaker that is gone leaves it there */
  async select(sinkId: string): Promise<void> {
    this.#sinkId = sinkId;
    if (this.#context !== null) await this.#route(this.#context);
  }

  /** @returns silence within 100 ms, wherever in a note it is; also before the notes have ended */
  play(notes: readonly Note[], volume: number): () => void {
    const context = this.#context;
    if (context === null) return () => undefined;
    const output = context.createGain();
    output.gain.value = volume;
    output.connect(this.#target ?? context.destination);
    for (const note of notes) playNote(context, output, note);
    this.#restLater(Math.max(0, ...notes.map(({at, length}) => at + length)) * 1_000);
    return () => {
      output.gain.setTargetAtTime(0, context.currentTime, FADE / 3);
      this.#restLater(0);
    };
  }

  /**
   * Repeats notes until it is stopped, on the audio's own clock: a hidden page's timers run once a minute. One node plays
   * a period that was worked out beforehand, since a ring may begin in the middle of an agent's work.
   * @returns silence within 100 ms, wherever in a note it is
   */
  loop(notes: readonly Note[], periodS: number, volume: number): () => void {
    const context = this.#context;
    if (context === null) return () => undefined;
    const output = context.createGain();
    output.gain.value = volume;
    output.connect(this.#target ?? context.destination);
    const source = context.createBufferSource();
    source.buffer = this.#period(context, notes, periodS);
    source.loop = true;
    source.connect(output);
    source.start();
    clearTimeout(this.#restTimer);
    return () => {
      output.gain.setTargetAtTime(0, context.currentTime, FADE / 3);
      source.stop(context.currentTime + FADE * 3);
      this.#restLater(0);
    };
  }

  /** The last period is kept: the next ring is mostly the same. */
  #period(context: SoundContext, notes: readonly Note[], periodS: number): AudioBuffer {
    const key = JSON.stringify([notes, periodS]);
    if (this.#kept?.key === key) return this.#kept.buffer;
    const samples = renderNotes(notes, periodS, context.sampleRate);
    const buffer = context.createBuffer(1, samples.length, context.sampleRate);
    buffer.copyToChannel(samples, 0);
    this.#kept = {key, buffer};
    return buffer;
  }

  /** Gives the sound device back. */
  async dispose(): Promise<void> {
    clearTimeout(this.#restTimer);
    const context = this.#context;
    this.#context = null;
    context?.removeEventListener('statechange', this.#changed);
    this.#element?.pause();
    if (context !== null && context.state !== 'closed') await context.close?.();
  }

  /** Where notes go when a loudspeaker is chosen in a browser whose audio contexts cannot choose one. */
  #target: AudioNode | null = null;

  #open(): SoundContext | null {
    if (this.#context !== null) return this.#context;
    const context = this.#create();
    if (context === null) return null;
    this.#context = context;
    context.addEventListener('statechange', this.#changed);
    if (this.#sinkId !== '') void this.#route(context);
    return context;
  }

  /** Chromium's contexts choose their loudspeaker themselves; elsewhere an audio element does it for them. */
  async #route(context: SoundContext): Promise<void> {
    try {
      if ('setSinkId' in context && typeof context.setSinkId === 'function') await context.setSinkId(this.#sinkId);
      else await this.#routeByElement(context);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }

  async #routeByElement(context: SoundContext): Promise<void> {
    if (this.#sinkId === '' || context.createMediaStreamDestination === undefined) {
      this.#target = null;
      return;
    }
    const element = (this.#element ??= new Audio());
    if (!('setSinkId' in element)) return;
    const target = context.createMediaStreamDestination();
    await element.setSinkId(this.#sinkId);
    element.srcObject = target.stream;
    await element.play();
    this.#target = target;
  }

  readonly #changed = (): void => {
    if (this.running) this.#decided('unlocked');
  };

  #restLater(playsMs: number): void {
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => void this.#context?.suspend?.(), playsMs + REST_AFTER_MS);
  }

  #decided(state: 'blocked' | 'unlocked'): boolean {
    if (this.#state !== state) {
      this.#state = state;
      this.#onChange();
    }
    return state === 'unlocked';
  }
}

function playNote(context: SoundContext, output: AudioNode, note: Note): void {
  const at = context.currentTime + note.at;
  const oscillator = context.createOscillator();
  const envelope = context.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = note.hertz;
  envelope.gain.setValueAtTime(0, at);
  envelope.gain.linearRampToValueAtTime(PEAK, at + ATTACK);
  envelope.gain.exponentialRampToValueAtTime(0.0001, at + note.length);
  oscillator.connect(envelope).connect(output);
  oscillator.start(at);
  oscillator.stop(at + note.length);
}

/** The same notes as samples of one period, to be repeated without a seam. */
function renderNotes(notes: readonly Note[], periodS: number, rate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(periodS * rate));
  for (const {hertz, at, length} of notes) {
    const [from, attack, turn] = [Math.round(at * rate), ATTACK * rate, (2 * Math.PI * hertz) / rate];
    const fall = Math.log(0.0001 / PEAK) / (length * rate - attack);
    for (let n = 0; n < length * rate; n += 1) {
      const level = n < attack ? (PEAK * n) / attack : PEAK * Math.exp(fall * (n - attack));
      const place = (from + n) % samples.length;
      samples[place] = (samples[place] ?? 0) + level * Math.sin(turn * n);
    }
  }
  return samples;
}

function createAudioContext(): AudioContext | null {
  return 'AudioContext' in globalThis ? new AudioContext() : null;
}

/** The ring: two soft notes, then a pause. Frequencies in hertz (a rising fourth), times in seconds. */
const NOTES = [
  {frequency: 587.33, at: 0},
  {frequency: 783.99, at: 0.22},
] as const;
const NOTE_LENGTH = 0.5;
const ATTACK = 0.02;
const PEAK = 0.12;
const FADE = 0.03;
const PERIOD_MS = 2_600;

/** The part of Web Audio that is used: an `AudioContext`, or one that renders into memory. */
export type RingtoneContext = Pick<
  AudioContext,
  'state' | 'currentTime' | 'destination' | 'createOscillator' | 'createGain' | 'resume'
> & {
  close?(): Promise<void>;
};

/** How the ringtone gets its sound; a page without Web Audio stays silent. */
export type RingtoneContextFactory = () => RingtoneContext | null;

/** Rings until it is stopped; made in code, so that no file has to be loaded before the first ring. */
export class Ringtone {
  readonly #create: RingtoneContextFactory;
  readonly #onBlocked: (blocked: boolean) => void;
  #context: RingtoneContext | null = null;
  #output: GainNode | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #ringing = false;

  /** @param onBlocked told whether the browser holds the sound back until the agent clicks */
  constructor(onBlocked: (blocked: boolean) => void, create: RingtoneContextFactory = createAudioContext) {
    this.#onBlocked = onBlocked;
    this.#create = create;
  }

  get ringing(): boolean {
    return this.#ringing;
  }

  start(): void {
    if (this.#ringing) return;
    this.#ringing = true;
    this.#context ??= this.#create();
    void this.#begin();
  }

  /** Silence within 100 ms, wherever in a note it is. */
  stop(): void {
    this.#ringing = false;
    clearInterval(this.#timer);
    this.#onBlocked(false);
    if (this.#context === null || this.#output === null) return;
    this.#output.gain.setTargetAtTime(0, this.#context.currentTime, FADE / 3);
    this.#output = null;
  }

  /** Tries again; call it from a click. */
  unblock(): void {
    if (this.#ringing) void this.#begin();
  }

  /** Gives the sound device back. */
  async dispose(): Promise<void> {
    this.stop();
    const context = this.#context;
    this.#context = null;
    if (context !== null && context.state !== 'closed') await context.close?.();
  }

  async #begin(): Promise<void> {
    const context = this.#context;
    if (context === null) return;
    // A blocked context leaves resume() pending for ever: the state is asked, never waited for.
    if (context.state === 'suspended') {
      const resumed = context.resume();
      this.#onBlocked(true);
      await resumed;
      if (!this.#ringing || this.#context !== context) return;
    }
    this.#onBlocked(false);
    clearInterval(this.#timer);
    this.#ringOnce(context);
    this.#timer = setInterval(() => this.#ringOnce(context), PERIOD_MS);
  }

  #ringOnce(context: RingtoneContext): void {
    if (this.#output === null) {
      this.#output = context.createGain();
      this.#output.connect(context.destination);
    }
    for (const note of NOTES) playNote(context, this.#output, note.frequency, context.currentTime + note.at);
  }
}

function playNote(context: RingtoneContext, output: AudioNode, frequency: number, at: number): void {
  const oscillator = context.createOscillator();
  const envelope = context.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = frequency;
  envelope.gain.setValueAtTime(0, at);
  envelope.gain.linearRampToValueAtTime(PEAK, at + ATTACK);
  envelope.gain.exponentialRampToValueAtTime(0.0001, at + NOTE_LENGTH);
  oscillator.connect(envelope).connect(output);
  oscillator.start(at);
  oscillator.stop(at + NOTE_LENGTH);
}

function createAudioContext(): AudioContext | null {
  return 'AudioContext' in globalThis ? new AudioContext() : null;
}

import {DIGIT_TONE_MS, digitHertz} from '../../domain/dial-digits.ts';
import type {Tone} from '../../domain/dial-tones.ts';

/** Quiet: it confirms a press or tells how a call goes, beside a voice in the same ear. */
const KEY_LEVEL = 0.03;
const PROGRESS_LEVEL = 0.08;
const EDGE_S = 0.01;

/** The part of Web Audio that is used: an `AudioContext`, or one that renders into memory. */
export type ToneContext = Pick<
  AudioContext,
  'state' | 'currentTime' | 'destination' | 'createOscillator' | 'createGain' | 'resume'
> & {close?(): Promise<void>};

/** Tones of telephones, made here and heard only by the agent. A page without Web Audio stays silent. */
export class TonePlayer {
  readonly #create: () => ToneContext | null;
  #context: ToneContext | null = null;
  #output: GainNode | null = null;

  constructor(create: () => ToneContext | null = createAudioContext) {
    this.#create = create;
  }

  /** The two tones of a key, once. */
  key(key: string): void {
    const hertz = digitHertz(key === '+' ? '0' : key);
    if (hertz !== null) this.#schedule([{hertz, ms: DIGIT_TONE_MS}], DIGIT_TONE_MS, KEY_LEVEL);
  }

  /** Repeats a tone for so long, in place of the one before. */
  repeat(tone: Tone, forMs: number): void {
    this.stop();
    this.#schedule(tone, forMs, PROGRESS_LEVEL);
  }

  /** Silence at once, wherever in a tone it is. */
  stop(): void {
    const {currentTime = 0} = this.#context ?? {};
    this.#output?.gain.setTargetAtTime(0, currentTime, EDGE_S);
    this.#output = null;
  }

  /** Gives the sound device back. */
  async dispose(): Promise<void> {
    this.stop();
    const context = this.#context;
    this.#context = null;
    if (context !== null && context.state !== 'closed') await context.close?.();
  }

  #schedule(tone: Tone, forMs: number, level: number): void {
    const context = (this.#context ??= this.#create());
    if (context === null || tone.length === 0) return;
    // A browser that holds sound back leaves this pending for ever; what is scheduled then simply is not heard.
    if (context.state === 'suspended') void context.resume();
    this.#output ??= connected(context);
    const begin = context.currentTime + EDGE_S;
    for (let at = 0, n = 0; at < forMs; n += 1) {
      const step = tone[n % tone.length];
      if (step === undefined) return;
      const ms = Math.min(step.ms, forMs - at);
      for (const hertz of step.hertz) {
        play(context, this.#output, {
          hertz,
          level: level / step.hertz.length,
          from: begin + at / 1000,
          seconds: ms / 1000,
        });
      }
      at += step.ms;
    }
  }
}

function connected(context: ToneContext): GainNode {
  const gain = context.createGain();
  gain.connect(context.destination);
  return gain;
}

type Note = {readonly hertz: number; readonly level: number; readonly from: number; readonly seconds: number};

function play(context: ToneContext, output: GainNode, {hertz, level, from, seconds}: Note): void {
  const oscillator = context.createOscillator();
  const envelope = context.createGain();
  oscillator.frequency.value = hertz;
  envelope.gain.setValueAtTime(0, from);
  envelope.gain.linearRampToValueAtTime(level, from + EDGE_S);
  envelope.gain.setValueAtTime(level, Math.max(from + EDGE_S, from + seconds - EDGE_S));
  envelope.gain.linearRampToValueAtTime(0, from + seconds);
  oscillator.connect(envelope).connect(output);
  oscillator.start(from);
  oscillator.stop(from + seconds);
}

function createAudioContext(): AudioContext | null {
  return 'AudioContext' in globalThis ? new AudioContext() : null;
}

import type {Variable} from './contact.ts';
import type {DigitsStep, FlowStep, PlayStep, SetStep} from './flow.ts';
import {QUIET, promptLanguageOf, promptSound} from './prompts.ts';
import type {OverflowRules} from './overflow.ts';
import type {SkillNeeds} from './skills.ts';
import {unreachable} from './unreachable.ts';
import {isOfType} from './variable-types.ts';

/**
 * A contact's way through a flow. It waits in one of four ways; between two of them any number of steps may be done.
 *
 *  leg ── the customer's audio is there ──▶ first step
 *  sound ── it is over, or a digit ──▶ next sound, digits, next step
 *  digits ── enough, the terminator, or nothing for too long ──▶ again, next step
 *  http ── an answer, a failure, or nothing for too long ──▶ next step
 *
 * It is left for a queue, a number, another entry point or the end, and for the entry point's own queue whatever fails.
 */
export type FlowRun = {
  readonly step: string;
  readonly awaiting: 'leg' | 'sound' | 'digits' | 'http';
  /** What this step still has to play, the present sound first. */
  readonly sounds: readonly string[];
  /** Entered so far. */
  readonly digits: string;
  /** How often this step's digits were asked for before. */
  readonly attempt: number;
  /** Steps taken, in this flow and in those that led to it. */
  readonly visits: number;
};

export type FlowEvent =
  | {readonly type: 'leg-connected'}
  | {readonly type: 'sound-ended'; readonly sound: string}
  | {readonly type: 'digit'; readonly digit: string}
  /** An answer, as values of the step's variables. */
  | {readonly type: 'answered'; readonly values: FlowValues}
  | {readonly type: 'failed'}
  | {readonly type: 'time-out'};

export type FlowValues = Readonly<Record<string, string | null>>;

export type FlowFailure = 'leads-nowhere' | 'unknown-step' | 'too-many-steps' | 'destination-gone';

/** Where a flow is left for. */
export type FlowExit =
  | {
      readonly kind: 'queue';
      readonly queue: string;
      readonly priority: number | null;
      readonly skills: SkillNeeds;
      readonly overflow: OverflowRules | null;
    }
  | {readonly kind: 'number'; readonly number: string; readonly visits: number}
  | {readonly kind: 'entry-point'; readonly entryPoint: string; readonly visits: number}
  | {readonly kind: 'end'}
  /** The entry point's own queue: a customer is never dropped. */
  | {readonly kind: 'fallback'; readonly why: FlowFailure};

export type FlowEffect =
  | {readonly type: 'announce'; readonly sound: string | null}
  | {readonly type: 'set-values'; readonly values: FlowValues}
  /** `time-out` is due then, unless something else happens first. */
  | {readonly type: 'wait'; readonly ms: number}
  | {readonly type: 'leave'; readonly exit: FlowExit};

/** What a step may ask of the world. */
export type FlowFacts = {
  readonly variables: readonly Pick<Variable, 'name' | 'type' | 'value'>[];
  readonly isOpen: (hoursId: string) => boolean;
  /** Of a sound that is about to be played. */
  readonly lengthMsOf: (sound: string) => number;
};

/** `run`: null when the flow was left. */
export type FlowTransition = {readonly run: FlowRun | null; readonly effects: readonly FlowEffect[]};

export const FLOW_VISITS_MAX = 200;

/**
 * A sound's end is told by the media process. So long after it nobody waits for that any more, should the word be lost; an
 * operator's own recording may be longer than ours by as much.
 */
export const SOUND_MARGIN_MS = 10_000;

/** Beyond its own time a request may be tried once more by another hub. */
export const HTTP_MARGIN_MS = 4_000;

export function beginRun(steps: readonly FlowStep[], visits: number): FlowRun {
  return {step: steps[0]?.id ?? '', awaiting: 'leg', sounds: [], digits: '', attempt: 0, visits};
}

/** The run after an event; null when the event means nothing to it. */
export function transitionFlow(
  steps: readonly FlowStep[],
  run: FlowRun,
  event: FlowEvent,
  facts: FlowFacts,
): FlowTransition | null {
  const going = new Going(steps, run, facts);
  const step = steps.find(({id}) => id === run.step);
  if (run.awaiting === 'leg') return event.type === 'leg-connected' ? going.enter(run.step) : null;
  if (step === undefined) return going.fail('unknown-step');
  switch (event.type) {
    case 'leg-connected':
      return null;
    case 'sound-ended':
      return run.awaiting === 'sound' && event.sound === run.sounds[0] ? going.playOn(step) : null;
    case 'digit':
      return going.press(step, event.digit);
    case 'answered':
      return run.awaiting === 'http' && step.kind === 'http' ? going.set(event.values).enter(step.next) : null;
    case 'failed':
      return run.awaiting === 'http' && step.kind === 'http' ? going.enter(step.onFailure) : null;
    case 'time-out':
      return going.timeOut(step);
    default:
      return unreachable(event);
  }
}

/** One transition under way: where it has come to, and what followed from that so far. */
class Going {
  readonly #steps: readonly FlowStep[];
  readonly #facts: FlowFacts;
  readonly #effects: FlowEffect[] = [];
  readonly #written = new Map<string, string | null>();
  #run: FlowRun;

  constructor(steps: readonly FlowStep[], run: FlowRun, facts: FlowFacts) {
    this.#steps = steps;
    this.#run = run;
    this.#facts = facts;
  }

  /** Takes steps until one has to wait or leads out. @param ahead digits pressed for the next step that asks for some */
  enter(to: string | null, ahead = ''): FlowTransition {
    let next = to;
    for (;;) {
      if (next === null) return this.fail('leads-nowhere');
      const step = this.#steps.find(({id}) => id === next);
      if (step === undefined) return this.fail('unknown-step');
      const visits = this.#run.visits + 1;
      if (visits > FLOW_VISITS_MAX) return this.fail('too-many-steps');
      this.#run = {step: step.id, awaiting: 'sound', sounds: [], digits: '', attempt: 0, visits};
      switch (step.kind) {
        case 'play':
          return this.#play(this.#prompts(step));
        case 'digits':
          return (ahead === '' ? null : this.press(step, ahead)) ?? this.#ask(step, 0);
        case 'set':
          this.set({[step.variable]: this.#valueFor(step)});
          next = step.next;
          break;
        case 'hours':
          next = this.#facts.isOpen(step.hours) ? step.open : step.closed;
          break;
        case 'http':
          this.#run = {...this.#run, awaiting: 'http'};
          this.#effects.push({type: 'announce', sound: null});
          return this.#wait(2 * step.timeoutMs + HTTP_MARGIN_MS);
        case 'queue': {
          const {queue, priority, skills} = step;
          // Runs that began before there was such a thing have none.
          const overflow: OverflowRules | null = 'overflow' in step ? step.overflow : null;
          return this.#leave({kind: 'queue', queue, priority, skills, overflow});
        }
        case 'transfer':
          return this.#transfer(step.number, step.entryPoint);
        case 'end':
          return this.#leave({kind: 'end'});
        default:
          return unreachable(step);
      }
    }
  }

  set(values: FlowValues): this {
    const fitting = Object.entries(values).filter(([name, value]) => {
      const variable = this.#facts.variables.find((each) => each.name === name);
      return variable !== undefined && (value === null || isOfType(variable.type, value));
    });
    if (fitting.length === 0) return this;
    this.#effects.push({type: 'set-values', values: Object.fromEntries(fitting)});
    for (const [name, value] of fitting) this.#written.set(name, value);
    return this;
  }

  /** The present sound is over. */
  playOn(step: FlowStep): FlowTransition {
    const rest = this.#run.sounds.slice(1);
    if (rest.length > 0) return this.#play(rest);
    if (step.kind === 'digits') return this.#listen(step);
    return this.enter(step.kind === 'play' ? step.next : null);
  }

  press(step: FlowStep, digit: string): FlowTransition | null {
    if (!/^[0-9*#]$/.test(digit) || this.#run.awaiting === 'http') return null;
    if (step.kind === 'play') return step.interruptible ? this.enter(step.next, digit) : null;
    if (step.kind !== 'digits') return null;
    if (digit === step.terminator) return this.#judge(step, this.#run.digits);
    const digits = `${this.#run.digits}${digit}`;
    if (digits.length >= step.max) return this.#judge(step, digits);
    this.#run = {...this.#run, awaiting: 'digits', sounds: [], digits};
    this.#effects.push({type: 'announce', sound: QUIET});
    return this.#wait(step.timeoutMs);
  }

  timeOut(step: FlowStep): FlowTransition | null {
    if (this.#run.awaiting === 'sound') return this.playOn(step);
    if (step.kind === 'http') return this.enter(step.onFailure);
    if (step.kind !== 'digits') return null;
    const {digits} = this.#run;
    return digits === '' ? this.#again(step, step.onTimeout) : this.#judge(step, digits);
  }

  fail(why: FlowFailure): FlowTransition {
    return this.#leave({kind: 'fallback', why});
  }

  #judge(step: DigitsStep, digits: string): FlowTransition {
    const to = Object.hasOwn(step.branches, digits) ? (step.branches[digits] ?? null) : step.next;
    const unknown = to === null && Object.keys(step.branches).length > 0;
    if (digits.length < step.min || digits.length > step.max || unknown || !this.#fits(step.variable, digits))
      return this.#again(step, step.onInvalid);
    if (step.variable !== null) this.set({[step.variable]: digits});
    return this.enter(to);
  }

  #again(step: DigitsStep, to: string | null): FlowTransition {
    const attempt = this.#run.attempt + 1;
    return attempt < step.attempts ? this.#ask(step, attempt) : this.enter(to);
  }

  #ask(step: DigitsStep, attempt: number): FlowTransition {
    this.#run = {...this.#run, attempt, digits: ''};
    const again = attempt > 0 && step.retrySound !== null ? [step.retrySound] : [];
    return this.#play(this.#prompts({sounds: [...again, step.sound], language: step.language}));
  }

  #listen(step: DigitsStep): FlowTransition {
    this.#run = {...this.#run, awaiting: 'digits', sounds: []};
    return this.#wait(step.timeoutMs);
  }

  #play(sounds: readonly string[]): FlowTransition {
    const [sound = QUIET] = sounds;
    this.#run = {...this.#run, awaiting: 'sound', sounds: sounds.length === 0 ? [QUIET] : sounds};
    this.#effects.push({type: 'announce', sound});
    return this.#wait(this.#facts.lengthMsOf(sound) + SOUND_MARGIN_MS);
  }

  #wait(ms: number): FlowTransition {
    this.#effects.push({type: 'wait', ms});
    return {run: this.#run, effects: this.#effects};
  }

  #leave(exit: FlowExit): FlowTransition {
    this.#effects.push({type: 'leave', exit});
    return {run: null, effects: this.#effects};
  }

  #transfer(number: string | null, entryPoint: string | null): FlowTransition {
    const {visits} = this.#run;
    if (number !== null) return this.#leave({kind: 'number', number, visits});
    if (entryPoint === null) return this.fail('leads-nowhere');
    return this.#leave({kind: 'entry-point', entryPoint, visits});
  }

  #prompts({sounds, language}: Pick<PlayStep, 'sounds' | 'language'>): readonly string[] {
    const spoken = promptLanguageOf(language === null ? null : this.#valueOf(language));
    return sounds.map((each) => promptSound(each, spoken));
  }

  #valueFor(step: SetStep): string | null {
    return step.from === null ? step.value : this.#valueOf(step.from);
  }

  #valueOf(name: string): string | null {
    const written = this.#written.get(name);
    return written === undefined ? (this.#facts.variables.find((each) => each.name === name)?.value ?? null) : written;
  }

  #fits(name: string | null, digits: string): boolean {
    const type = this.#facts.variables.find((each) => each.name === name)?.type;
    return type === undefined || isOfType(type, digits);
  }
}

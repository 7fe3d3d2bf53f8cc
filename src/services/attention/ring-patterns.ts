import type {RingtoneName} from '../devices/device-ports.ts';
import type {Note} from './sound-box.ts';

/**
 * What a ring asks for. A consult, a transfer and a callback sound unlike a customer's call; `knock` is a word at the
 * elbow of somebody who is speaking; an emergency callback is like nothing else.
 */
export type RingKind = 'call' | 'consult' | 'callback' | 'knock' | 'emergency';

export type RingPattern = {readonly notes: readonly Note[]; readonly periodS: number};

function note(hertz: number, at: number, length: number): Note {
  return {hertz, at, length};
}

/** Hertz of a rising fourth: two soft notes. */
const [LOW, HIGH] = [587.33, 783.99];

const TUNES: {readonly [name in RingtoneName]: RingPattern} = {
  'two-notes': {notes: [note(LOW, 0, 0.5), note(HIGH, 0.22, 0.5)], periodS: 2.6},
  bell: {
    notes: Array.from({length: 10}, (_, n) => note(n % 2 === 0 ? 987.77 : 830.61, n * 0.09, 0.13)),
    periodS: 2.8,
  },
  marimba: {notes: [392, 493.88, 587.33, 783.99].map((hertz, n) => note(hertz, n * 0.16, 0.35)), periodS: 3},
};

export const EMERGENCY: RingPattern = {
  notes: Array.from({length: 8}, (_, n) => note(n % 2 === 0 ? 960 : 720, n * 0.24, 0.24)),
  periodS: 2.1,
};

/** Three short rising pips, a second with the pause after them: the call is answered at its end. */
export const AUTO_ANSWER_TONE: readonly Note[] = [
  note(659.26, 0, 0.14),
  note(880, 0.22, 0.14),
  note(1_174.66, 0.44, 0.3),
];

/** Seconds until the last note of the tone has died away, and a breath. */
export const AUTO_ANSWER_S = 1;

/** The test tone of a loudspeaker: a chord's notes one after another, on no ring's pitch. */
export const TEST_TONE: readonly Note[] = [523.25, 659.26, 783.99].map((hertz, n) => note(hertz, n * 0.3, 0.5));

/** What rings: the agent's tune, turned so that each kind is told apart without looking. */
export function ringPattern(tune: RingtoneName, kind: RingKind): RingPattern {
  const {notes, periodS} = TUNES[tune];
  switch (kind) {
    case 'emergency':
      return EMERGENCY;
    case 'consult':
      return {notes: notes.map((each, n) => ({...each, hertz: notes.at(-1 - n)?.hertz ?? each.hertz})), periodS};
    case 'callback': {
      const endS = Math.max(...notes.map(({at, length}) => at + length));
      return {notes: [...notes, ...notes.map((each) => ({...each, at: each.at + endS}))], periodS: periodS + endS};
    }
    case 'knock':
      return {notes: notes.slice(0, 1), periodS: 6};
    default:
      return {notes, periodS};
  }
}

import {type CallbackField, type CallbackWords, englishCallbacks} from '../strings/english-callbacks.ts';
import type {CallbackProblem} from '../../services/ports.ts';
import type {CallbackTimeLimits} from '../../domain/callback-time.ts';
import type {Strings} from '../strings/english.ts';

/** The words that load with the scheduler: English, with what a translation says in its place. */
export function callbackWords({callbacks}: Strings): CallbackWords {
  return {...englishCallbacks, ...callbacks};
}

/** What is wrong in a field and what to do, in one or two sentences; null when nothing is. */
export function faultOf(
  problems: readonly CallbackProblem[],
  field: CallbackField,
  limits: CallbackTimeLimits,
  words: CallbackWords,
): string | null {
  const problem = problems.find((each) => each.field === field);
  if (problem === undefined) return null;
  const measured = measuredFault(problem, limits, words);
  if (measured !== null) return measured;
  const sentence = words.faults[`${field} ${problem.fault}`] ?? words.wrong;
  if ('next' in problem && problem.next !== undefined) return `${sentence} ${words.nextTime(problem.next)}`;
  const {from, to} = limits.hours;
  return problem.fault === 'outside-hours' ? `${sentence} ${words.hours(from, to)}` : sentence;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What has a limit of the organisation's in its sentence. */
function measuredFault(
  {field, fault}: CallbackProblem,
  {leadMs, aheadMs, shortestMs, longestMs}: CallbackTimeLimits,
  words: CallbackWords,
): string | null {
  if (fault === 'too-soon') return words.tooSoon(Math.ceil(leadMs / MINUTE_MS));
  if (fault === 'too-far') return words.tooFar(Math.floor(aheadMs / (24 * HOUR_MS)));
  if (field === 'end' && fault === 'too-short') return words.tooShort(Math.ceil(shortestMs / MINUTE_MS));
  return field === 'end' && fault === 'too-long' ? words.tooLong(Math.floor(longestMs / HOUR_MS)) : null;
}

import {type SupervisorWords, englishSupervisor} from '../strings/english-supervisor.ts';
import type {Strings} from '../strings/english.ts';

/** The words that load with a supervisor's view: English, with what a translation says in its place. */
export function supervisorWords({supervisor}: Strings): SupervisorWords {
  return {...englishSupervisor, ...supervisor};
}

/** Refusals are said of somebody else here, and not of who reads them. */
export function stringsOfSupervisor(strings: Strings): Strings {
  return {...strings, refusals: {...strings.refusals, ...supervisorWords(strings).refusals}};
}

import {type ConsultWords, englishConsult} from '../strings/english-consult.ts';
import type {Strings} from '../strings/english.ts';

/** The words that load with the elements of a call of several: English, with what a translation says in its place. */
export function consultWords({consult}: Strings): ConsultWords {
  return {...englishConsult, ...consult};
}

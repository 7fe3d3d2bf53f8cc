import type {Strings} from '../strings/english.ts';
import {type WrapUpWords, englishWrapUp} from '../strings/english-wrap-up.ts';

/** The words that load with the wrap-up: English, with what a translation says in its place. */
export function wrapUpWords({wrapUp}: Strings): WrapUpWords {
  return {...englishWrapUp, ...wrapUp};
}

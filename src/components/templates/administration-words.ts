import {type AdministrationWords, englishAdministration} from '../strings/english-administration.ts';
import type {Strings} from '../strings/english.ts';

/** The words that load with an administrator's view: English, with what a translation says in its place. */
export function administrationWords({administration}: Strings): AdministrationWords {
  return {...englishAdministration, ...administration};
}

import type {VoicemailView} from '../../services/voicemail/voicemail-ports.ts';
import {type VoicemailWords, englishVoicemail} from '../strings/english-voicemail.ts';
import type {Strings} from '../strings/english.ts';

/** The words that load with the list: English, with what a translation says in its place. */
export function voicemailWords({voicemail}: Strings): VoicemailWords {
  return {...englishVoicemail, ...voicemail};
}

/** Whose message it is, as far as it is known. */
export function callerOf({name, number}: VoicemailView, words: VoicemailWords): string {
  if (name !== null && name !== '') return name;
  return number === '' ? words.withheld : number;
}

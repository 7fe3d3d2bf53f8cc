import type {VoiceState, VoiceTrouble} from '../../services/ports.ts';
import type {NoticeTone} from '../notice/notice.ts';
import type {Strings} from '../strings/english.ts';
import {type VoiceWords, englishTrouble, englishVoice} from '../strings/english-voice.ts';

export type VoiceRemedy = 'none' | 'play' | 'retry' | 'fetch';

export type VoiceNotice = {
  readonly tone: NoticeTone;
  readonly heading: string;
  readonly text: string;
  readonly remedy: VoiceRemedy;
};

/** What to tell about the sound; null while there is nothing to tell. */
export function voiceNotice(state: VoiceState, trouble: VoiceTrouble | null, strings: Strings): VoiceNotice | null {
  const words = voiceWords(strings);
  switch (state.status) {
    case 'connected':
      return trouble === null ? null : troubleNotice(trouble, strings);
    case 'connecting':
      return {tone: 'info', heading: words.connecting, text: '', remedy: 'none'};
    case 'autoplay-blocked':
      return {tone: 'danger', heading: words.blocked, text: words.blockedHelp, remedy: 'play'};
    case 'reconnecting':
      return {tone: 'warning', heading: words.reconnecting, text: words.reconnectingHelp, remedy: 'none'};
    case 'elsewhere':
      return {tone: 'info', heading: words.elsewhere, text: words.elsewhereHelp, remedy: 'fetch'};
    case 'telephone':
      return telephoneNotice(state, strings);
    case 'failed':
      return {tone: 'danger', ...failureWords(state, words), remedy: 'retry'};
    default:
      return null;
  }
}

/** Nothing to press here: the telephone is lifted. */
function telephoneNotice(
  {ringing, placing}: Extract<VoiceState, {status: 'telephone'}>,
  {telephone: words}: Strings,
): VoiceNotice {
  if (!ringing) return {tone: 'info', heading: words.sound, text: words.soundHelp, remedy: 'none'};
  const text = placing ? words.pickUpToCall : words.pickUpHelp;
  return {tone: 'warning', heading: words.pickUp, text, remedy: 'none'};
}

/** Bad sound that is there all the same: there is nothing to press, and knowing helps. */
function troubleNotice({kind}: VoiceTrouble, strings: Strings): VoiceNotice {
  const words = {...englishTrouble, ...strings.trouble};
  const told = {tone: 'warning', remedy: 'none'} as const;
  switch (kind) {
    case 'loss':
      return {...told, heading: words.loss, text: words.lossHelp};
    case 'delay':
      return {...told, heading: words.delay, text: words.delayHelp};
    default:
      return {...told, heading: words.silent, text: words.silentHelp};
  }
}

function failureWords(
  state: Extract<VoiceState, {status: 'failed'}>,
  words: VoiceWords,
): {heading: string; text: string} {
  switch (state.error.code) {
    case 'microphone-denied':
      return {heading: words.denied, text: words.deniedHelp};
    case 'microphone-missing':
      return {heading: words.missing, text: words.missingHelp};
    case 'microphone-busy':
      return {heading: words.busy, text: words.busyHelp};
    default:
      return {heading: words.failed, text: state.error.message};
  }
}

/** English, with what a translation says in its place. */
export function voiceWords({voice}: Strings): VoiceWords {
  return {...englishVoice, ...voice};
}

import type {ReadinessItem, ReadinessState} from '../../domain/emergency-readiness.ts';
import type {IconName} from '../icons/icons.ts';
import {type ReadinessWords, type ReasonWords, englishReadiness} from '../strings/english-readiness.ts';
import type {Strings} from '../strings/english.ts';

/** The words that load with the elements about readiness: English, with what a translation says in its place. */
export function readinessWords({readiness}: Strings): ReadinessWords {
  return {...englishReadiness, ...readiness};
}

/** What an item says of itself. */
export function reasonWords(item: ReadinessItem, words: ReadinessWords): ReasonWords {
  switch (item.id) {
    case 'outbound-profile':
      return words.profile[item.reason];
    case 'location':
      return words.location[item.reason];
    case 'mailbox':
      return words.mailbox[item.reason];
    default:
      return words.trunk[item.reason];
  }
}

/** A state is a word, an icon and a colour. In order, yet to be told: whoever is in another country than their desk. */
export function looksOf({state, reason}: ReadinessItem): {readonly icon: IconName; readonly tone: string} {
  return reason === 'covered-elsewhere' ? {icon: 'alert', tone: 'warning'} : LOOKS[state];
}

const LOOKS: Readonly<Record<ReadinessState, {readonly icon: IconName; readonly tone: string}>> = {
  ok: {icon: 'check', tone: 'positive'},
  problem: {icon: 'alert', tone: 'warning'},
  unknown: {icon: 'search', tone: 'unknown'},
  simulated: {icon: 'alert', tone: 'after'},
};

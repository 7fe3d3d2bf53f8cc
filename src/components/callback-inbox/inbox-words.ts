import {type InboxWords, englishInbox} from '../strings/english-inbox.ts';
import type {Strings} from '../strings/english.ts';

/** The words that load with the inbox: English, with what a translation says in its place. */
export function inboxWords({inbox}: Strings): InboxWords {
  return {...englishInbox, ...inbox};
}

/** Refusals are said of a callback in the list here. */
export function stringsOfInbox(strings: Strings): Strings {
  const {changed, begun, gone} = inboxWords(strings);
  const own = {'callback-changed': changed, 'callback-begun': begun, 'callback-gone': gone};
  return {...strings, refusals: {...strings.refusals, ...own}};
}

import type {Presence} from '../../domain/presence.ts';
import type {Strings} from '../strings/english.ts';

/** What happened, and what follows from it, for each reason after which a choice is owed. */
export function choiceWords({reason}: Presence, strings: Strings): {readonly title: string; readonly help: string} {
  const words = strings.availability;
  switch (reason) {
    case 'rona':
      return {title: words.missed, help: words.help};
    case 'inactive':
      return {title: words.inactive, help: words.inactiveHelp};
    case 'channel-failure':
      return {title: words.unreachable, help: words.unreachableHelp};
    default:
      return {title: words.declined, help: words.help};
  }
}

/** The same as one text, to be told. */
export function choiceSentence(presence: Presence, strings: Strings): string {
  const {title, help} = choiceWords(presence, strings);
  return `${title}. ${help}`;
}

import type {Offer} from '../../domain/offer.ts';
import type {Presence} from '../../domain/presence.ts';
import type {Strings} from '../strings/english.ts';

/**
 * What happened, and what follows from it, for each reason after which a choice is owed.
 * @param untaken what the agent was asked to do and did not; null where that is not known (any more)
 */
export function choiceWords(
  {reason}: Presence,
  untaken: Offer['purpose'] | null,
  {availability: words}: Strings,
): {readonly title: string; readonly help: string} {
  const tell = (title: string, what: string | null = untaken && words.untaken[untaken]) => ({
    title,
    help: what === null ? words.help : `${what} ${words.help}`,
  });
  switch (reason) {
    case 'rona':
      return tell(words.missed);
    case 'inactive':
      return tell(words.inactive, words.inactiveHelp);
    case 'channel-failure':
      return tell(words.unreachable, words.unreachableHelp);
    default:
      return tell(words.declined);
  }
}

/** The same as one text, to be told. */
export function choiceSentence(presence: Presence, untaken: Offer['purpose'] | null, strings: Strings): string {
  const {title, help} = choiceWords(presence, untaken, strings);
  return `${title}. ${help}`;
}

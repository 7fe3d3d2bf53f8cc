import {DIGITAL_CHANNELS} from '../../domain/channel.ts';
import {type Contact, isBegun} from '../../domain/contact.ts';
import type {Offer} from '../../domain/offer.ts';
import type {RingingOffer} from '../../services/ports.ts';
import type {AnswerProblem} from '../controllers/offer-answers.ts';
import type {IconName} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';
import {bidiSafe} from './bidi.ts';
import {sentenceOf} from './command-message.ts';
import {customerName} from './contact-texts.ts';

/** So many are named before the rest is only counted. */
const NAMED_MAX = 3;

/** What comes in, in a word or two. */
export function offerKind(offer: Offer | null, contact: Contact, strings: Strings): string {
  const words = strings.offer;
  if (contact.kind !== 'ordinary') return words.kinds[contact.kind];
  // [TR-6] The agent's own, which comes back to them.
  if (offer?.askedBy?.returned === true) return words.returned;
  if (offer !== null && isBegun(contact, offer.conversationId)) return words.conference;
  if (offer !== null && offer.purpose !== 'answer') return words.purposes[offer.purpose];
  return words.incoming[contact.channel];
}

/**
 * [PO-20] [PO-21] The agent who asks: name, number and team; [PO-28] found through an entry point's number, the number
 * alone. A contact that comes back has no asker but the agent themselves.
 */
export function askedByRows(askedBy: Offer['askedBy'], strings: Strings): readonly (readonly [string, string])[] {
  if (askedBy === null || askedBy.returned) return [];
  const {offer: words, interaction} = strings;
  const number = [words.agentNumber, askedBy.number ?? interaction.emptyValue] as const;
  if (askedBy.via === 'entry-point') return [number];
  return [[words.agentName, askedBy.name], number, [words.agentTeam, askedBy.team ?? interaction.emptyValue]];
}

/** What the press that takes it is called: who is to be called back is rung by it, not answered ([DC-25]). */
export function answerLook(
  {kind, channel}: Contact,
  {purpose}: Offer,
  {offer: words}: Strings,
): {readonly word: string; readonly icon: IconName} {
  if (kind === 'callback' && purpose === 'answer') return {word: words.callBack, icon: 'callback'};
  return channel === 'voice' ? {word: words.answer, icon: 'phone'} : {word: words.accept, icon: 'check'};
}

/** [PO-23] [CB-9] With which number of ours the customer is called; theirs and the queue stand above. */
export function callbackRows({kind, dnis}: Contact, {offer: words}: Strings): readonly (readonly [string, string])[] {
  return kind === 'callback' && dnis !== null ? [[words.dnis, dnis]] : [];
}

export function isDigital({channel}: Pick<Contact, 'channel'>): boolean {
  return DIGITAL_CHANNELS.includes(channel);
}

/** One request is told by name, several in one sentence by their kinds: nobody listens to a list of names. */
export function ringingSentence(fresh: readonly RingingOffer[], masked: boolean, strings: Strings): string {
  const [first] = fresh;
  if (first === undefined) return '';
  if (fresh.length > 1) return strings.offer.announceMany(fresh.length, countedByKind(fresh, strings));
  const {offer, contact} = first;
  return bidiSafe((name) =>
    strings.offer.announce(
      offerKind(offer, contact, strings),
      name(customerName(contact, masked, strings)),
      name(contact.queue?.name ?? ''),
    ),
  );
}

function countedByKind(fresh: readonly RingingOffer[], strings: Strings): string {
  return (['voice', 'email', 'social', 'chat'] as const)
    .map((channel) => [channel, fresh.filter(({contact}) => contact.channel === channel).length] as const)
    .flatMap(([channel, count]) => (count === 0 ? [] : [strings.offer.counted[channel](count)]))
    .join(', ');
}

/** Why answers did not come through: for one its reason, for several how many, and which with which reason. */
export function problemSentences(problem: AnswerProblem, masked: boolean, strings: Strings): readonly string[] {
  const byReason = Map.groupBy(problem.failures, ({outcome}) => sentenceOf(outcome, strings) ?? '');
  if (problem.asked === 1) return [...byReason.keys()];
  const words = strings.offer;
  const reasons = [...byReason].map(([why, failures]) => {
    const names = failures
      .slice(0, NAMED_MAX)
      .map(({ringing}) => ringing.contact.subject ?? customerName(ringing.contact, masked, strings));
    const more = failures.length - names.length;
    return bidiSafe((name) =>
      words.notAcceptedWhy([...names.map(name), ...(more === 0 ? [] : [words.andMore(more)])].join(', '), why),
    );
  });
  return [words.notAccepted(problem.failures.length, problem.asked), ...reasons];
}

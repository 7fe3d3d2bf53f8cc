import type {Contact} from '../../domain/contact.ts';
import {isJoined, participantOfAgent} from '../../domain/contact.ts';
import {type ContactLabel, taskLabelFor} from '../../domain/contact-label.ts';
import {taskWords} from '../strings/english-tasks.ts';
import type {Strings} from '../strings/english.ts';
import {bidiSafe} from '../templates/bidi.ts';
import {customerName} from '../templates/contact-texts.ts';

/** So many changes are told one by one. */
const NAMED_MAX = 3;

type Change = {readonly label: ContactLabel | 'unmuted' | 'customer-left'; readonly name: string};
type Known = {readonly label: ContactLabel; readonly muted: boolean; readonly name: string};

export type Announced = {
  readonly contacts: readonly Contact[];
  readonly agentId: string;
  readonly masked: boolean;
  readonly strings: Strings;
};

/**
 * What assistive technology is told of the contacts: each change of state once. That a customer is put on hold or the
 * agent is muted is said beside the controls; that it is over is said here.
 */
export class ContactAnnouncer {
  #known: ReadonlyMap<string, Known> | null = null;
  #said = '';

  /** The sentences of the last change; what is there at the beginning is not told. */
  tell({contacts, agentId, masked, strings}: Announced): string {
    const before = this.#known;
    const now = new Map(contacts.map((each) => [each.id, know(each, agentId, masked, strings)]));
    this.#known = now;
    if (before === null) return this.#said;
    const changes = contacts.flatMap((each) => changeOf(each, before.get(each.id), now.get(each.id)));
    for (const [id, {name}] of before) if (!now.has(id)) changes.push({label: 'ended', name});
    if (changes.length > 0) this.#said = sentencesOf(changes, strings).join(' ');
    return this.#said;
  }

  /** The agent is not at the desk: what comes next is a beginning. */
  forget(): void {
    this.#known = null;
    this.#said = '';
  }
}

function know(contact: Contact, agentId: string, masked: boolean, strings: Strings): Known {
  const agent = participantOfAgent(contact, agentId);
  const {label} = taskLabelFor(contact, agentId);
  return {label, muted: isJoined(agent) && agent.muted, name: customerName(contact, masked, strings)};
}

function changeOf(contact: Contact, before: Known | undefined, now: Known | undefined): readonly Change[] {
  if (now === undefined) return [];
  const {name} = now;
  if (before?.label === now.label)
    return before.muted && !now.muted && now.label === 'connected' ? [{label: 'unmuted', name}] : [];
  if (now.label === 'on-hold') return [];
  const customerLeft =
    now.label === 'wrap-up' && contact.status === 'ended' && contact.endReason === 'customer-hung-up';
  return customerLeft && before?.label !== 'post-call'
    ? [
        {label: 'customer-left', name},
        {label: now.label, name},
      ]
    : [{label: now.label, name}];
}

/** A few by name; more than that by their number, for nobody listens to a list. */
function sentencesOf(changes: readonly Change[], strings: Strings): readonly string[] {
  if (changes.length <= NAMED_MAX) return changes.map((each) => sentenceOf(each, strings));
  return [...Map.groupBy(changes, ({label}) => label)].map(([label, same]) => {
    const [only] = same;
    if (label === 'unmuted' || (only !== undefined && same.length === 1))
      return sentenceOf(only ?? {label, name: ''}, strings);
    return taskWords(strings).announceMany(same.length, wordOf(label, strings));
  });
}

function sentenceOf({label, name}: Change, strings: Strings): string {
  if (label === 'unmuted') return strings.interaction.unmuted;
  return bidiSafe((isolated) => taskWords(strings).announce(wordOf(label, strings), isolated(name)));
}

function wordOf(label: ContactLabel | 'customer-left', strings: Strings): string {
  return label === 'customer-left' ? strings.interaction.customerLeft : strings.labels[label];
}

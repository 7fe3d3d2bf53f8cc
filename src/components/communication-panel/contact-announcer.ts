import type {Contact} from '../../domain/contact.ts';
import {isJoined, participantOfAgent} from '../../domain/contact.ts';
import {type ContactLabel, labelFor} from '../../domain/contact-label.ts';
import type {Strings} from '../strings/english.ts';
import {customerName} from '../templates/contact-texts.ts';

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
    const sentences = contacts.flatMap((each) => changeOf(each, before.get(each.id), now.get(each.id), strings));
    for (const [id, known] of before)
      if (!now.has(id)) sentences.push(strings.tasks.announce(strings.labels.ended, known.name));
    if (sentences.length > 0) this.#said = sentences.join(' ');
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
  const {label} = labelFor(contact, agentId);
  return {label, muted: isJoined(agent) && agent.muted, name: customerName(contact, masked, strings)};
}

function changeOf(
  contact: Contact,
  before: Known | undefined,
  now: Known | undefined,
  strings: Strings,
): readonly string[] {
  if (now === undefined) return [];
  if (before?.label === now.label)
    return before.muted && !now.muted && now.label === 'connected' ? [strings.interaction.unmuted] : [];
  if (now.label === 'on-hold') return [];
  const customerLeft =
    now.label === 'wrap-up' && contact.status === 'ended' && contact.endReason === 'customer-hung-up';
  const labels: readonly ContactLabel[] =
    customerLeft && before?.label !== 'post-call' ? ['post-call', now.label] : [now.label];
  return labels.map((each) => strings.tasks.announce(strings.labels[each], now.name));
}

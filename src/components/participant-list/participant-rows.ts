import {
  type Consult,
  type Contact,
  type JoinedParticipant,
  MAIN,
  type Participant,
  type ParticipantRole,
  type Seat,
  isJoined,
  participantOfAgent,
} from '../../domain/contact.ts';
import {invitationsOf} from '../../domain/controls.ts';
import {seatsOf} from '../../domain/listening.ts';
import type {Target} from '../../domain/target.ts';
import type {Strings} from '../strings/english.ts';
import {customerName, nameOrNumber} from '../templates/contact-texts.ts';
import {targetName} from '../templates/news-words.ts';

export type ParticipantRow = {
  readonly id: string;
  readonly role: ParticipantRole;
  /** Who was asked and has not come yet. */
  readonly asked: Target['kind'] | null;
  readonly name: string;
  readonly own: boolean;
  /** `consult`: another agent of the call consults them. */
  readonly state: 'there' | 'on-the-way' | 'on-hold' | 'muted' | 'consult';
};

const ORDER: readonly ParticipantRole[] = [
  'customer',
  'primary',
  'conferenced',
  'consulted',
  'dial-number',
  'supervisor',
];

/**
 * Everybody in the main conversation or on the way there, the customer first. A supervisor who only listens is seen by
 * themselves alone; nobody has controls of somebody else ([CO-72]).
 */
export function participantRows(
  contact: Contact,
  agentId: string,
  masked: boolean,
  strings: Strings,
): readonly ParticipantRow[] {
  const own = participantOfAgent(contact, agentId);
  const rows = contact.participants
    .filter((each) => isListed(contact, each, own))
    .toSorted((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role))
    .map((each) => rowOf(contact, each, own, masked, strings));
  const ending = isJoined(own) ? invitationsOf(contact, own) : [];
  const coming = contact.conversations.flatMap((each): readonly ParticipantRow[] =>
    each.kind === 'consult' && (each.merged || ending.includes(each.id)) ? [comingRow(each, masked)] : [],
  );
  return [...rows, ...coming];
}

/** Whether there is more to see than the customer and the agent themselves. */
export function isWorthListing(rows: readonly ParticipantRow[], contact: Contact): boolean {
  const least = contact.status === 'post-call' || rows.some(({role}) => role === 'supervisor') ? 2 : 3;
  return rows.length >= least;
}

function isListed(contact: Contact, participant: Participant, own: Participant | undefined): boolean {
  if (participant.status === 'invited') return participant.conversationId === MAIN;
  if (!isJoined(participant) || mainSeatIn(contact, participant) === undefined) return false;
  return participant.role !== 'supervisor' || !participant.muted || participant.id === own?.id;
}

function rowOf(
  contact: Contact,
  participant: Participant,
  own: Participant | undefined,
  masked: boolean,
  strings: Strings,
): ParticipantRow {
  const {id, role} = participant;
  return {
    id,
    role,
    asked: null,
    name: nameOf(contact, participant, masked, strings),
    own: id === own?.id,
    state: stateOf(contact, participant),
  };
}

function comingRow({id, target, merged}: Consult, masked: boolean): ParticipantRow {
  const name = targetName(target, masked);
  const state = merged ? 'on-the-way' : 'consult';
  return {id, role: merged ? 'conferenced' : 'consulted', asked: target.kind, name, own: false, state};
}

function nameOf(contact: Contact, {party}: Participant, masked: boolean, strings: Strings): string {
  if (party.kind === 'customer') return customerName(contact, masked, strings);
  return party.kind === 'agent' ? party.name : nameOrNumber(party, masked);
}

/** A supervisor's is where their agent sits. */
function mainSeatIn(contact: Contact, participant: JoinedParticipant): Seat | undefined {
  return seatsOf(contact, participant).find(({conversationId}) => conversationId === MAIN);
}

function stateOf(contact: Contact, participant: Participant): ParticipantRow['state'] {
  if (!isJoined(participant)) return 'on-the-way';
  if (mainSeatIn(contact, participant)?.held === true) return 'on-hold';
  return participant.muted && participant.role !== 'supervisor' ? 'muted' : 'there';
}

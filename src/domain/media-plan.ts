import type {Contact, JoinedParticipant} from './contact.ts';
import {customerOf, isJoined} from './contact.ts';
import {toneCountryOf} from './dial-tones.ts';

/** What a leg hears. Several legs are mixed without the listener's own voice (mix-minus). */
export type AudioSource =
  | {readonly kind: 'silence'}
  | {readonly kind: 'music'}
  /** As in the called number's country (ISO 3166-1 alpha-2); the European one without. */
  | {readonly kind: 'ringback'; readonly country?: string}
  | {readonly kind: 'legs'; readonly legIds: readonly string[]};

/** Leg → what it hears. Legs that are not named are closed. */
export type MediaPlan = Readonly<Record<string, AudioSource>>;

/**
 * Who hears whom, from nothing but the contact: so a hub that takes over, or a media process that replaces a dead one,
 * arrives at the same audio (design §5).
 *
 * - Somebody hears the others of each conversation in which both have a seat that is not held, unless those are muted.
 * - A customer who would hear nobody (waiting, held, or whose agent is away) hears music: never silence.
 * - An agent hears ringback while the customer is rung, else silence.
 */
export function planMedia(contact: Contact): MediaPlan {
  if (contact.status === 'ended' || contact.channel !== 'voice') return {};
  const joined = contact.participants.filter(isJoined);
  const plan: Record<string, AudioSource> = {};
  for (const listener of joined) {
    if (listener.leg !== null) plan[listener.leg.id] = sourceFor(listener, joined, contact);
  }
  return plan;
}

function sourceFor(listener: JoinedParticipant, joined: readonly JoinedParticipant[], contact: Contact): AudioSource {
  const company = joined.filter((other) => other !== listener && shareOpenSeat(listener, other));
  // Not yet connected is not there: a customer hears music until the agent's voice can reach them.
  const present = company.filter((other) => other.leg?.status === 'connected' && other.lostAt === null);
  if (present.length === 0) return alone(listener, contact);
  const legIds = present.flatMap((other) => (other.muted || other.leg === null ? [] : [other.leg.id]));
  return legIds.length === 0 ? {kind: 'silence'} : {kind: 'legs', legIds};
}

function alone(listener: JoinedParticipant, contact: Contact): AudioSource {
  if (listener.party.kind !== 'agent') return {kind: 'music'};
  if (contact.status === 'dialling') return ringback(contact);
  return listener.seats.every((seat) => seat.held) ? {kind: 'music'} : {kind: 'silence'};
}

function ringback(contact: Contact): AudioSource {
  const party = customerOf(contact)?.party;
  const country = party === undefined || party.kind === 'agent' ? undefined : toneCountryOf(party.address);
  return country === undefined ? {kind: 'ringback'} : {kind: 'ringback', country};
}

function shareOpenSeat(one: JoinedParticipant, other: JoinedParticipant): boolean {
  return one.seats.some(
    (seat) => !seat.held && other.seats.some((theirs) => theirs.conversationId === seat.conversationId && !theirs.held),
  );
}

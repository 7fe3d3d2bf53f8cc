import type {Contact, JoinedParticipant} from './contact.ts';
import {consultOf, customerOf, isJoined} from './contact.ts';
import {toneCountryOf} from './dial-tones.ts';
import {seatsOf} from './listening.ts';
import {QUIET} from './prompts.ts';

/** What a leg hears. Several legs are mixed without the listener's own voice (mix-minus). */
export type AudioSource =
  | {readonly kind: 'silence'}
  | {readonly kind: 'music'}
  /** As in the called number's country (ISO 3166-1 alpha-2); the European one without. */
  | {readonly kind: 'ringback'; readonly country?: string}
  /** Once, from its beginning; a later time plays it again. */
  | {readonly kind: 'sound'; readonly sound: string; readonly startedAtMs: number}
  | {readonly kind: 'legs'; readonly legIds: readonly string[]};

/** Leg → what it hears. Legs that are not named are closed. */
export type MediaPlan = Readonly<Record<string, AudioSource>>;

/**
 * Who hears whom, from nothing but the contact: so a hub that takes over, or a media process that replaces a dead one,
 * arrives at the same audio (design §5).
 *
 * - Somebody hears the others of each conversation in which both have a seat that is not held, unless those are muted.
 * - A customer who would hear nobody (waiting, held, or whose agent is away) hears music, or what a flow plays: silence only
 *   while a flow waits for their digits. Who only listens is nobody to them.
 * - An agent hears ringback while somebody is rung for them, music while others have put them on hold, else silence.
 * - A supervisor hears what the agent hears to whom they listen, and that agent; they speak where that agent is.
 * @param away agents who are in an emergency: to the others they are not there, and they hear nothing of them (design §6.4)
 */
export function planMedia(contact: Contact, away: ReadonlySet<string> = NOBODY): MediaPlan {
  if (contact.status === 'ended' || contact.channel !== 'voice') return {};
  const everybody = contact.participants
    .filter(isJoined)
    .map((each) => (each.role === 'supervisor' ? {...each, seats: seatsOf(contact, each)} : each));
  const joined = everybody.filter((each) => !isAway(each, away));
  const plan: Record<string, AudioSource> = {};
  for (const listener of everybody) {
    if (listener.leg === null) continue;
    const source = listener.role === 'supervisor' ? overheard : sourceFor;
    plan[listener.leg.id] = isAway(listener, away) ? {kind: 'silence'} : source(listener, joined, contact);
  }
  return plan;
}

const NOBODY: ReadonlySet<string> = new Set();

function isAway({party}: JoinedParticipant, away: ReadonlySet<string>): boolean {
  return party.kind === 'agent' && away.has(party.agentId);
}

function sourceFor(listener: JoinedParticipant, joined: readonly JoinedParticipant[], contact: Contact): AudioSource {
  const company = joined.filter((other) => other !== listener && !isSilent(other) && shareOpenSeat(listener, other));
  // Not yet connected is not there: a customer hears music until the agent's voice can reach them.
  const present = company.filter(isPresent);
  if (present.length === 0) return alone(listener, joined, contact);
  return voicesOf(present);
}

/** What the agent hears and says; only what the agent hears while nobody could hear the agent. */
function overheard(supervisor: JoinedParticipant, joined: readonly JoinedParticipant[], contact: Contact): AudioSource {
  const agent = joined.find(({id}) => id === supervisor.monitors);
  if (agent === undefined) return {kind: 'silence'};
  const theirs = sourceFor(agent, joined, contact);
  if (theirs.kind !== 'legs' && theirs.kind !== 'silence') return theirs;
  const heard = theirs.kind === 'legs' ? theirs.legIds : [];
  return voicesOf(
    joined.filter(
      (each) => each !== supervisor && (each === agent ? isPresent(each) : heard.includes(each.leg?.id ?? '')),
    ),
  );
}

function voicesOf(speakers: readonly JoinedParticipant[]): AudioSource {
  const legIds = speakers.flatMap(({muted, leg}) => (muted || leg === null ? [] : [leg.id]));
  return legIds.length === 0 ? {kind: 'silence'} : {kind: 'legs', legIds};
}

function isPresent({leg, lostAt}: JoinedParticipant): boolean {
  return leg?.status === 'connected' && lostAt === null;
}

/** A supervisor who listens is not there for anybody ([CF-30]); one who speaks is. */
function isSilent(participant: JoinedParticipant): boolean {
  return participant.role === 'supervisor' && participant.muted;
}

function alone(listener: JoinedParticipant, joined: readonly JoinedParticipant[], contact: Contact): AudioSource {
  if (listener.party.kind !== 'agent') return listener.role === 'customer' ? waiting(contact) : {kind: 'music'};
  if (contact.status === 'dialling') return ringback(customerOf(contact)?.party);
  const rung = rungFor(listener, contact);
  if (rung !== null) return rung;
  const held = listener.seats.every((seat) => seat.held);
  return held || (listener.role !== 'primary' && joined.length > 1) ? {kind: 'music'} : {kind: 'silence'};
}

function waiting({announcement, status}: Contact): AudioSource {
  // What is said goes on while an agent is rung.
  const waits = status === 'waiting' || status === 'offered';
  if (announcement === null || !waits) return {kind: 'music'};
  return announcement.sound === QUIET ? {kind: 'silence'} : {kind: 'sound', ...announcement};
}

/** Who asked for a consult and speaks to that side hears that somebody is rung. */
function rungFor(listener: JoinedParticipant, contact: Contact): AudioSource | null {
  const consult = consultOf(contact);
  if (consult?.startedBy !== listener.id || consult.status !== 'requested') return null;
  if (listener.seats.some((seat) => seat.conversationId === consult.id && seat.held)) return null;
  const {target} = consult;
  return ringback(target.kind === 'dial-number' ? target : undefined);
}

function ringback(party: {readonly kind: string; readonly address?: string} | undefined): AudioSource {
  const country = party?.address === undefined ? undefined : toneCountryOf(party.address);
  return country === undefined ? {kind: 'ringback'} : {kind: 'ringback', country};
}

function shareOpenSeat(one: JoinedParticipant, other: JoinedParticipant): boolean {
  return one.seats.some(
    (seat) => !seat.held && other.seats.some((theirs) => theirs.conversationId === seat.conversationId && !theirs.held),
  );
}

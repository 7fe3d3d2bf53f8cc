import fc from 'fast-check';
import type {ContactAction, ContactTransition} from '../../src/domain/contact-transition.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {AGENT, NOW, OTHER_AGENT, agentParty, apply, inbound, legOf, outbound} from './contact-fixtures.ts';

/** One step of a random life of a contact. */
export type Step = {
  readonly before: Contact;
  readonly action: ContactAction;
  readonly result: ContactTransition;
  /** The contact that goes on: the one before where nothing changed. */
  readonly after: Contact;
  readonly now: number;
};

export type Walk = {readonly start: Contact; readonly steps: readonly Step[]; readonly end: Contact};

type MoveType = (typeof TYPES)[number];
type Move = {readonly type: MoveType; readonly pick: number};

const TYPES = [
  'open-offer',
  'open-offer',
  'accept-offer',
  'accept-offer',
  'answer-dialled',
  'answer-dialled',
  'return-offer',
  'fail-dialled',
  'hang-up-customer',
  'end',
  'hold',
  'hold',
  'resume',
  'mute',
  'unmute',
  'lose-leg',
  'lose-leg',
  'regain-leg',
  'give-up-leg',
  'give-up-leg',
  'extend-wrap-up',
  'wrap-up',
  'withdraw',
  'update',
  'give-back',
] as const;

const moves = fc.array(fc.record({type: fc.constantFrom(...TYPES), pick: fc.nat(7)}), {maxLength: 25});

/** Random lives of voice, outbound and digital contacts; most actions name somebody who is there, some do not. */
export const walks: fc.Arbitrary<Walk> = fc
  .tuple(fc.constantFrom(inbound(), outbound(), inbound('chat')), moves)
  .map(([start, chosen]) => walk(start, chosen));

/** Contacts as random lives leave them. */
export const lived: fc.Arbitrary<Contact> = walks.map(({end}) => end);

function walk(start: Contact, chosen: readonly Move[]): Walk {
  const steps: Step[] = [];
  let before = deepFreeze(start);
  for (const [index, move] of chosen.entries()) {
    const action = resolve(move, before, index);
    const now = NOW + (index + 1) * 1_000;
    const result = apply(before, action, now);
    const next = 'refused' in result ? before : deepFreeze(result.contact);
    steps.push({before, action, result, after: next, now});
    before = next;
  }
  return {start, steps, end: before};
}

/** Fills in whom or what an action is about; identifiers that must be new are made from the step's number. */
function resolve({type, pick}: Move, contact: Contact, index: number): ContactAction {
  const agentId = pick === 0 ? OTHER_AGENT : AGENT;
  switch (type) {
    case 'open-offer':
      return {type, offerId: `offer-${index}`};
    case 'return-offer':
      return {type, offerId: offerOf(contact, pick)};
    case 'accept-offer':
      return {
        type,
        offerId: offerOf(contact, pick),
        participantId: `participant-${index}`,
        party: agentParty(agentId),
        leg: newLeg(contact, index, pick),
      };
    case 'fail-dialled':
      return {type, reason: 'no-answer'};
    case 'answer-dialled':
    case 'hang-up-customer':
    case 'withdraw':
      return {type};
    case 'update':
      return {type, subject: `subject ${pick}`, values: {}};
    case 'lose-leg':
    case 'regain-leg':
    case 'give-up-leg':
      return {type, legId: legToTouch(contact, pick)};
    default:
      return {type, agentId};
  }
}

function offerOf(contact: Contact, pick: number): string {
  return contact.status === 'offered' && pick > 0 ? contact.offerId : 'offer-unknown';
}

function newLeg(contact: Contact, index: number, pick: number): ReturnType<typeof legOf> | null {
  return contact.channel !== 'voice' || pick === 1
    ? null
    : legOf(`leg-${index}`, 'browser', pick === 2 ? 'new' : 'connected');
}

function legToTouch(contact: Contact, pick: number): string {
  const ids = contact.participants.flatMap((each) => ('leg' in each && each.leg !== null ? [each.leg.id] : []));
  return ids[pick % (ids.length + 1)] ?? 'leg-unknown';
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const field of Object.values(value)) deepFreeze(field);
  }
  return value;
}

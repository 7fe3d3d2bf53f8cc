import type {Channel} from './channel.ts';
import type {Contact, ContactFacts, Leg, Party, Variable} from './contact.ts';
import {MAIN} from './contact.ts';

/** What a contact needs to begin. Identifiers come from the hub, so that a repeated request makes no second contact. */
export type NewContact = {
  readonly id: string;
  readonly channel: Channel;
  readonly queue: {readonly id: string; readonly name: string} | null;
  readonly priority: number;
  readonly dnis: string | null;
  readonly variables: readonly Variable[];
  readonly customer: {readonly participantId: string; readonly address: string; readonly name: string | null};
  readonly customerLeg: Leg | null;
  readonly link: string | null;
  readonly subject?: string | null;
  readonly cancellable?: boolean;
};

/** The front of the queue: a customer whose agent vanished waits behind nobody but callbacks that are due. */
export const FRONT_PRIORITY = 2;
export const ORDINARY_PRIORITY = 3;

/** A customer who arrived: present at once (their call is answered by music), waiting for an agent. */
export function createInbound(given: NewContact, now: number): Contact {
  return {
    ...factsFor(given, 'inbound', now),
    participants: [
      {
        id: given.customer.participantId,
        role: 'customer',
        party: {kind: 'customer', address: given.customer.address, name: given.customer.name},
        status: 'joined',
        joinedAt: now,
        leg: given.customerLeg,
        seats: [{conversationId: MAIN, held: false}],
        muted: false,
        lostAt: null,
      },
    ],
    status: 'waiting',
  };
}

/**
 * A customer who is to be called back ([CB-6]): they wait in the queue by their number alone, and are rung once an agent has accepted.
 * @param place where it stands in the queue; a call that asked for it has waited already
 */
export function createCallback(given: NewContact, place: {readonly enqueuedAt: number}, now: number): Contact {
  return {
    ...factsFor(given, 'outbound', now),
    kind: 'callback',
    enqueuedAt: place.enqueuedAt,
    participants: [
      {
        id: given.customer.participantId,
        role: 'customer',
        party: {kind: 'customer', address: given.customer.address, name: given.customer.name},
        status: 'invited',
        leg: null,
        conversationId: null,
      },
    ],
    status: 'waiting',
  };
}

/**
 * A call an agent places: the agent is in it from the start and hears ringback while the customer is rung. Without a leg of
 * the customer's the agent's own telephone is rung first.
 */
export function createOutbound(
  given: NewContact,
  agent: {readonly participantId: string; readonly party: Party; readonly leg: Leg},
  now: number,
): Contact {
  return {
    ...factsFor(given, 'outbound', now),
    participants: [
      {
        id: given.customer.participantId,
        role: 'customer',
        party: {kind: 'customer', address: given.customer.address, name: given.customer.name},
        status: 'invited',
        leg: given.customerLeg,
        conversationId: null,
      },
      {
        id: agent.participantId,
        role: 'primary',
        party: agent.party,
        status: 'joined',
        joinedAt: now,
        leg: agent.leg,
        seats: [{conversationId: MAIN, held: false}],
        muted: false,
        lostAt: null,
      },
    ],
    status: 'dialling',
  };
}

function factsFor(given: NewContact, direction: 'inbound' | 'outbound', now: number): ContactFacts {
  return {
    id: given.id,
    channel: given.channel,
    direction,
    kind: 'ordinary',
    priority: given.priority,
    enqueuedAt: now,
    createdAt: now,
    queue: given.queue,
    dnis: given.dnis,
    variables: given.variables,
    conversations: [{id: MAIN, kind: 'main', startedBy: null}],
    participants: [],
    mediaProcessId: null,
    link: given.link,
    subject: given.subject ?? null,
    announcement: null,
    excludedAgentIds: [],
    cancellable: given.cancellable === true,
    suggestions: [],
    version: 1,
  };
}

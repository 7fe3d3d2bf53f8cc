import {createInbound} from '../../src/domain/contact-creation.ts';
import type {Contact, Participant, Variable} from '../../src/domain/contact.ts';
import {transitionContact, type ContactAction} from '../../src/domain/contact-transition.ts';
import type {Offer} from '../../src/domain/offer.ts';
import {DEFAULT_TIMINGS} from '../../src/domain/settings.ts';
import type {DeskSettings, MissedContact, RingingOffer} from '../../src/services/ports.ts';
import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';

/** 2026-11-20 14:32:07 UTC, a full second. */
export const NOW = Date.UTC(2026, 10, 20, 14, 32, 7);
export const AGENT_ID = 'agent-1';

export function variable(
  name: string,
  label: string,
  value: string | null,
  place: number | null,
  more: Partial<Variable> = {},
): Variable {
  return {name, label, type: 'string', value, secure: false, editable: false, popoverPlace: place, version: 1, ...more};
}

export const VARIABLES: readonly Variable[] = [
  variable('reason', 'Reason', 'Invoice 2231', 1),
  variable('tier', 'Tier', 'Gold', 2),
  variable('language', 'Language', 'English', 3),
  variable('card', 'Card end', null, 4, {secure: true}),
  variable('case', 'Case no.', '2231-A', null),
];

export type ContactOptions = {
  readonly id?: string;
  readonly name?: string | null;
  readonly address?: string;
  readonly queue?: string;
  readonly channel?: Contact['channel'];
  readonly variables?: readonly Variable[];
  readonly since?: number;
  readonly subject?: string | null;
  readonly link?: string | null;
  readonly kind?: Contact['kind'];
};

/** A customer who waits in a queue. */
export function waitingContact(options: ContactOptions = {}): Contact {
  const {id = 'contact-1', channel = 'voice', since = NOW, subject = null, link = null, kind} = options;
  const contact = createInbound(
    {
      id,
      channel,
      queue: {id: 'billing', name: options.queue ?? 'Billing'},
      priority: 2,
      dnis: '+12015550100',
      variables: options.variables ?? VARIABLES,
      customer: {
        participantId: `${id}-customer`,
        address: options.address ?? '+1 201 555 4471',
        name: options.name === undefined ? 'Ada Nkemelu' : options.name,
      },
      customerLeg: null,
      link,
    },
    since,
  );
  return {...contact, subject, kind: kind ?? contact.kind};
}

/** The contact after the rules have applied an action; a refusal is a mistake of the test. */
export function after(contact: Contact, action: ContactAction, now: number = NOW): Contact {
  const result = transitionContact(contact, action, now, DEFAULT_TIMINGS);
  if ('refused' in result) throw new Error(`refused: ${result.refused}`);
  return result.contact;
}

export function connectedContact(options: ContactOptions = {}, since: number = NOW - 252_000): Contact {
  const waiting = waitingContact({since: since - 20_000, ...options});
  const offered = after(waiting, {type: 'open-offer', offerId: 'offer-0'}, since);
  const leg =
    waiting.channel === 'voice'
      ? ({id: `${waiting.id}-leg`, kind: 'browser', epoch: 1, status: 'connected'} as const)
      : null;
  return after(
    offered,
    {
      type: 'accept-offer',
      offerId: 'offer-0',
      participantId: `${waiting.id}-agent`,
      party: {kind: 'agent', agentId: AGENT_ID, name: 'Mira Kovács'},
      leg,
    },
    since,
  );
}

export function heldContact(options: ContactOptions = {}): Contact {
  return after(connectedContact(options), {type: 'hold', agentId: AGENT_ID});
}

export function mutedContact(options: ContactOptions = {}): Contact {
  return after(connectedContact(options), {type: 'mute', agentId: AGENT_ID});
}

export function wrapUpContact(options: ContactOptions = {}): Contact {
  return after(connectedContact(options), {type: 'end', agentId: AGENT_ID});
}

export function dialledContact(options: ContactOptions = {}): Contact {
  const connected = connectedContact(options);
  const {participants} = connected;
  const invited = participants.map((each): Participant =>
    each.role === 'customer'
      ? {id: each.id, role: each.role, party: each.party, status: 'invited', leg: null, conversationId: null}
      : each,
  );
  return {...waitingContact(options), direction: 'outbound', participants: invited, status: 'dialling'};
}

/** An offer that rings since two seconds, of eighteen. */
export function ringing(
  options: ContactOptions & {
    readonly offerId?: string;
    readonly offeredAt?: number;
    readonly status?: 'connecting' | 'ringing';
    readonly purpose?: Offer['purpose'];
    readonly askedBy?: NonNullable<Offer['askedBy']>;
  } = {},
): RingingOffer {
  const contact = waitingContact(options);
  const offerId = options.offerId ?? `offer-${contact.id}`;
  const offeredAt = options.offeredAt ?? NOW - 2_000;
  const offer: Offer = {
    id: offerId,
    contactId: contact.id,
    agentId: AGENT_ID,
    purpose: options.askedBy === undefined ? 'answer' : (options.purpose ?? 'consult'),
    conversationId: null,
    fence: 1,
    offeredAt,
    expiresAt: offeredAt + DEFAULT_TIMINGS.ringVoiceMs,
    status: options.status ?? 'ringing',
    askedBy: options.askedBy ?? null,
  };
  return {offer, contact: after(contact, {type: 'open-offer', offerId})};
}

/** A contact that rang here in vain, so many minutes ago. */
export function missedContact(options: Partial<MissedContact> & {readonly minutesAgo?: number} = {}): MissedContact {
  const {minutesAgo = 7, ...more} = options;
  return {
    offerId: 'missed-1',
    contactId: 'missed-contact-1',
    channel: 'voice',
    name: 'Ada Nkemelu',
    address: '+1 201 555 4471',
    subject: null,
    queue: 'Billing',
    missedAt: NOW - minutesAgo * 60_000,
    reason: 'no-answer',
    ...more,
  };
}

export const SETTINGS: DeskSettings = {
  wrapUpReasons: [
    {id: 'resolved', label: 'Resolved', standard: true},
    {id: 'follow-up', label: 'Follow-up needed', standard: false},
    {id: 'billing', label: 'Billing question', standard: false},
    {id: 'wrong-number', label: 'Wrong number', standard: false},
    {id: 'complaint', label: 'Complaint passed on', standard: false},
  ],
  presenceChoices: [
    {base: 'available', reason: null, label: 'Available'},
    {base: 'away', reason: null, label: 'Idle'},
    {base: 'away', reason: 'lunch', label: 'Lunch'},
    {base: 'away', reason: 'training', label: 'Training'},
    {base: 'do-not-disturb', reason: null, label: 'Do not disturb'},
  ],
  country: 'US',
  emergencyCountries: EMERGENCY_COUNTRIES,
  emergency: 'none',
  outbound: {profile: 'Support line', callerNumber: '+12015550100'},
  desk: {autoAnswer: false, numbersMasked: false, telephone: null},
};

import type {Contact, Participant} from '../../src/domain/contact.ts';
import type {Offer} from '../../src/domain/offer.ts';
import type {Target} from '../../src/domain/target.ts';
import type {AgentTarget, TargetLists} from '../../src/services/ports.ts';
import {AGENT_ID, NOW, after, connectedContact, type ContactOptions} from './component-contacts.ts';

export const COLLEAGUE_ID = 'agent-2';
export const COLLEAGUE: Target = {kind: 'agent', agentId: COLLEAGUE_ID, name: 'Jonas Berg'};
export const QUEUE: Target = {kind: 'queue', queueId: 'claims', name: 'Claims'};
export const NUMBER: Target = {kind: 'dial-number', address: '+12015550142', name: 'Carmen Ibáñez'};

function legOf(id: string) {
  return {id: `${id}-leg`, kind: 'browser', epoch: 1, status: 'connected'} as const;
}

/** The agent of the desk has asked; nobody has answered yet. */
export function requested(target: Target = COLLEAGUE, contact: Contact = connectedContact()): Contact {
  const dialled =
    target.kind === 'dial-number'
      ? {participantId: 'dialled', leg: {...legOf('dialled'), kind: 'trunk' as const}}
      : null;
  return after(
    contact,
    {type: 'consult', agentId: AGENT_ID, conversationId: 'consult-1', target, holdsCustomer: true, dialled},
    NOW - 41_000,
  );
}

/** A colleague has come to the consult. */
export function consulting(contact: Contact = requested(), name = 'Jonas Berg'): Contact {
  return after(
    contact,
    {
      type: 'join-consult',
      conversationId: 'consult-1',
      participantId: 'colleague',
      party: {kind: 'agent', agentId: COLLEAGUE_ID, name},
      leg: legOf('colleague'),
    },
    NOW - 33_000,
  );
}

export function conference(contact: Contact = consulting()): Contact {
  return after(contact, {type: 'conference', agentId: AGENT_ID}, NOW - 20_000);
}

/** The same contact as it would be with the parts of the two agents exchanged: the desk's own agent is the one asked. */
export function asAsked(contact: Contact): Contact {
  const swap = (each: Participant): Participant => {
    const {party} = each;
    if (party.kind !== 'agent') return each;
    return {
      ...each,
      party:
        party.agentId === AGENT_ID
          ? {kind: 'agent', agentId: COLLEAGUE_ID, name: 'Jonas Berg'}
          : {kind: 'agent', agentId: AGENT_ID, name: 'Mira Kovács'},
    };
  };
  return {...contact, participants: contact.participants.map(swap)};
}

export function withoutCustomer(contact: Contact): Contact {
  return after(contact, {type: 'hang-up-customer'}, NOW - 8_000);
}

/** A supervisor listens to another agent's call; the desk is the supervisor's. */
export function monitored(barged = false): Contact {
  const other = asAsked(
    after(connectedContact(), {
      type: 'monitor',
      agentId: COLLEAGUE_ID,
      monitoredAgentId: AGENT_ID,
      participantId: 'supervisor',
      party: {kind: 'agent', agentId: COLLEAGUE_ID, name: 'Mira Kovács'},
      leg: legOf('supervisor'),
    }),
  );
  return barged ? after(other, {type: 'barge-in', agentId: AGENT_ID}) : other;
}

const SUPERVISOR_ID = 'agent-9';

/** Sofia listens to an agent of this contact, or speaks there; the desk is the agent's still. */
export function supervised(contact: Contact, monitoredAgentId: string = AGENT_ID, speaking = false): Contact {
  const listening = after(contact, {
    type: 'monitor',
    agentId: SUPERVISOR_ID,
    monitoredAgentId,
    participantId: 'supervisor',
    party: {kind: 'agent', agentId: SUPERVISOR_ID, name: 'Sofia Lindqvist'},
    leg: legOf('supervisor'),
  });
  return speaking ? after(listening, {type: 'barge-in', agentId: SUPERVISOR_ID}) : listening;
}

/** The same contact at Sofia's desk. */
export function asSupervisor(contact: Contact): Contact {
  const participants = contact.participants.map((each): Participant => {
    const {party} = each;
    if (party.kind !== 'agent') return each;
    const agentId = party.agentId === SUPERVISOR_ID ? AGENT_ID : party.agentId === AGENT_ID ? 'agent-8' : party.agentId;
    return {...each, party: {...party, agentId}};
  });
  return {...contact, participants};
}

/** Eight people: customer, agent, and six more. */
export function fullConference(options: ContactOptions = {}): Contact {
  const names = ['Jonas Berg', 'Li Wei', 'Ana Souza', 'Priya Nair', 'Tomáš Dvořák', 'Noor Haddad'];
  const base = connectedContact(options);
  const others = names.map((name, at): Participant => ({
    id: `other-${at}`,
    role: at === 4 ? 'dial-number' : 'conferenced',
    party:
      at === 4 ? {kind: 'dial-number', address: '+12015550142', name: null} : {kind: 'agent', agentId: `o-${at}`, name},
    status: 'joined',
    joinedAt: NOW - 10_000,
    leg: legOf(`other-${at}`),
    seats: [{conversationId: 'main', held: false}],
    muted: at === 2,
    lostAt: null,
  }));
  return {...base, participants: [...base.participants, ...others]};
}

export function askedBy(differing: Partial<NonNullable<Offer['askedBy']>> = {}): NonNullable<Offer['askedBy']> {
  return {
    agentId: COLLEAGUE_ID,
    name: 'Jonas Berg',
    number: '+12015550177',
    team: 'Claims',
    via: 'agent',
    returned: false,
    ...differing,
  };
}

export function agentTarget(name: string, differing: Partial<AgentTarget> = {}): AgentTarget {
  return {
    agentId: name.toLowerCase().replaceAll(/\W+/g, '-'),
    name,
    team: 'Billing',
    presence: {base: 'available', reason: null, since: NOW - 600_000},
    engaged: false,
    refusal: null,
    ...differing,
  };
}

export const TARGETS: TargetLists = {
  agents: [
    agentTarget('Ana Souza'),
    agentTarget('Jonas Berg', {agentId: COLLEAGUE_ID, team: 'Claims'}),
    agentTarget('Łukasz Dąbrowski', {presence: {base: 'away', reason: 'lunch', since: NOW - 1_200_000}}),
    agentTarget('Priya Nair', {engaged: true, refusal: 'agent-busy'}),
    agentTarget('Tomáš Dvořák', {engaged: true, refusal: 'agent-wrapping-up', team: null}),
  ],
  queues: [
    {queueId: 'billing', name: 'Billing', waiting: 4, available: 0, refusal: null},
    {queueId: 'claims', name: 'Claims', waiting: 0, available: 3, refusal: null},
    {queueId: 'night', name: 'Night desk', waiting: 0, available: 0, refusal: 'closed'},
  ],
  entryPoints: [
    {entryPointId: 'main', name: 'Main line', number: '+12015550100', refusal: null},
    {entryPointId: 'survey', name: 'Survey', number: null, refusal: null},
  ],
};

export function manyTargets(count: number): TargetLists {
  const agents = Array.from({length: count}, (_unused, at) =>
    agentTarget(`Agent ${String(at + 1).padStart(4, '0')}`, {agentId: `many-${at}`}),
  );
  return {...TARGETS, agents};
}

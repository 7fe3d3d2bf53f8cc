import assert from 'node:assert/strict';
import {createCallback, createInbound, createOutbound, type NewContact} from '../../src/domain/contact-creation.ts';
import {transitionContact, type ContactAction, type ContactTransition} from '../../src/domain/contact-transition.ts';
import {factsOf, type Contact, type Leg, type Participant} from '../../src/domain/contact.ts';
import {DEFAULT_TIMINGS} from '../../src/domain/settings.ts';

/** 2026-11-20 14:32:07 UTC, a full second. */
export const NOW = Date.UTC(2026, 10, 20, 14, 32, 7);
export const AGENT = 'agent-1';
export const OTHER_AGENT = 'agent-2';
export const OFFER = 'offer-1';
export const AGENT_LEG = 'leg-agent';
export const CUSTOMER_LEG = 'leg-customer';

export function legOf(id: string, kind: Leg['kind'] = 'browser', status: Leg['status'] = 'connected'): Leg {
  return {id, kind, epoch: 1, status};
}

export function agentParty(agentId: string): {kind: 'agent'; agentId: string; name: string} {
  return {kind: 'agent', agentId, name: 'Mira Kovács'};
}

function newContact(channel: Contact['channel'], customerLeg: Leg | null): NewContact {
  return {
    id: 'contact-1',
    channel,
    queue: {id: 'billing', name: 'Billing'},
    priority: 3,
    dnis: channel === 'voice' ? '+12015550100' : null,
    variables: [],
    customer: {participantId: 'customer-1', address: '+12015554471', name: 'Ada Nkemelu'},
    customerLeg,
    link: channel === 'voice' ? null : 'https://crm.example/chats/1',
  };
}

/** A customer who waits since twenty seconds. */
export function inbound(channel: Contact['channel'] = 'voice'): Contact {
  return createInbound(newContact(channel, channel === 'voice' ? legOf(CUSTOMER_LEG, 'trunk') : null), NOW - 20_000);
}

/** A call the agent places; the customer's telephone rings. */
export function outbound(): Contact {
  const agent = {participantId: 'participant-1', party: agentParty(AGENT), leg: legOf(AGENT_LEG)};
  return createOutbound(newContact('voice', legOf(CUSTOMER_LEG, 'trunk', 'ringing')), agent, NOW - 20_000);
}

/** A customer who waits to be called back since twenty seconds. */
export function toBeCalled(): Contact {
  return createCallback(newContact('voice', null), {enqueuedAt: NOW - 60_000}, NOW - 20_000);
}

export const OPEN: ContactAction = {type: 'open-offer', offerId: OFFER};

export function accept(leg: Leg | null = legOf(AGENT_LEG)): ContactAction {
  return {type: 'accept-offer', offerId: OFFER, participantId: 'participant-1', party: agentParty(AGENT), leg};
}

export function apply(contact: Contact, action: ContactAction, now: number = NOW): ContactTransition {
  return transitionContact(contact, action, now, DEFAULT_TIMINGS);
}

/** What follows when the rule allows the action; a refusal fails the test. */
export function allowed(
  contact: Contact,
  action: ContactAction,
  now: number = NOW,
): Extract<ContactTransition, {changed: boolean}> {
  const result = apply(contact, action, now);
  assert.ok(!('refused' in result), `refused: ${JSON.stringify(result)}`);
  return result;
}

export function refusalOf(contact: Contact, action: ContactAction): string | null {
  const result = apply(contact, action);
  return 'refused' in result ? result.refused : null;
}

export function after(contact: Contact, ...actions: readonly ContactAction[]): Contact {
  return actions.reduce((current, action) => allowed(current, action).contact, contact);
}

export function connected(channel: Contact['channel'] = 'voice'): Contact {
  return after(inbound(channel), OPEN, accept(channel === 'voice' ? legOf(AGENT_LEG) : null));
}

/** The customer has left a call of several; the agents still talk. */
export function postCall(): Contact {
  const contact = connected();
  const participants = contact.participants.map((each): Participant => {
    const {id, role, party} = each;
    return role === 'customer' ? {id, role, party, status: 'left', leftAt: NOW, leftReason: 'hung-up'} : each;
  });
  return {...factsOf(contact), participants, status: 'post-call', connectedAt: NOW, customerLeftAt: NOW};
}

/** A second agent in the call, in another part than the primary agent's. */
export function withConsulted(contact: Contact, role: Participant['role'] = 'consulted'): Contact {
  const consulted: Participant = {
    id: 'participant-2',
    role,
    party: agentParty(OTHER_AGENT),
    status: 'joined',
    joinedAt: NOW,
    leg: legOf('leg-other'),
    seats: [{conversationId: 'main', held: false}],
    muted: false,
    lostAt: null,
  };
  return {...contact, participants: [...contact.participants, consulted]};
}

export function participant(contact: Contact, id: string): Participant {
  const found = contact.participants.find((each) => each.id === id);
  assert.ok(found, `no participant ${id}`);
  return found;
}

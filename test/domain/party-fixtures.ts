import type {ContactAction} from '../../src/domain/contact-transition.ts';
import type {Contact} from '../../src/domain/contact.ts';
import type {Target} from '../../src/domain/target.ts';
import {AGENT, AGENT_LEG, NOW, OTHER_AGENT, after, agentParty, connected, legOf} from './contact-fixtures.ts';

export const THIRD_AGENT = 'agent-3';
export const SUPERVISOR = 'supervisor-1';
export const CONSULT = 'consult-1';
export const OTHER_LEG = 'leg-agent-2';
export const THIRD_LEG = 'leg-agent-3';
export const NUMBER_LEG = 'leg-number';
export const SUPERVISOR_LEG = 'leg-supervisor';

export const TO_AGENT: Target = {kind: 'agent', agentId: OTHER_AGENT, name: 'Mira Kovács'};
export const TO_QUEUE: Target = {kind: 'queue', queueId: 'claims', name: 'Claims'};
export const TO_ENTRY_POINT: Target = {
  kind: 'entry-point',
  entryPointId: 'sales',
  name: 'Sales',
  number: '+12015550190',
};
export const TO_NUMBER: Target = {kind: 'dial-number', address: '+4520123456', name: null};

export const CLAIMS = {queue: {id: 'claims', name: 'Claims'}, priority: 3, dnis: '+12015550100', variables: []};

type Asking = {
  readonly agentId?: string;
  readonly conversationId?: string;
  readonly holdsCustomer?: boolean;
  /** Tells the legs and participants of several numbers apart. */
  readonly name?: string;
};

/** A consult is asked for; a number is rung at once. */
export function consult(target: Target, asking: Asking = {}): ContactAction {
  const {agentId = AGENT, conversationId = CONSULT, holdsCustomer = true, name = 'number'} = asking;
  const dialled = {participantId: `participant-${name}`, leg: legOf(`leg-${name}`, 'trunk', 'ringing')};
  return {
    type: 'consult',
    agentId,
    conversationId,
    target,
    holdsCustomer,
    dialled: target.kind === 'dial-number' ? dialled : null,
  };
}

/** Somebody accepts the offer of a consult. */
export function come(agentId: string = OTHER_AGENT, conversationId: string = CONSULT): ContactAction {
  return {
    type: 'join-consult',
    conversationId,
    participantId: `participant-${agentId}`,
    party: agentParty(agentId),
    leg: legOf(`leg-${agentId}`),
  };
}

export function by<Type extends string>(type: Type, agentId: string = AGENT): {type: Type; agentId: string} {
  return {type, agentId};
}

/** The number that is rung answers, and its sound is there. */
export function answer(legId: string = NUMBER_LEG): readonly ContactAction[] {
  return [
    {type: 'answer-leg', legId},
    {type: 'regain-leg', legId},
  ];
}

export function monitor(monitoredAgentId: string = AGENT): ContactAction {
  return {
    type: 'monitor',
    agentId: SUPERVISOR,
    monitoredAgentId,
    participantId: 'participant-supervisor',
    party: agentParty(SUPERVISOR),
    leg: legOf(SUPERVISOR_LEG),
  };
}

export const requested = (target: Target = TO_AGENT): Contact => after(connected(), consult(target));
export const consulting = (): Contact => after(requested(), come());
/** Back at the customer; the consulted agent waits. */
export const toggled = (): Contact => after(consulting(), by('toggle'));
export const consultingNumber = (): Contact => after(requested(TO_NUMBER), ...answer());

/** A conference of so many people, the customer and the primary agent among them; agents join in their order. */
export function conferenceOf(people: number): Contact {
  let contact = connected();
  for (let number = 2; number < people; number += 1)
    contact = after(
      contact,
      consult({kind: 'agent', agentId: `agent-${number}`, name: 'Mira Kovács'}, {conversationId: `first-${number}`}),
      come(`agent-${number}`, `first-${number}`),
      by('conference'),
    );
  return contact;
}

const THIRD: Target = {kind: 'agent', agentId: THIRD_AGENT, name: 'Mira Kovács'};

/** From a conference of three, somebody asks a fourth, who comes. */
export function askingFurther(holdsCustomer: boolean, agentId: string = AGENT): Contact {
  return after(conferenceOf(3), consult(THIRD, {agentId, holdsCustomer}), come(THIRD_AGENT));
}

export const HANG_UP: ContactAction = {type: 'hang-up-customer'};
export function toAgent(agentId: string = AGENT): ContactAction {
  return {type: 'transfer-to-agent', agentId, offerId: 'offer-transfer'};
}

export function toQueue(agentId: string = AGENT): ContactAction {
  return {type: 'transfer-to-queue', agentId, destination: CLAIMS};
}

export function toNumber(agentId: string = AGENT): ContactAction {
  const leg = legOf(NUMBER_LEG, 'trunk', 'ringing');
  const dialled = {participantId: 'participant-number', address: '+4520123456', name: null, leg};
  return {type: 'transfer-to-number', agentId, dialled};
}

/** Every state in which more than two matter, and those beside them. */
export const PARTY_STATES = {
  connected: connected(),
  held: after(connected(), by('hold')),
  'asking an agent': requested(),
  'asking an agent, customer resumed': after(requested(), by('resume')),
  'asking a queue': requested(TO_QUEUE),
  'asking an entry point': requested(TO_ENTRY_POINT),
  'asking a number': requested(TO_NUMBER),
  consulting: consulting(),
  'consulting, toggled back': toggled(),
  'consulting a number': consultingNumber(),
  'conference of three': conferenceOf(3),
  'conference, customer held': after(conferenceOf(3), by('hold')),
  'conference of eight': conferenceOf(8),
  'conference with a number': after(consultingNumber(), by('conference')),
  'conference, asking further': after(conferenceOf(3), consult(THIRD)),
  'conference, consulting': askingFurther(true),
  'conference going on, consulting': askingFurther(false),
  'conference, conferenced agent consulting': askingFurther(true, OTHER_AGENT),
  'conference with who comes from a queue': after(requested(TO_QUEUE), by('conference')),
  'conference with a number that rings': after(requested(TO_NUMBER), by('conference')),
  'post-call consulting': after(consulting(), HANG_UP),
  'post-call, consult on hold': after(toggled(), HANG_UP),
  'post-call of three': after(conferenceOf(4), HANG_UP),
  'post-call of two': after(conferenceOf(3), HANG_UP),
  'given to an agent': after(connected(), toAgent()),
  'given to a queue': after(connected(), toQueue()),
  'given to a number': after(connected(), toNumber()),
  'customer with a number': after(connected(), toNumber(), ...answer()),
  'wrapping up': after(connected(), by('end')),
  'wrapped up': after(connected(), by('end'), by('wrap-up')),
} satisfies Record<string, Contact>;

export type PartyState = keyof typeof PARTY_STATES;

export {AGENT, AGENT_LEG, NOW, OTHER_AGENT};

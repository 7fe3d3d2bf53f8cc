import fc from 'fast-check';
import type {ContactAction, ContactTransition} from '../../src/domain/contact-transition.ts';
import type {Contact, Participant} from '../../src/domain/contact.ts';
import {isJoined} from '../../src/domain/contact.ts';
import {NOW, agentParty, apply, inbound, legOf, outbound, toBeCalled} from './contact-fixtures.ts';
import {deepFreeze} from './deep-freeze.ts';
import {CLAIMS, PARTY_STATES, TO_ENTRY_POINT, TO_NUMBER, TO_QUEUE, consulting, monitor} from './party-fixtures.ts';

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

type Move = {readonly type: ContactAction['type']; readonly pick: number};

/** How often each is tried; what brings people together more often than what ends it. */
const WEIGHTS: {readonly [type in ContactAction['type']]: number} = {
  'set-values': 1,
  'set-variable': 1,
  'pick-up-telephone': 2,
  'hang-up-telephone': 1,
  'end-by-flow': 1,
  'turn-away': 1,
  'lead-to-flow': 1,
  'lead-to-number': 1,
  'open-offer': 2,
  'return-offer': 1,
  'accept-offer': 3,
  'promise-callback': 1,
  'release-line': 1,
  'call-off': 1,
  'answer-dialled': 2,
  'fail-dialled': 1,
  'hang-up-customer': 1,
  end: 1,
  hold: 3,
  resume: 2,
  mute: 1,
  unmute: 1,
  'lose-leg': 2,
  'regain-leg': 2,
  'give-up-leg': 2,
  'extend-wrap-up': 1,
  'wrap-up': 1,
  'wrap-up-early': 1,
  'exit-conference': 2,
  'cancel-invitation': 2,
  'end-unattended': 1,
  monitor: 2,
  'barge-in': 1,
  'stop-monitoring': 1,
  'suggest-wrap-up': 1,
  consult: 8,
  'join-consult': 8,
  'fail-consult': 1,
  'end-consult': 2,
  'exit-consult': 1,
  toggle: 3,
  'hold-consult': 1,
  'resume-consult': 1,
  conference: 6,
  'transfer-to-agent': 1,
  'transfer-to-queue': 1,
  'transfer-to-number': 1,
  'complete-transfer': 2,
  announce: 1,
  enqueue: 1,
  'answer-leg': 3,
  'drop-leg': 2,
  withdraw: 1,
  update: 1,
  'give-back': 1,
};

const types = fc.oneof(...namesOf(WEIGHTS).map((type) => ({weight: WEIGHTS[type], arbitrary: fc.constant(type)})));
const moves = fc.array(fc.record({type: types, pick: fc.nat(23)}), {maxLength: 40, size: 'max'});

const STARTS: readonly Contact[] = [
  inbound(),
  outbound(),
  inbound('chat'),
  toBeCalled(),
  {...inbound(), queue: null},
  consulting(),
  PARTY_STATES['conference of three'],
  PARTY_STATES['conference going on, consulting'],
  PARTY_STATES['conference, conferenced agent consulting'],
  PARTY_STATES['conference with a number'],
];

/** Random lives of voice, outbound and digital contacts; most actions name somebody who is there, some do not. */
export const walks: fc.Arbitrary<Walk> = fc
  .tuple(fc.constantFrom(...STARTS), moves)
  .map(([start, chosen]) => walk(start, chosen));

/** Contacts as random lives leave them. */
export const lived: fc.Arbitrary<Contact> = walks.map(({end}) => end);

/** Every agent that may be in a life, and one who never is. */
export const AGENTS: readonly string[] = [
  ...Array.from({length: 9}, (_unused, at) => `agent-${at + 1}`),
  'supervisor-1',
  'supervisor-2',
  'stranger',
];

function namesOf(weights: typeof WEIGHTS): readonly ContactAction['type'][] {
  const isType = (name: string): name is ContactAction['type'] => Object.hasOwn(weights, name);
  return Object.keys(weights).filter(isType);
}

function walk(start: Contact, chosen: readonly Move[]): Walk {
  const steps: Step[] = [];
  let before = deepFreeze(start);
  for (const [index, move] of chosen.entries()) {
    const action = resolve(move, before, index + 100);
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
  const agentId = agentOf(contact, pick);
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
        party: agentParty(pick % 4 === 0 ? agentId : newcomer(contact, pick)),
        leg: newLeg(contact, index, pick),
        customerLeg: pick % 3 === 0 ? null : legOf(`leg-c${index}`, 'trunk', 'ringing'),
      };
    case 'fail-dialled':
      return {type, reason: 'no-answer'};
    case 'call-off':
      return {type, reason: 'withdrawn'};
    case 'promise-callback':
    case 'turn-away':
      return {type, announcement: {sound: 'goodbye.en', startedAtMs: NOW}};
    case 'release-line':
    case 'answer-dialled':
    case 'hang-up-customer':
    case 'withdraw':
    case 'end-unattended':
      return {type};
    case 'update':
      return {type, subject: `subject ${pick}`, values: {}};
    case 'lose-leg':
    case 'regain-leg':
    case 'give-up-leg':
    case 'answer-leg':
      return {type, legId: legToTouch(contact, pick)};
    case 'pick-up-telephone':
      return {type, legId: legToTouch(contact, pick), customerLeg: legOf(`leg-${index}`, 'trunk', 'ringing')};
    case 'hang-up-telephone':
      return {type, legId: legToTouch(contact, pick)};
    case 'drop-leg':
      return {type, legId: legToTouch(contact, pick), reason: 'busy'};
    case 'consult':
      return consultOfPick(contact, agentId, index, pick);
    case 'join-consult':
      return {
        type,
        conversationId: requestedOf(contact),
        participantId: `participant-${index}`,
        party: agentParty(pick === 0 ? agentId : newcomer(contact, pick)),
        leg:
          pick % 7 === 2
            ? legOf(`leg-${index}`, 'trunk', 'ringing')
            : legOf(`leg-${index}`, 'browser', pick % 5 === 1 ? 'new' : 'connected'),
      };
    case 'fail-consult':
      return {type, conversationId: requestedOf(contact)};
    case 'monitor':
      return monitorOfPick(agentId, index, pick);
    case 'barge-in':
    case 'stop-monitoring':
      return {type, agentId: pick % 5 === 0 ? agentId : `supervisor-${(pick % 2) + 1}`};
    case 'suggest-wrap-up':
      return {type, agentId, reasonId: null, note: `note ${pick % 2}`};
    case 'transfer-to-agent':
      return {type, agentId, offerId: `offer-${index}`};
    case 'transfer-to-queue':
      return {type, agentId, destination: destinationOf(pick)};
    case 'transfer-to-number':
      return {
        type,
        agentId,
        dialled: {...numberOf(index), address: '+4520123456', name: null},
      };
    case 'announce':
      return {type, announcement: pick % 3 === 0 ? null : {sound: 'wait', startedAtMs: NOW + (pick % 2)}};
    case 'enqueue':
    case 'lead-to-flow':
      return {type, destination: destinationOf(pick)};
    case 'cancel-invitation':
      return {type, agentId, invitationId: invitationOfPick(contact, pick)};
    case 'set-variable':
      return {type, agentId, name: 'reason', value: `${pick % 3}`, version: (pick % 2) + 1};
    case 'set-values':
      return {type, values: {reason: `${pick}`}};
    case 'end-by-flow':
      return {type};
    case 'lead-to-number':
      return {
        type,
        queue: {id: 'billing', name: 'Billing'},
        dialled: {...numberOf(index), address: '+4520123457', name: null},
      };
    default:
      return {type, agentId};
  }
}

/** Somebody who is on the way, or nobody. */
function invitationOfPick(contact: Contact, pick: number): string {
  const asked = contact.conversations.filter(({kind}) => kind === 'consult');
  const rung = contact.participants.filter(({status}) => status === 'invited');
  return [...asked, ...rung][pick % 3]?.id ?? 'nobody';
}

function consultOfPick(contact: Contact, agentId: string, index: number, pick: number): ContactAction {
  const targets = [
    {kind: 'agent', agentId: pick < 4 ? agentId : newcomer(contact, pick), name: 'Mira Kovács'} as const,
    TO_QUEUE,
    TO_NUMBER,
    TO_ENTRY_POINT,
  ];
  const target = targets[pick % 4] ?? TO_QUEUE;
  return {
    type: 'consult',
    agentId,
    conversationId: `consult-${index}`,
    target,
    holdsCustomer: pick % 3 === 0,
    dialled: target.kind === 'dial-number' ? numberOf(index) : null,
  };
}

function monitorOfPick(monitoredAgentId: string, index: number, pick: number): ContactAction {
  const agentId = `supervisor-${(pick % 2) + 1}`;
  const party = agentParty(agentId);
  const action = monitor(monitoredAgentId);
  return action.type === 'monitor'
    ? {...action, agentId, party, participantId: `participant-${index}`, leg: legOf(`leg-${index}`)}
    : action;
}

function numberOf(index: number): {participantId: string; leg: ReturnType<typeof legOf>} {
  return {participantId: `participant-${index}`, leg: legOf(`leg-${index}`, 'trunk', 'ringing')};
}

/** An entry point's flow decides the queue later. */
function destinationOf(pick: number): typeof CLAIMS | {queue: null; priority: number; dnis: string; variables: []} {
  return pick % 4 === 0 ? {queue: null, priority: 3, dnis: '+12015550190', variables: []} : CLAIMS;
}

/** Mostly somebody who is there, those in charge more often. */
function agentOf(contact: Contact, pick: number): string {
  const there = contact.participants.filter((each) => each.status !== 'left');
  const primary = there.filter((each) => each.role === 'primary');
  const ids = [...primary, ...there, ...primary].flatMap(({party}) => (party.kind === 'agent' ? [party.agentId] : []));
  return ids[pick % (ids.length + 1)] ?? 'stranger';
}

function newcomer(contact: Contact, pick: number): string {
  const here = contact.participants.flatMap((each) =>
    each.party.kind === 'agent' && each.status !== 'left' ? [each.party.agentId] : [],
  );
  const free = AGENTS.slice(0, 9).filter((id) => !here.includes(id));
  return free[pick % free.length] ?? 'stranger';
}

function requestedOf(contact: Contact): string {
  const open = contact.conversations.filter((each) => each.kind === 'consult' && each.status === 'requested');
  const [last] = open.toReversed();
  return last?.kind === 'consult' && last.target.kind !== 'dial-number' ? last.id : 'consult-unknown';
}

function offerOf(contact: Contact, pick: number): string {
  return contact.status === 'offered' && pick > 0 ? contact.offerId : 'offer-unknown';
}

function newLeg(contact: Contact, index: number, pick: number): ReturnType<typeof legOf> | null {
  return contact.channel !== 'voice' || pick === 1
    ? null
    : legOf(`leg-${index}`, 'browser', pick === 2 ? 'new' : 'connected');
}

/** Legs that ring or were lost more often: they are waited for. */
function legToTouch(contact: Contact, pick: number): string {
  const ids = contact.participants.flatMap((each) => (hasLeg(each) ? [each.leg.id] : []));
  const awaited = contact.participants.flatMap((each) =>
    hasLeg(each) && (each.status === 'invited' || each.leg.status !== 'connected') ? [each.leg.id] : [],
  );
  const all = [...awaited, ...ids];
  return all[pick % (all.length + 1)] ?? 'leg-unknown';
}

function hasLeg(each: Participant): each is Participant & {readonly leg: NonNullable<ReturnType<typeof legOf>>} {
  return (each.status === 'invited' || isJoined(each)) && each.leg !== null;
}

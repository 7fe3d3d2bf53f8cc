import type {Consult, Contact, JoinedParticipant, Participant} from './contact.ts';
import {
  MAIN,
  consultOf,
  customerOf,
  isConference,
  isCustomerHeld,
  isJoined,
  mainCircle,
  mainSeatOf,
  participantOfAgent,
  peopleOf,
} from './contact.ts';
import type {Refusal} from './refusal.ts';
import {isReachedAtOnce} from './target.ts';

/** One control of a pane: whether it is there, whether it works, and if not, why. */
export type Control =
  | {readonly visible: false}
  | {readonly visible: true; readonly enabled: true}
  | {readonly visible: true; readonly enabled: false; readonly why: Refusal};

/** Controls of the customer's pane, and of the contact as a whole. */
export type MainControlName =
  | 'mute'
  | 'unmute'
  | 'hold'
  | 'resume'
  | 'keypad'
  | 'consult'
  | 'transfer'
  | 'exit-conference'
  | 'cancel-invitation'
  | 'end'
  | 'wrap-up'
  | 'suggest-wrap-up'
  | 'edit'
  | 'open'
  | 'barge-in'
  | 'stop-monitoring';

/** Controls of the consulted party's pane. */
export type ConsultControlName =
  | 'hold-consult'
  | 'resume-consult'
  | 'toggle'
  | 'conference'
  | 'complete-transfer'
  | 'end-consult'
  | 'exit-consult';

export type ControlName = MainControlName | ConsultControlName;

export type Controls = {readonly [name in ControlName]: Control};

/** [CF-2] The customer and the agent included. */
export const CONFERENCE_MAX = 8;

const HIDDEN: Control = {visible: false};
const ENABLED: Control = {visible: true, enabled: true};

/** (contact, role, leg) → for each control visible / enabled / why not. The desk draws by it, the hub refuses by it. */
export function controlsFor(contact: Contact, agentId: string): Controls {
  const agent = participantOfAgent(contact, agentId);
  const joined = isJoined(agent) ? agent : undefined;
  const consult = consultOf(contact);
  return {...mainControls(contact, agent, joined, consult), ...consultControls(contact, joined, consult)};
}

/** Why a control cannot be used now; null: it can. */
export function refusalOf(contact: Contact, agentId: string, name: ControlName): Refusal | null {
  if (contact.status === 'ended' && name !== 'wrap-up') return 'contact-ended';
  const control = controlsFor(contact, agentId)[name];
  if (!control.visible) return refusalOfHidden(contact, agentId, name);
  return control.enabled ? null : control.why;
}

function refusalOfHidden(contact: Contact, agentId: string, name: ControlName): Refusal {
  const agent = participantOfAgent(contact, agentId);
  if (!isJoined(agent)) return 'not-yours';
  if (contact.channel !== 'voice' && name !== 'wrap-up') return 'not-connected';
  switch (name) {
    case 'transfer':
      return agent.role === 'primary' && isConference(contact) ? 'in-conference' : 'not-permitted';
    case 'exit-conference':
      return agent.role === 'consulted' || agent.role === 'supervisor' ? 'not-permitted' : 'not-in-conference';
    case 'toggle':
    case 'hold-consult':
    case 'resume-consult':
    case 'conference':
    case 'complete-transfer':
    case 'end-consult':
    case 'exit-consult':
      return consultOf(contact) === undefined ? 'no-consult' : 'not-permitted';
    case 'wrap-up':
      return agent.role === 'primary' ? 'wrap-up-not-open' : 'not-permitted';
    default:
      return 'not-permitted';
  }
}

/** [CF-30] Listening cannot begin in Post Call, nor where nobody talks yet. Null: it can. */
export function canMonitor(contact: Contact, monitoredAgentId: string): Refusal | null {
  return refusalOfMonitoring(contact, participantOfAgent(contact, monitoredAgentId));
}

/** The same of what a list of many contacts knows: no more of each is needed. */
export function refusalOfMonitoring(
  {status, channel}: Pick<Contact, 'status' | 'channel'>,
  monitored: Pick<Participant, 'status' | 'role'> | undefined,
): Refusal | null {
  if (status === 'ended') return 'contact-ended';
  if (status === 'post-call') return 'post-call';
  const audible = channel === 'voice' && status === 'connected';
  return audible && monitored?.status === 'joined' && monitored.role !== 'supervisor' ? null : 'nobody-there';
}

function mainControls(
  contact: Contact,
  agent: Participant | undefined,
  joined: JoinedParticipant | undefined,
  consult: Consult | undefined,
): {readonly [name in MainControlName]: Control} {
  const role = joined?.role;
  const primary = role === 'primary';
  const supervisor = role === 'supervisor';
  const held = isCustomerHeld(contact);
  const voice = contact.channel === 'voice';
  const audible = joined !== undefined && voice && joined.leg !== null;
  const conference = isConference(contact);
  const inCharge = voice && (primary || role === 'conferenced');
  return {
    mute: audible && !joined.muted ? ENABLED : HIDDEN,
    unmute: audible && joined.muted && !supervisor ? ENABLED : HIDDEN,
    hold: primary && voice && !held ? withCustomer(contact) : HIDDEN,
    resume: primary && voice && held ? withCustomer(contact) : HIDDEN,
    keypad: audible && !supervisor ? keypadControl(contact, joined) : HIDDEN,
    consult: inCharge ? consultControl(contact, consult) : HIDDEN,
    transfer: primary && voice && !conference ? transferControl(contact, consult) : HIDDEN,
    // [CF-20] Who joined it may always leave, also when only two are left.
    'exit-conference': inCharge && (conference || !primary) ? exitControl(contact, joined, consult) : HIDDEN,
    'cancel-invitation': inCharge && invitationsOf(contact, joined).length > 0 ? ENABLED : HIDDEN,
    end: primary ? endControl(contact) : HIDDEN,
    'wrap-up': isWrapUpOpen(contact, agent) ? ENABLED : HIDDEN,
    'suggest-wrap-up': voice && (role === 'consulted' || role === 'conferenced') ? ENABLED : HIDDEN,
    // [CV-19] The one in charge changes what is known of the contact; whoever was asked or joined reads it ([CO-47]).
    edit: primary ? ENABLED : HIDDEN,
    // The host's own screen for the contact; a digital conversation is nowhere else (design §6.5).
    open: (joined !== undefined || agent?.status === 'wrap-up') && contact.link !== null ? ENABLED : HIDDEN,
    'barge-in': supervisor && joined?.muted === true ? bargeInControl(contact) : HIDDEN,
    'stop-monitoring': supervisor ? ENABLED : HIDDEN,
  };
}

function consultControls(
  contact: Contact,
  agent: JoinedParticipant | undefined,
  consult: Consult | undefined,
): {readonly [name in ConsultControlName]: Control} {
  const mine = agent !== undefined && consult?.startedBy === agent.id;
  const asked = agent !== undefined && consult !== undefined && !mine && hasSeatIn(agent, consult);
  if (!mine || consult === undefined || agent === undefined)
    return {...NO_CONSULT, 'exit-consult': asked ? ENABLED : HIDDEN};
  const held = agent.seats.some((seat) => seat.conversationId === consult.id && seat.held);
  const open = consult.status === 'open';
  return {
    'hold-consult': held ? HIDDEN : whenAnswered(open),
    'resume-consult': held && open ? ENABLED : HIDDEN,
    toggle: isAnybodyInMain(contact, agent) ? whenAnswered(open) : HIDDEN,
    conference: conferenceControl(contact, consult),
    'complete-transfer': agent.role === 'primary' ? completeControl(contact, consult) : HIDDEN,
    'end-consult': ENABLED,
    'exit-consult': HIDDEN,
  };
}

const NO_CONSULT: {readonly [name in ConsultControlName]: Control} = {
  'hold-consult': HIDDEN,
  'resume-consult': HIDDEN,
  toggle: HIDDEN,
  conference: HIDDEN,
  'complete-transfer': HIDDEN,
  'end-consult': HIDDEN,
  'exit-consult': HIDDEN,
};

function hasSeatIn(agent: JoinedParticipant, consult: Consult): boolean {
  return agent.seats.some((seat) => seat.conversationId === consult.id);
}

function isAnybodyInMain(contact: Contact, agent: JoinedParticipant): boolean {
  return mainCircle(contact).some((each) => each.id !== agent.id);
}

function whenAnswered(open: boolean): Control {
  return open ? ENABLED : disabled('consult-not-answered');
}

/** Hold and resume are for a customer who is there ([CF-23]). */
function withCustomer(contact: Contact): Control {
  if (contact.status === 'post-call') return disabled('post-call');
  return contact.status === 'connected' && isJoined(customerOf(contact)) ? ENABLED : disabled('not-connected');
}

function consultControl(contact: Contact, consult: Consult | undefined): Control {
  if (contact.status === 'post-call') return disabled('post-call');
  if (contact.status !== 'connected') return disabled('not-connected');
  if (consult !== undefined) return disabled('consult-open');
  return isFull(contact) ? disabled('conference-full') : ENABLED;
}

/** Whoever is on the way for a queue takes a place too, though nobody knows yet who it will be. */
function isFull(contact: Contact): boolean {
  const expected = contact.conversations.filter((each) => each.kind === 'consult' && each.merged).length;
  return peopleOf(contact).length + expected >= CONFERENCE_MAX;
}

function transferControl(contact: Contact, consult: Consult | undefined): Control {
  if (contact.status === 'post-call') return disabled('post-call');
  if (contact.status !== 'connected' || !isJoined(customerOf(contact))) return disabled('not-connected');
  return consult === undefined ? ENABLED : disabled('consult-open');
}

/**
 * Whoever has a consult open ends that first, so that nobody is left in it; and nobody leaves a customer alone who waits
 * for somebody from a queue, who may not come. A number that rings is given the customer, as by a transfer ([CO-40]).
 */
function exitControl(contact: Contact, agent: JoinedParticipant | undefined, consult: Consult | undefined): Control {
  if (agent !== undefined && consult?.startedBy === agent.id) return disabled('consult-open');
  return leavesCustomerAlone(contact, agent?.id) ? disabled('consult-not-answered') : ENABLED;
}

/** Without this participant the customer would be alone, but for somebody from a queue who may never come. */
export function leavesCustomerAlone(contact: Contact, participantId: string | undefined): boolean {
  const others = mainCircle(contact).filter((each) => each.id !== participantId);
  return others.length === 1 && isJoined(customerOf(contact)) && !isNumberRinging(contact);
}

/**
 * Who is on the way into the main conversation and may be taken back by this agent, by the identifier of their consult or, for a
 * number that rings, of their place: the one in charge takes back everybody, and ends the consults of others too ([CO-54]); others
 * whom they asked themselves.
 */
export function invitationsOf(contact: Contact, agent: JoinedParticipant | undefined): readonly string[] {
  if (agent === undefined) return [];
  const primary = agent.role === 'primary';
  const asked = contact.conversations.filter(
    (each) => each.kind === 'consult' && (each.startedBy === agent.id ? each.merged : primary),
  );
  const rung = contact.participants.filter((each) => each.status === 'invited' && each.conversationId === MAIN);
  return [...asked, ...(primary ? rung : [])].map(({id}) => id);
}

function isNumberRinging(contact: Contact): boolean {
  return contact.participants.some((each) => each.status === 'invited' && each.conversationId === MAIN);
}

/** [CF-28] In Post Call nobody is added. */
function conferenceControl(contact: Contact, consult: Consult): Control {
  if (contact.status !== 'connected') return disabled('post-call');
  return consult.status === 'open' || isReachedAtOnce(consult.target) ? ENABLED : disabled('consult-not-answered');
}

/** [CF-9] In a conference nobody is given away: who wants to go leaves it. */
function completeControl(contact: Contact, consult: Consult): Control {
  if (contact.status !== 'connected') return disabled('post-call');
  if (isConference(contact)) return disabled('in-conference');
  return consult.status === 'open' || isReachedAtOnce(consult.target) ? ENABLED : disabled('consult-not-answered');
}

function bargeInControl(contact: Contact): Control {
  return contact.status === 'post-call' ? disabled('post-call') : ENABLED;
}

/** Digits are for who is heard: the customer, by an agent who speaks to them and has not put them on hold. */
function keypadControl(contact: Contact, agent: Participant): Control {
  const seat = mainSeatOf(agent);
  if (seat === undefined) return HIDDEN;
  const customer = customerOf(contact);
  if (contact.status !== 'connected' || !isJoined(customer)) return disabled('not-connected');
  if (seat.held || isCustomerHeld(contact)) return disabled('digits-held');
  return customer.leg?.status === 'connected' ? ENABLED : disabled('not-connected');
}

/** [HO-6] While on hold, End is disabled. */
function endControl(contact: Contact): Control {
  return isCustomerHeld(contact) ? disabled('customer-held') : ENABLED;
}

/** After the talk, or in Post Call while it goes on without the customer ([CO-64]). */
function isWrapUpOpen(contact: Contact, agent: Participant | undefined): boolean {
  if (agent?.status === 'wrap-up') return true;
  return contact.status === 'post-call' && isJoined(agent) && agent.role === 'primary' && agent.wrapUpGiven !== true;
}

function disabled(why: Refusal): Control {
  return {visible: true, enabled: false, why};
}

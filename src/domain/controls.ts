import type {Contact, Participant} from './contact.ts';
import {customerOf, isCustomerHeld, isJoined, mainSeatOf, participantOfAgent} from './contact.ts';
import type {Refusal} from './refusal.ts';

/** One control of the interaction pane: whether it is there, whether it works, and if not, why. */
export type Control =
  | {readonly visible: false}
  | {readonly visible: true; readonly enabled: true}
  | {readonly visible: true; readonly enabled: false; readonly why: Refusal};

export type ControlName = 'mute' | 'unmute' | 'hold' | 'resume' | 'end' | 'wrap-up' | 'open' | 'keypad';

export type Controls = {readonly [name in ControlName]: Control};

const HIDDEN: Control = {visible: false};
const ENABLED: Control = {visible: true, enabled: true};

/** (contact, role) → for each control visible / enabled / why not. The desk draws by it, the hub refuses by it. */
export function controlsFor(contact: Contact, agentId: string): Controls {
  const agent = participantOfAgent(contact, agentId);
  const joined = isJoined(agent);
  const primary = joined && agent.role === 'primary';
  const held = isCustomerHeld(contact);
  const voice = contact.channel === 'voice';
  const audible = joined && voice && agent.leg !== null;
  return {
    mute: audible && !agent.muted ? ENABLED : HIDDEN,
    unmute: audible && agent.muted ? ENABLED : HIDDEN,
    hold: primary && voice && !held ? whenConnected(contact) : HIDDEN,
    resume: primary && voice && held ? whenConnected(contact) : HIDDEN,
    end: primary ? endControl(contact) : HIDDEN,
    'wrap-up': isWrappingUp(agent) ? ENABLED : HIDDEN,
    keypad: audible ? keypadControl(contact, agent) : HIDDEN,
    // The host's own screen for the contact; a digital conversation is nowhere else (design §6.5).
    open: (joined || isWrappingUp(agent)) && contact.link !== null ? ENABLED : HIDDEN,
  };
}

function whenConnected(contact: Contact): Control {
  return contact.status === 'connected' ? ENABLED : disabled('not-connected');
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

function isWrappingUp(agent: Participant | undefined): boolean {
  return agent?.status === 'wrap-up';
}

function disabled(why: Refusal): Control {
  return {visible: true, enabled: false, why};
}

import * as v from 'valibot';
import {
  type DropReason,
  type EmergencyCall,
  countingDial,
  hasCall,
  holdsPresence,
  isLockedDown,
} from '../../domain/emergency-call.ts';
import {count, identifier, text, time} from './model-schemas.ts';

/** The client method that tells a desk of emergencies: whole each time, not numbered, not kept ([EM-30]). */
export const EMERGENCIES = 'Emergencies';

/** An agent's own emergency, as their desks are told it. */
export type EmergencyView = {
  readonly callId: string;
  readonly status: EmergencyCall['status'];
  /** Why there is no call although one was wanted; null in any other status. */
  readonly why: DropReason | null;
  /** The number that was dialled. A test since a real call is told as long as its own call is on, and then the real one again ([EC-175]). */
  readonly number: string;
  readonly test: boolean;
  readonly dialledAt: number;
  readonly connectedAt: number | null;
  /** Where responders ring back until `callbackEndsAt`; null: no number could be had. */
  readonly callbackNumber: string | null;
  readonly callbackEndsAt: number;
  /** The desk shows nothing else ([EM-25]). */
  readonly locked: boolean;
  /** Do not disturb, whatever was chosen ([EM-14]). */
  readonly holdsPresence: boolean;
  /** The agent's own; null without a call. */
  readonly leg: {readonly id: string; readonly epoch: number; readonly lost: boolean} | null;
  /** Whether the agent's emergency contacts have been told by mail. */
  readonly contacts: ContactsTold;
  readonly version: number;
};

/** `nobody`: nobody is named who could be told. */
export type ContactsTold = 'nobody' | 'waiting' | 'told';

/** What a supervisor is told of somebody else's: that it is, and nothing of the call. */
export type EmergencyAlert = {
  readonly callId: string;
  readonly agentName: string;
  readonly dialledAt: number;
  readonly test: boolean;
};

/** `alerts` is empty for whoever is no supervisor. */
export type Emergencies = {
  readonly own: EmergencyView | null;
  readonly alerts: readonly EmergencyAlert[];
  /** A mail that a page of the agent may send now, from the agent's own mailbox; null: none. */
  readonly mailId: string | null;
};

export const NO_EMERGENCIES: Emergencies = {own: null, alerts: [], mailId: null};

/** A mail as a desk is to send it. */
export type EmergencyMail = {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

export function viewEmergency(call: EmergencyCall, contacts: ContactsTold): EmergencyView {
  const {id: callId, callbackNumber, callbackUntil: callbackEndsAt, version} = call;
  const leg = hasCall(call) ? call.legs.agent : null;
  return {
    ...countingDial(call),
    ...{callId, callbackNumber, callbackEndsAt, contacts, version, status: call.status},
    why: call.status === 'dropped' ? call.why : null,
    connectedAt: call.status === 'connected' ? call.connectedAt : null,
    locked: isLockedDown(call),
    holdsPresence: holdsPresence(call),
    leg: leg === null ? null : {id: leg.id, epoch: leg.epoch, lost: leg.status === 'lost'},
  };
}

export const emergencyViewSchema: v.GenericSchema<unknown, EmergencyView> = v.object({
  callId: identifier,
  status: v.picklist(['dialling', 'connected', 'dropped', 'ringing-back', 'over']),
  why: v.nullable(v.picklist(['cut-off', 'unreachable', 'not-carried'])),
  number: text,
  test: v.boolean(),
  dialledAt: time,
  connectedAt: v.nullable(time),
  callbackNumber: v.nullable(text),
  callbackEndsAt: time,
  locked: v.boolean(),
  holdsPresence: v.boolean(),
  leg: v.nullable(v.object({id: identifier, epoch: count, lost: v.boolean()})),
  // A hub that knows of no mail says nothing of it.
  contacts: v.optional(v.picklist(['nobody', 'waiting', 'told']), 'nobody'),
  version: count,
});

export const emergenciesSchema: v.GenericSchema<unknown, Emergencies> = v.object({
  own: v.nullable(emergencyViewSchema),
  alerts: v.array(v.object({callId: identifier, agentName: text, dialledAt: time, test: v.boolean()})),
  mailId: v.optional(v.nullable(identifier), null),
});

import type {EmergencyMatch} from '../../src/domain/emergency-match.ts';
import {type Dialled, type EmergencyCall, dialEmergency, goesOn} from '../../src/domain/emergency-call.ts';
import type {EmergencyCapability} from '../desk/desk-settings.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToEmergency} from './apply-to-emergency.ts';
import {takeCallbackNumber} from './callback-numbers.ts';
import {type StoredEmergency, lockOfAgent, saveEmergency} from './emergency-store.ts';
import {holdPresence, presentPresence} from './hold-presence.ts';
import {newLegs} from './new-legs.ts';
import {isResponderFree} from './responder-phone.ts';

export type EmergencyDial = {
  readonly agentId: string;
  readonly match: Extract<EmergencyMatch, {readonly kind: 'exact' | 'test'}>;
  readonly dialId: string;
  readonly mediaProcessId: string | null;
  readonly capability: EmergencyCapability;
};

/**
 * The agent calls for help. Waits for no row but the agent's own emergency, and asks about nothing that gates ordinary work:
 * not about presence, wrap-up, limits, profiles or another call (design §6.4). What else follows is done after it.
 */
export async function placeEmergencyCall(work: Work, dial: EmergencyDial): Promise<EmergencyCall> {
  const {agentId, match, dialId} = dial;
  const before = await lockOfAgent(work, agentId);
  const test = match.kind === 'test';
  if (before !== null && (before.dialId === dialId || goesOn(before.call, {test}))) return before.call;
  const given = await dialled(work, dial, before);
  const call = dialEmergency(before?.call ?? null, given, work.now);
  const stored: StoredEmergency = {
    call,
    dialId,
    responderAddress: match.local,
    mediaProcessId: dial.mediaProcessId ?? before?.mediaProcessId ?? null,
  };
  await holdPresence(work, call);
  await saveEmergency(work, stored);
  return given.legs === null ? call : ringResponders(work, stored, match.local);
}

async function dialled(work: Work, dial: EmergencyDial, before: StoredEmergency | null): Promise<Dialled> {
  const {agentId, match, capability} = dial;
  const number = before?.call.callbackNumber ?? null;
  const carried = capability !== 'none';
  return {
    id: crypto.randomUUID(),
    agentId,
    number: match.local,
    test: match.kind === 'test',
    callbackNumber:
      number === null && carried ? await takeCallbackNumber(work, work.settings.emergency.callbackNumbers) : number,
    ...(await presentPresence(work, agentId)),
    legs: carried ? newLegs() : null,
  };
}

/** The simulated network rings whoever plays the responders; nobody there is told at once. */
async function ringResponders(work: Work, stored: StoredEmergency, number: string): Promise<EmergencyCall> {
  const free = await isResponderFree(work, number, stored.call.id);
  return free ? stored.call : applyToEmergency(work, stored, {type: 'fail'});
}

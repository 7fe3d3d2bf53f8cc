import {
  type EmergencyAction,
  type EmergencyCall,
  holdsPresence,
  transitionEmergency,
} from '../../src/domain/emergency-call.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import type {Work} from '../store/unit-of-work.ts';
import {type StoredEmergency, saveEmergency} from './emergency-store.ts';
import {holdPresence} from './hold-presence.ts';

/** The one way an emergency changes once it is there. A refused action leaves it as it is. */
export async function changeEmergency(
  work: Work,
  stored: StoredEmergency,
  action: EmergencyAction,
): Promise<{readonly call: EmergencyCall} | {readonly refused: Refusal}> {
  const outcome = transitionEmergency(stored.call, action, work.now);
  if ('refused' in outcome) return outcome;
  const {call, changed} = outcome;
  if (!changed) return {call};
  if (holdsPresence(call)) await holdPresence(work, call);
  await saveEmergency(work, {...stored, call});
  return {call};
}

/** The same for what cannot be refused. */
export async function applyToEmergency(
  work: Work,
  stored: StoredEmergency,
  action: EmergencyAction,
): Promise<EmergencyCall> {
  const outcome = await changeEmergency(work, stored, action);
  return 'refused' in outcome ? stored.call : outcome.call;
}

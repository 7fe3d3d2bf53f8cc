import type {PhoneCall} from '../../src/api/wire/phone.ts';
import type {EmergencyAction, OngoingEmergency} from '../../src/domain/emergency-call.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {hasOpenLeg, isPluggedIn} from '../phone/phone-store.ts';
import type {Reading} from '../store/contact-store.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {changeEmergency} from './apply-to-emergency.ts';
import {lockByCallbackNumber, lockEmergency, ongoingWith} from './emergency-store.ts';
import {presentPresence} from './hold-presence.ts';
import {newLegs} from './new-legs.ts';

const TRY = 'select pg_try_advisory_xact_lock(hashtext($1)) as got';

/**
 * Whether the simulated network can ring the responders: their telephone is there, and in no other call. A dial waits here for nobody,
 * neither for who decides something about the telephone nor for another dial, which finds the line busy ([EC-58]).
 */
export async function isResponderFree(work: Work, number: string, callId: string): Promise<boolean> {
  const alone = await runForOne<{readonly got: boolean}>(work, TRY, [`responders ${number}`]);
  if (alone?.got !== true) return false;
  if (!(await isPluggedIn(work, number)) || (await hasOpenLeg(work, number))) return false;
  const text = 'select 1 from emergency_call where responder_address = $1 and ongoing and id <> $2';
  return (await runForOne(work, text, [number, callId])) === null;
}

/** The emergency a telephone is in, as it is told; null when it is in none. */
export async function emergencyAtPhone(
  asking: Reading,
  number: string,
  callerNumber: string,
): Promise<PhoneCall | null> {
  const call = await ongoingWith(asking, number);
  return call === null ? null : phoneCallOf(call, callerNumber);
}

function phoneCallOf(call: OngoingEmergency, callerNumber: string): PhoneCall {
  const {responder} = call.legs;
  return {
    callId: call.id,
    legId: responder.id,
    epoch: responder.epoch,
    direction: call.status === 'ringing-back' ? 'outgoing' : 'incoming',
    status: call.status === 'dialling' ? 'ringing' : 'connected',
    peer: call.callbackNumber ?? callerNumber,
    endReason: null,
    lost: responder.status === 'lost',
  };
}

/**
 * [EM-19] to [EM-23] A telephone calls a temporary number: it rings at the agent whose number that is, before anything else is
 * asked. False: it is nobody's temporary number, or its time is over.
 */
export async function ringBack(
  work: Work,
  called: string,
  {number, mediaProcessId}: {readonly number: string; readonly mediaProcessId: string | null},
): Promise<{readonly refused: Refusal | null} | null> {
  const stored = await lockByCallbackNumber(work, called);
  if (stored === null) return null;
  const placed = {...stored, responderAddress: number, mediaProcessId: mediaProcessId ?? stored.mediaProcessId};
  const {agent, responder} = newLegs();
  // Who calls is on the line at once: it hears how it rings.
  const legs = {agent, responder: {...responder, status: 'new'} as const};
  const {prior, held, absent} = await presentPresence(work, stored.call.agentId);
  // That no desk came back in time is no presence of the agent's: the one from before it is kept already ([EM-40], [EC-172]).
  const chosen = held || absent ? {} : {prior};
  const outcome = await changeEmergency(work, placed, {type: 'ring-back', legs, ...chosen});
  return {refused: 'refused' in outcome ? outcome.refused : null};
}

/** What a responder does with the emergency they are in. Null: the telephone is in no such call. */
export async function onEmergencyCall(
  work: Work,
  number: string,
  callId: string,
  action: 'answer' | 'decline' | 'hang-up',
): Promise<{readonly refused: Refusal | null} | null> {
  const stored = await lockEmergency(work, callId);
  if (stored === null || stored.responderAddress !== number) return null;
  const outcome = await changeEmergency(work, stored, actionOf(action));
  return {refused: 'refused' in outcome ? outcome.refused : null};
}

function actionOf(action: 'answer' | 'decline' | 'hang-up'): EmergencyAction {
  if (action === 'answer') return {type: 'answer-responder'};
  return {type: action === 'decline' ? 'fail' : 'responder-left'};
}

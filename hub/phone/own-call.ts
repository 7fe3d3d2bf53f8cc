import type {Contact, Participant} from '../../src/domain/contact.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {applyToContact} from '../contacts/apply.ts';
import {dropNumber} from '../contacts/drop-number.ts';
import {applyAndTell} from '../contacts/happened.ts';
import {onEmergencyCall} from '../emergency/responder-phone.ts';
import {lockContact} from '../store/contact-store.ts';
import {clearTimer} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';
import {atAgentsTelephone} from './agent-call.ts';

/** What can be done at a telephone. There is no more: hold, mute and digits are the desk's ([HO-3], [CO-72]). */
export type PhoneAction = 'answer' | 'decline' | 'hang-up';

/** A telephone, and what carries the audio of a call that is placed at it. */
export type Telephone = {readonly number: string; readonly mediaProcessId: string | null};

/** Somebody at a telephone of this number does something with a call of its own. */
export async function onOwnCall(
  work: Work,
  telephone: Telephone,
  callId: string,
  action: PhoneAction,
): Promise<Refusal | null> {
  const {number} = telephone;
  const emergency = await onEmergencyCall(work, number, callId, action);
  if (emergency !== null) return emergency.refused;
  const contact = await lockContact(work, callId);
  if (contact === null) return 'not-yours';
  const party = partyOf(contact, number);
  if (party === undefined) return atAgentsTelephone(work, contact, telephone, action);
  if (party.role === 'dial-number') return onBroughtIn(work, contact, party, action);
  if (action === 'hang-up') {
    const applied = await applyAndTell(work, contact, {type: 'hang-up-customer'}, 'phone');
    return 'refused' in applied ? applied.refused : null;
  }
  const done =
    action === 'decline' ? ({type: 'fail-dialled', reason: 'declined'} as const) : ({type: 'answer-dialled'} as const);
  const announce = action === 'answer' ? 'ContactConnected' : 'ContactEnded';
  const applied = await applyToContact(work, contact, done, announce, 'phone');
  return 'refused' in applied ? applied.refused : null;
}

/** A telephone that was brought into somebody else's call: it comes, says no, or goes. */
async function onBroughtIn(
  work: Work,
  contact: Contact,
  party: Participant,
  action: PhoneAction,
): Promise<Refusal | null> {
  const leg = 'leg' in party ? party.leg : null;
  if (leg === null) return 'contact-ended';
  if (action !== 'answer') {
    await dropNumber(work, contact, leg.id, action === 'decline' ? 'declined' : 'gone', 'phone');
    return null;
  }
  const consulted =
    party.status === 'invited' &&
    contact.conversations.some(({id, kind}) => kind === 'consult' && id === party.conversationId);
  const applied = await applyToContact(
    work,
    contact,
    {type: 'answer-leg', legId: leg.id},
    consulted ? 'ConsultOpened' : 'ParticipantJoined',
    'phone',
  );
  await clearTimer(work, {kind: 'leg-ring-out', subject: leg.id});
  return 'refused' in applied ? applied.refused : null;
}

/** This telephone's own part in a contact: as its customer, or brought in by an agent. The last one, when it was there before. */
export function partyOf(contact: Contact, number: string): Participant | undefined {
  const own = contact.participants.filter(({party}) => party.kind !== 'agent' && party.address === number);
  return own.findLast(({status}) => status !== 'left') ?? own.at(-1);
}

import type {PhoneCall, PhoneState} from '../../src/api/wire/phone.ts';
import {emergencyAtPhone} from '../emergency/responder-phone.ts';
import type {Reading} from '../store/contact-store.ts';
import {offerAtTelephone} from './telephone-offers.ts';

/** For how long after its end a call is still shown on the phone. */
const ENDED_SHOWN_MS = 600_000;

/** The call a simulated phone is in, or the one that just ended: told whole each time, so nothing can be missed. */
export async function phoneState(work: Reading, number: string, callerNumber: string): Promise<PhoneState> {
  const emergency = await emergencyAtPhone(work, number, callerNumber);
  if (emergency !== null) return {number, emergency: 'simulated', call: emergency};
  // What is under way comes before what ended: whoever found the line busy takes nothing from the call that is on it.
  const open = await openLeg(work, number).executeTakeFirst();
  const row = open ?? (await lastLeg(work, number).executeTakeFirst());
  if (row === undefined || row.closed_at !== null) {
    const offered = await ringingOffer(work, number, callerNumber);
    if (offered !== null) return {number, emergency: 'simulated', call: offered};
  }
  if (row === undefined || (row.closed_at !== null && Date.now() - row.closed_at > ENDED_SHOWN_MS)) {
    return {number, emergency: 'simulated', call: null};
  }
  // Whoever an agent brought in is called by the centre, whoever began the contact, and goes when they go.
  const broughtIn = row.role === 'dial-number' || row.party_kind === 'agent';
  const rings = row.status !== 'joined' || (row.party_kind === 'agent' && row.leg_status === 'ringing');
  const call: PhoneCall = {
    callId: row.contact_id,
    legId: row.leg_id,
    epoch: row.epoch,
    direction: row.direction === 'inbound' && !broughtIn ? 'outgoing' : 'incoming',
    status: row.closed_at !== null ? 'ended' : rings ? 'ringing' : 'connected',
    peer: broughtIn ? callerNumber : (row.dnis ?? callerNumber),
    endReason:
      row.closed_at === null
        ? null
        : broughtIn
          ? (row.left_reason ?? row.end_reason)
          : (row.end_reason ?? row.left_reason),
    lost: row.closed_at === null && row.leg_status === 'lost',
  };
  return {number, emergency: 'simulated', call};
}

/** The leg a phone is in now: by its own index, which holds the few that are open. */
function openLeg(work: Reading, number: string) {
  return legOf(work, number).where('leg.closed_at', 'is', null).orderBy('leg.created_at', 'desc');
}

/** The one that ended last: the first entry of its index, however many calls the phone has had. */
export function lastLeg(work: Reading, number: string) {
  return legOf(work, number).where('leg.closed_at', 'is not', null).orderBy('leg.closed_at', 'desc');
}

function legOf(work: Reading, number: string) {
  return work.tx
    .selectFrom('leg')
    .innerJoin('contact', 'contact.id', 'leg.contact_id')
    .innerJoin('participant', 'participant.id', 'leg.participant_id')
    .select([
      'leg.id as leg_id',
      'leg.epoch',
      'leg.closed_at',
      'leg.status as leg_status',
      'contact.id as contact_id',
      'contact.direction',
      'contact.dnis',
    ])
    .select(['participant.status', 'participant.role', 'participant.party_kind'])
    .select(['contact.end_reason', 'participant.left_reason'])
    .where('leg.address', '=', number)
    .limit(1);
}

/** [DT-2] An offer rings at its agent's telephone; whose call it is stands on the desk, where numbers are masked. */
async function ringingOffer(work: Reading, number: string, callerNumber: string): Promise<PhoneCall | null> {
  const offer = await offerAtTelephone(work, number);
  if (offer === null) return null;
  const {contactId: callId, offerId: legId} = offer;
  const rings = {direction: 'incoming', status: 'ringing', peer: callerNumber} as const;
  return {callId, legId, epoch: 0, ...rings, endReason: null, lost: false};
}

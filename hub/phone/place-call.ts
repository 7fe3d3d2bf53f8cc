import type {PhoneCommandBodies} from '../../src/api/wire/phone.ts';
import {parseDialNumber} from '../../src/domain/dial-number.ts';
import {toE164} from '../../src/domain/e164.ts';
import {matchEmergency} from '../../src/domain/emergency-match.ts';
import {callingCodeOf} from '../../src/domain/emergency-numbers.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {ringBack} from '../emergency/responder-phone.ts';
import type {Work} from '../store/unit-of-work.ts';
import {findLine, takeIn, turnAway} from './inbound-call.ts';
import {isInCall, lockPhone} from './phone-store.ts';
import {offerAtTelephone} from './telephone-offers.ts';

export type PhoneCaller = {readonly number: string; readonly mediaProcessId: string | null};

/** A call arrives from the trunk: it becomes a contact in the queue of the entry point whose number was called. */
export async function placeCall(
  work: Work,
  {number, mediaProcessId}: PhoneCaller,
  call: PhoneCommandBodies['PlaceCall'],
): Promise<Refusal | null> {
  if (matchEmergency(call.to, work.settings.country, work.settings.emergency.countries).kind !== 'none')
    return 'emergency-not-carried';
  const parsed = parseDialNumber(call.to);
  if (!parsed.ok) return 'invalid-number';
  const called = toE164(parsed.number, callingCodeOf(work.settings.country));
  // Before everything else ([EM-19]).
  const rung = await ringBack(work, called, {number, mediaProcessId});
  if (rung !== null) return rung.refused;
  const line = await findLine(work, 'number', called);
  if (line === undefined) return 'unobtainable';
  await lockPhone(work, number);
  if ((await isInCall(work, number)) || (await offerAtTelephone(work, number)) !== null) return 'capacity-full';
  const away = await turnAway(work, line, {actor: 'phone'});
  if (away !== null) return away.why;
  const {name, data} = call;
  await takeIn(work, line, {address: number, name, data, mediaProcessId}, {actor: 'phone'});
  return null;
}

import type {Contact} from '../../src/domain/contact.ts';
import {parseDialNumber} from '../../src/domain/dial-number.ts';
import {toE164} from '../../src/domain/e164.ts';
import {matchEmergency} from '../../src/domain/emergency-match.ts';
import {EMERGENCY_COUNTRIES, callingCodeOf} from '../../src/domain/emergency-numbers.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToContact} from './apply.ts';
import {isCallLimitReached} from './call-limit.ts';
import {ringNumber} from './ring-number.ts';
import {trunkLeg} from './trunk-leg.ts';

/** What a number that an administrator wrote stands for (E.164). Null: it cannot be rung by itself; an emergency number never is. */
export async function numberToRing(work: Work, typed: string): Promise<string | null> {
  const {country} = work.settings;
  const parsed = parseDialNumber(typed);
  const emergency = matchEmergency(typed, country, EMERGENCY_COUNTRIES).kind !== 'none';
  if (!parsed.ok || emergency || (await isCallLimitReached(work))) return null;
  return toE164(parsed.number, callingCodeOf(country));
}

/**
 * The number is rung for a caller.
 * @param queue where they wait if it does not answer
 * @returns whether it is
 */
export async function leadToNumber(
  work: Work,
  contact: Contact,
  address: string,
  queue: Contact['queue'],
  actor: 'flow' | 'overflow',
): Promise<boolean> {
  const dialled = {participantId: crypto.randomUUID(), address, name: null, leg: trunkLeg()};
  const applied = await applyToContact(work, contact, {type: 'lead-to-number', queue, dialled}, null, actor);
  if ('refused' in applied || !applied.changed) return false;
  await ringNumber(work, applied.contact, dialled.leg.id, address);
  return true;
}

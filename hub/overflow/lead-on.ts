import type {Contact} from '../../src/domain/contact.ts';
import {parseDialNumber} from '../../src/domain/dial-number.ts';
import {toE164} from '../../src/domain/e164.ts';
import {matchEmergency} from '../../src/domain/emergency-match.ts';
import {EMERGENCY_COUNTRIES, callingCodeOf} from '../../src/domain/emergency-numbers.ts';
import type {SkillNeeds} from '../../src/domain/skills.ts';
import {applyToContact} from '../contacts/apply.ts';
import {isCallLimitReached} from '../contacts/call-limit.ts';
import {ringNumber} from '../contacts/ring-number.ts';
import {trunkLeg} from '../contacts/trunk-leg.ts';
import {askFor} from '../flows/entry-points.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

type QueueRow = {readonly id: string; readonly name: string; readonly priority: number; readonly skills: SkillNeeds};

const QUEUE = `select id, name, priority, skills from queue where id = $1 and active and 'voice' = any(channels)`;

/** Into another queue, with the time they have waited. @returns null when there is none such: they stay where they are */
export async function leadToQueue(work: Work, contact: Contact, queueId: string): Promise<Contact | null> {
  const queue = await runForOne<QueueRow>(work, QUEUE, [queueId]);
  if (queue === null || queueId === contact.queue?.id) return null;
  await askFor(work, contact.id, queue.skills);
  const {dnis, variables} = contact;
  const destination = {queue: {id: queue.id, name: queue.name}, priority: queue.priority, dnis, variables};
  const applied = await applyToContact(work, contact, {type: 'enqueue', destination}, null, 'overflow');
  return 'refused' in applied || !applied.changed ? null : applied.contact;
}

/** The number is rung; if it does not answer they wait in their queue again. @returns false when it cannot be: they stay */
export async function leadToNumber(work: Work, contact: Contact, typed: string): Promise<boolean> {
  const {country} = work.settings;
  const parsed = parseDialNumber(typed);
  const emergency = matchEmergency(typed, country, EMERGENCY_COUNTRIES).kind !== 'none';
  const address = parsed.ok ? toE164(parsed.number, callingCodeOf(country)) : null;
  if (address === null || emergency || (await isCallLimitReached(work))) return false;
  const dialled = {participantId: crypto.randomUUID(), address, name: null, leg: trunkLeg()};
  const action = {type: 'lead-to-number', queue: contact.queue, dialled} as const;
  const applied = await applyToContact(work, contact, action, null, 'overflow');
  if ('refused' in applied || !applied.changed) return false;
  await ringNumber(work, applied.contact, dialled.leg.id, address);
  return true;
}

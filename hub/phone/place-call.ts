import type {PhoneCommandBodies} from '../../src/api/wire/phone.ts';
import {createInbound} from '../../src/domain/contact-creation.ts';
import type {Variable} from '../../src/domain/contact.ts';
import {parseDialNumber, toE164} from '../../src/domain/dial-number.ts';
import {matchEmergency} from '../../src/domain/emergency-match.ts';
import {EMERGENCY_COUNTRIES, callingCodeOf} from '../../src/domain/emergency-numbers.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {mergeNeeds} from '../../src/domain/skills.ts';
import {awaitLeg} from '../contacts/apply.ts';
import {isCallLimitReached} from '../contacts/call-limit.ts';
import type {ConfiguredVariable} from '../organisation/organisation.ts';
import {closedEntryPoint} from '../organisation/queue-hours.ts';
import {record} from '../store/audit.ts';
import {isInCall, lockPhone} from './phone-store.ts';
import {insertContact} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';

export type Caller = {readonly number: string; readonly mediaProcessId: string | null};

/** A call arrives from the trunk: it becomes a contact in the queue of the entry point whose number was called. */
export async function placeCall(
  work: Work,
  caller: Caller,
  call: PhoneCommandBodies['PlaceCall'],
): Promise<Refusal | null> {
  if (matchEmergency(call.to, work.settings.country, EMERGENCY_COUNTRIES).kind !== 'none')
    return 'emergency-not-carried';
  const parsed = parseDialNumber(call.to);
  if (!parsed.ok) return 'invalid-number';
  const called = toE164(parsed.number, callingCodeOf(work.settings.country));
  const entryPoint = await work.tx
    .selectFrom('entry_point')
    .innerJoin('queue', 'queue.id', 'entry_point.queue_id')
    .select(['entry_point.id', 'entry_point.variables'])
    .select(['queue.id as queue_id', 'queue.name as queue_name', 'queue.priority'])
    .select(['queue.skills as queue_skills', 'entry_point.skills'])
    .where('entry_point.number', '=', called)
    .where('entry_point.active', '=', true)
    .executeTakeFirst();
  if (entryPoint === undefined) return 'unobtainable';
  if ((await closedEntryPoint(work, entryPoint.id)) !== null) {
    await record(work, {actor: 'phone', action: 'turn-away', detail: {entryPoint: entryPoint.id, why: 'closed'}});
    return 'closed';
  }
  await lockPhone(work, caller.number);
  if (await isInCall(work, caller.number)) return 'capacity-full';
  if (await isCallLimitReached(work)) {
    await record(work, {
      actor: 'phone',
      action: 'turn-away',
      detail: {entryPoint: entryPoint.id, why: 'limit-reached'},
    });
    return 'limit-reached';
  }
  const participantId = crypto.randomUUID();
  const legId = crypto.randomUUID();
  const contact = createInbound(
    {
      id: crypto.randomUUID(),
      channel: 'voice',
      queue: {id: entryPoint.queue_id, name: entryPoint.queue_name},
      priority: entryPoint.priority,
      dnis: called,
      variables: entryPoint.variables.map((each) => variableFrom(each, call.data)),
      customer: {participantId, address: caller.number, name: call.name},
      customerLeg: {id: legId, kind: 'trunk', epoch: 0, status: 'new'},
      link: null,
    },
    work.now,
  );
  const needs = mergeNeeds(entryPoint.queue_skills, entryPoint.skills);
  await insertContact(
    work,
    {...contact, mediaProcessId: caller.mediaProcessId},
    {[participantId]: caller.number},
    needs,
  );
  await awaitLeg(work, legId);
  await record(work, {actor: 'phone', action: 'place-call', contactId: contact.id});
  work.wake(`route-contact:${contact.id}`);
  return null;
}

function variableFrom(configured: ConfiguredVariable, data: Readonly<Record<string, string>>): Variable {
  const given = Object.hasOwn(data, configured.name) ? data[configured.name] : undefined;
  return {...configured, value: given === undefined || given === '' ? configured.value : given, version: 1};
}

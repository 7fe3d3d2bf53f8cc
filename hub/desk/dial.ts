import type {CommandReply} from '../../src/api/wire/commands.ts';
import {createOutbound, ORDINARY_PRIORITY} from '../../src/domain/contact-creation.ts';
import type {Contact, Variable} from '../../src/domain/contact.ts';
import {parseDialNumber} from '../../src/domain/dial-number.ts';
import {toE164} from '../../src/domain/e164.ts';
import {matchEmergency} from '../../src/domain/emergency-match.ts';
import {EMERGENCY_COUNTRIES, callingCodeOf} from '../../src/domain/emergency-numbers.ts';
import type {SkillNeeds} from '../../src/domain/skills.ts';
import {announceContact, awaitAudio} from '../contacts/apply.ts';
import {isCallLimitReached} from '../contacts/call-limit.ts';
import {ringCustomer} from '../contacts/ring-customer.ts';
import {trunkLeg} from '../contacts/trunk-leg.ts';
import {type OutboundProfile, outboundProfileOf} from '../organisation/outbound-profile.ts';
import {agentLeg, refusalOfTelephone} from '../phone/agent-telephone.ts';
import {isLockedInEmergency} from '../emergency/wrap-up-timer.ts';
import {lockAgent} from '../store/agent-store.ts';
import {record} from '../store/audit.ts';
import type {LegAddresses} from '../store/contact-inserting.ts';
import {insertContact} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import type {Desk} from './commands.ts';

/**
 * The agent calls a number. The emergency rule comes before every other one, on the number as typed (design §6.4);
 * until the trunk carries such calls they are refused, so that nobody waits for help that is not coming. [DT-7] An agent's
 * own telephone is rung first, and the number once that is picked up: nobody is called for nobody.
 */
export async function dial(work: Work, desk: Desk, typed: string): Promise<CommandReply<'Dial'>> {
  const emergency = matchEmergency(typed, work.settings.country, EMERGENCY_COUNTRIES);
  if (emergency.kind !== 'none') return {status: 'refused', code: 'emergency-not-carried'};
  const parsed = parseDialNumber(typed);
  if (!parsed.ok) return {status: 'refused', code: 'invalid-number'};
  const agent = await lockAgent(work, desk.agentId);
  const profile = await outboundProfileOf(work, agent.outbound_profile_id);
  if (profile === null) return {status: 'refused', code: 'not-dialling-out'};
  // As for any other call they are in: nothing that is kept says which ([EM-30]).
  const busy = (await isEngaged(work, desk.agentId)) || (await isLockedInEmergency(work, desk.agentId));
  if (busy) return {status: 'refused', code: 'capacity-full'};
  const unreachable = await refusalOfTelephone(work, agent.telephone);
  if (unreachable !== null) return {status: 'refused', code: unreachable};
  if (await isCallLimitReached(work)) return {status: 'refused', code: 'limit-reached'};
  const party = {kind: 'agent', agentId: agent.id, name: agent.name} as const;
  const number = toE164(parsed.number, callingCodeOf(work.settings.country));
  const own = await ownQueue(work, agent.id);
  const queue = own === null ? null : {id: own.id, name: own.name};
  const contact = newCall(work, desk, party, {number, queue, profile, telephone: agent.telephone});
  await insertContact(work, contact, addressesOf(contact, number, agent.telephone), own?.skills);
  for (const participant of contact.participants) {
    if (participant.status === 'joined' && participant.leg !== null)
      await awaitAudio(work, contact, participant.leg.id);
  }
  await record(work, {actor: `agent:${agent.id}`, action: 'dial', contactId: contact.id});
  await announceContact(work, contact, contact, 'ContactDialled');
  if (agent.telephone === null) await ringCustomer(work, contact, number);
  return {status: 'done', result: {contactId: contact.id}};
}

function addressesOf({participants}: Contact, number: string, telephone: string | null): LegAddresses {
  return Object.fromEntries(
    participants.map(({id, role}) => [id, role === 'customer' ? number : telephone] as const).filter(isKnown),
  );
}

function isKnown(entry: readonly [string, string | null]): entry is readonly [string, string] {
  return entry[1] !== null;
}

/** Where the customer waits if this agent vanishes: the most urgent of the agent's own queues. Null: they serve none. */
async function ownQueue(
  work: Work,
  agentId: string,
): Promise<{readonly id: string; readonly name: string; readonly skills: SkillNeeds} | null> {
  const queue = await work.tx
    .selectFrom('queue')
    .leftJoin('queue_member', (join) =>
      join.onRef('queue_member.queue_id', '=', 'queue.id').on('queue_member.agent_id', '=', agentId),
    )
    .select(['queue.id', 'queue.name', 'queue.skills'])
    .where('queue.active', '=', true)
    .where((or) => or.or([or('queue.everyone', '=', true), or('queue_member.agent_id', 'is not', null)]))
    .orderBy('queue.priority')
    .orderBy('queue.id')
    .limit(1)
    .executeTakeFirst();
  return queue ?? null;
}

async function isEngaged(work: Work, agentId: string): Promise<boolean> {
  const voice = await work.tx
    .selectFrom('participant')
    .select('id')
    .where('agent_id', '=', agentId)
    .where('exclusive', '=', true)
    .where('status', '<>', 'left')
    .executeTakeFirst();
  const ringing = await work.tx
    .selectFrom('offer')
    .select('id')
    .where('agent_id', '=', agentId)
    .where('status', 'in', ['connecting', 'ringing'])
    .where('exclusive', '=', true)
    .executeTakeFirst();
  return voice !== undefined || ringing !== undefined;
}

function newCall(
  work: Work,
  desk: Desk,
  party: {kind: 'agent'; agentId: string; name: string},
  {
    number,
    queue,
    profile,
    telephone,
  }: {
    readonly number: string;
    readonly queue: Contact['queue'];
    readonly profile: OutboundProfile;
    readonly telephone: string | null;
  },
): Contact {
  const variables = profile.variables.map((each): Variable => ({...each, version: 1}));
  const contact = createOutbound(
    {
      id: crypto.randomUUID(),
      channel: 'voice',
      queue,
      priority: ORDINARY_PRIORITY,
      dnis: profile.callerNumber,
      variables,
      customer: {participantId: crypto.randomUUID(), address: number, name: null},
      customerLeg: telephone === null ? trunkLeg() : null,
      link: null,
    },
    {participantId: crypto.randomUUID(), party, leg: agentLeg(telephone)},
    work.now,
  );
  return {...contact, mediaProcessId: desk.mediaProcessId};
}

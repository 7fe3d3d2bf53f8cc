import {type Contact, participantOfAgent} from '../../src/domain/contact.ts';
import {parseDialNumber} from '../../src/domain/dial-number.ts';
import {toE164} from '../../src/domain/e164.ts';
import {matchEmergency} from '../../src/domain/emergency-match.ts';
import {EMERGENCY_COUNTRIES, callingCodeOf} from '../../src/domain/emergency-numbers.ts';
import type {AskedBy} from '../../src/domain/offer.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import type {Target, TargetWish} from '../../src/domain/target.ts';
import {isQueueOpen} from '../organisation/queue-hours.ts';
import {isIdentifier} from '../store/storable.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

export type Found = {readonly target: Target} | {readonly refused: Refusal};

/**
 * Whom a desk means. The emergency rule comes first, on the number as typed: emergency services are asked by nobody but an
 * agent who needs them (design §6.4). [CO-46] A number that is an entry point's leads there, every other one is dialled.
 */
export async function findTarget(work: Work, contact: Contact, wish: TargetWish): Promise<Found> {
  switch (wish.kind) {
    case 'agent':
      return findAgent(work, contact, wish.agentId);
    case 'queue':
      return findQueue(work, wish.queueId);
    case 'entry-point':
      return (await findEntryPoint(work, 'id', wish.entryPointId)) ?? {refused: 'unsupported-destination'};
    case 'dial-number':
      return findNumber(work, contact, wish.number, wish.name);
    default:
      return wish satisfies never;
  }
}

async function findAgent(work: Work, contact: Contact, agentId: string): Promise<Found> {
  if (!isIdentifier(agentId)) return {refused: 'agent-gone'};
  const row = await work.tx
    .selectFrom('agent')
    .select(['id', 'name', 'roles'])
    .where('id', '=', agentId)
    .executeTakeFirst();
  if (row === undefined || !row.roles.includes('agent')) return {refused: 'agent-gone'};
  const here = participantOfAgent(contact, agentId);
  if (here !== undefined && here.status !== 'wrap-up') return {refused: 'already-here'};
  return {target: {kind: 'agent', agentId: row.id, name: row.name}};
}

async function findQueue(work: Work, queueId: string): Promise<Found> {
  const row = await work.tx
    .selectFrom('queue')
    .select(['id', 'name', 'channels'])
    .where('id', '=', queueId)
    .where('active', '=', true)
    .executeTakeFirst();
  if (row === undefined || !row.channels.includes('voice')) return {refused: 'unsupported-destination'};
  if (!(await isQueueOpen(work, row.id))) return {refused: 'closed'};
  return {target: {kind: 'queue', queueId: row.id, name: row.name}};
}

const ENTRY_POINT_BY = {
  id: `select id, name, number from entry_point where id = $1 and active and channel = 'voice'`,
  number: `select id, name, number from entry_point where number = $1 and active and channel = 'voice'`,
};

async function findEntryPoint(work: Work, by: keyof typeof ENTRY_POINT_BY, value: string): Promise<Found | null> {
  const row = await runForOne<{id: string; name: string; number: string | null}>(work, ENTRY_POINT_BY[by], [value]);
  if (row === null) return null;
  return {target: {kind: 'entry-point', entryPointId: row.id, name: row.name, number: row.number}};
}

async function findNumber(work: Work, contact: Contact, typed: string, name: string | null): Promise<Found> {
  const {country} = work.settings;
  if (matchEmergency(typed, country, EMERGENCY_COUNTRIES).kind !== 'none') return {refused: 'unsupported-destination'};
  const parsed = parseDialNumber(typed);
  if (!parsed.ok) return {refused: 'invalid-number'};
  const address = toE164(parsed.number, callingCodeOf(country));
  const entryPoint = await findEntryPoint(work, 'number', address);
  if (entryPoint !== null) return entryPoint;
  if (isHere(contact, address)) return {refused: 'already-here'};
  return {target: {kind: 'dial-number', address, name}};
}

function isHere(contact: Contact, address: string): boolean {
  return contact.participants.some(
    (each) =>
      (each.status === 'joined' || each.status === 'invited') &&
      each.party.kind !== 'agent' &&
      each.party.address === address,
  );
}

const ASKED_BY = `
  select agent.name, team.name as team, coalesce(agent.desk->>'number', profile.caller_number) as number
  from agent
  left join team on team.id = agent.team_id
  left join outbound_profile profile on profile.id = agent.outbound_profile_id
  where agent.id = $1`;

/** [PO-21] What the request says of the agent who asks: name, own number (else the one they call out with) and team. */
export async function askedBy(work: Work, agentId: string, via: AskedBy['via'], returned = false): Promise<AskedBy> {
  const row = await runForOne<{name: string; team: string | null; number: string | null}>(work, ASKED_BY, [agentId]);
  return {agentId, name: row?.name ?? '', number: row?.number ?? null, team: row?.team ?? null, via, returned};
}

import {type Contact, participantOfAgent} from '../../src/domain/contact.ts';
import type {AskedBy, Offer} from '../../src/domain/offer.ts';
import type {BasePresence} from '../../src/domain/presence.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {contactForDesk} from '../contacts/desk-view.ts';
import {type AgentRow, desksOf, lockAgent} from '../store/agent-store.ts';
import {record} from '../store/audit.ts';
import {insertOffer} from '../store/offer-store.ts';
import {appendEvent} from '../store/outbox.ts';
import {run, runForOne} from '../store/statement.ts';
import {setTimer} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';

/** An agent who is asked by name, not found by routing; their row is locked. */
export type AskedAgent = {readonly row: AgentRow; readonly presents: boolean};

/** [CO-9] Who may be consulted; [TR-4] who may be given a customer. */
export const CONSULTED_WHEN: readonly BasePresence[] = ['available', 'away'];
export const TRANSFERRED_WHEN: readonly BasePresence[] = ['available'];

const OCCUPIED = `
  select
    exists (select 1 from participant p join contact c on c.id = p.contact_id
      where p.agent_id = $1 and p.exclusive and p.status = 'wrap-up' and p.contact_id is distinct from $2) as wrapping,
    exists (select 1 from participant p where p.agent_id = $1 and p.status in ('invited', 'joined')
      and (p.exclusive or p.role = 'supervisor'))
      or exists (select 1 from agent a join leg on leg.address = a.telephone and leg.closed_at is null where a.id = $1) as talking,
    exists (select 1 from offer o where o.agent_id = $1 and o.exclusive and o.ended_at is null) as ringing,
    exists (select 1 from agent_emergency e where e.agent_id = $1) as emergency`;

/**
 * Locks an agent who shall be rung for this contact and says why they cannot be, if so.
 * @param comesBack the contact comes back to who transferred it, in vain ([TR-6]): their wrap-up of it and their presence do
 *   not speak against that. To anybody else who wraps up it cannot be given ([TR-5]).
 */
export async function lockToAsk(
  work: Work,
  contact: Contact,
  agentId: string,
  when: readonly BasePresence[],
  comesBack = false,
): Promise<AskedAgent | {readonly refused: Refusal}> {
  const here = participantOfAgent(contact, agentId);
  if (here !== undefined && here.status !== 'wrap-up') return {refused: 'already-here'};
  await lockInOrder(work, contact, agentId);
  const row = await lockAgent(work, agentId);
  const occupied = await runForOne<Record<'wrapping' | 'talking' | 'ringing' | 'emergency', boolean>>(work, OCCUPIED, [
    agentId,
    comesBack ? contact.id : null,
  ]);
  if (occupied?.talking === true || occupied?.ringing === true) return {refused: 'agent-busy'};
  if (occupied?.wrapping === true) return {refused: 'agent-wrapping-up'};
  const desks = await desksOf(work, agentId);
  const reachable = desks.connected && occupied?.emergency !== true && row.roles.includes('agent');
  const willing = when.includes(row.presence_base) || (comesBack && here !== undefined);
  return reachable && willing ? {row, presents: desks.presents} : {refused: 'agent-not-available'};
}

/** Those who will be told are locked with the one who is asked, in one order: no two decisions wait on each other. */
async function lockInOrder(work: Work, contact: Contact, agentId: string): Promise<void> {
  const told = contact.participants.flatMap((each) =>
    each.party.kind === 'agent' && each.status !== 'left' ? [each.party.agentId] : [],
  );
  await run(work, LOCK_ALL, [[...new Set([...told, agentId])]]);
}

const LOCK_ALL = 'select id from agent where id = any($1::uuid[]) order by id for no key update';

export type DirectOffer = {
  readonly id: string;
  readonly purpose: Offer['purpose'];
  readonly conversationId: string | null;
  readonly askedBy: AskedBy;
};

/** Rings at one agent, who is locked and may be asked: lease, fencing number, timer, event and audit. */
export async function openDirectOffer(
  work: Work,
  contact: Contact,
  {row, presents}: AskedAgent,
  {id, purpose, conversationId, askedBy}: DirectOffer,
): Promise<Offer> {
  const {timings, dataProtection} = work.settings;
  const {fence} = await work.tx
    .updateTable('contact')
    .set((column) => ({fence: column('fence', '+', 1)}))
    .where('id', '=', contact.id)
    .returning('fence')
    .executeTakeFirstOrThrow();
  const offer: Offer = {
    id,
    contactId: contact.id,
    agentId: row.id,
    purpose,
    conversationId,
    fence,
    offeredAt: work.now,
    expiresAt: work.now + (presents ? timings.presentMs : timings.ringVoiceMs),
    status: presents ? 'connecting' : 'ringing',
    askedBy,
  };
  await insertOffer(work, offer, true);
  await setTimer(work, {kind: presents ? 'offer-present' : 'offer-ring-out', subject: offer.id}, offer.expiresAt);
  await record(work, {
    actor: `agent:${askedBy.agentId}`,
    action: `offer-${purpose}`,
    contactId: contact.id,
    agentId: row.id,
    detail: {fence},
  });
  await appendEvent(work, row.id, {type: 'ContactOffered', offer, contact: contactForDesk(contact, dataProtection)});
  return offer;
}

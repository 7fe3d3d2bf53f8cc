import type {CommandBodies, CommandReply} from '../../src/api/wire/commands.ts';
import {type Contact, consultOf} from '../../src/domain/contact.ts';
import type {Destination} from '../../src/domain/contact-transfer.ts';
import {refusalOf} from '../../src/domain/controls.ts';
import type {OverflowRules} from '../../src/domain/overflow.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import type {SkillNeeds} from '../../src/domain/skills.ts';
import type {Target} from '../../src/domain/target.ts';
import {askFor, destinationOfEntryPoint, needsOfEntryPoint, overflowOfEntryPoint} from '../flows/entry-points.ts';
import {beginFlow} from '../flows/run-flow.ts';
import {arriveInQueue} from '../overflow/arrive.ts';
import {TRANSFERRED_WHEN, lockToAsk, openDirectOffer} from '../routing/direct-offer.ts';
import {enterLine} from '../store/contact-inserting.ts';
import {replaceVariables} from '../store/contact-parts.ts';
import {lockContact} from '../store/contact-store.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToContact} from './apply.ts';
import {isCallLimitReached} from './call-limit.ts';
import {ringNumber} from './ring-number.ts';
import {askedBy, findTarget} from './targets.ts';
import {trunkLeg} from './trunk-leg.ts';

type Transferring = {readonly agentId: string};

/** [TR-21] Gives the customer away without asking first; the agent wraps up ([TR-22]). */
export async function transfer(
  work: Work,
  desk: Transferring,
  {contactId, target: wish}: CommandBodies['Transfer'],
): Promise<CommandReply<'Transfer'>> {
  const contact = await lockContact(work, contactId);
  if (contact === null) return refused('contact-gone');
  const before = refusalOf(contact, desk.agentId, 'transfer');
  if (before !== null) return refused(before);
  const found = await findTarget(work, contact, wish);
  return answer('refused' in found ? found.refused : await give(work, contact, desk, found.target));
}

/** [CO-35] Gives the customer to who is being consulted; to a queue or entry point nobody answered for yet, as it is ([CO-40]). */
export async function completeTransfer(
  work: Work,
  desk: Transferring,
  {contactId}: CommandBodies['CompleteTransfer'],
): Promise<CommandReply<'CompleteTransfer'>> {
  const contact = await lockContact(work, contactId);
  if (contact === null) return refused('contact-gone');
  const before = refusalOf(contact, desk.agentId, 'complete-transfer');
  if (before !== null) return refused(before);
  const open = consultOf(contact);
  if (open?.status === 'requested' && (open.target.kind === 'queue' || open.target.kind === 'entry-point'))
    return answer(await give(work, contact, desk, open.target));
  const action = {type: 'complete-transfer', agentId: desk.agentId} as const;
  const applied = await applyToContact(work, contact, action, 'ContactTransferred', `agent:${desk.agentId}`);
  return answer('refused' in applied ? applied.refused : null);
}

async function give(work: Work, contact: Contact, {agentId}: Transferring, target: Target): Promise<Refusal | null> {
  switch (target.kind) {
    case 'agent':
      return toAgent(work, contact, agentId, target.agentId);
    case 'queue':
      return toQueue(work, contact, agentId, target.queueId);
    case 'entry-point':
      return toEntryPoint(work, contact, agentId, target.entryPointId);
    case 'dial-number':
      return toNumber(work, contact, agentId, target);
    default:
      return target satisfies never;
  }
}

async function toAgent(work: Work, contact: Contact, agentId: string, targetId: string): Promise<Refusal | null> {
  const agent = await lockToAsk(work, contact, targetId, TRANSFERRED_WHEN);
  if ('refused' in agent) return agent.refused;
  const offerId = crypto.randomUUID();
  const action = {type: 'transfer-to-agent', agentId, offerId} as const;
  const applied = await applyToContact(work, contact, action, 'ContactTransferred', `agent:${agentId}`);
  if ('refused' in applied) return applied.refused;
  const asking = await askedBy(work, agentId, 'agent');
  await openDirectOffer(work, applied.contact, agent, {
    id: offerId,
    purpose: 'transfer',
    conversationId: null,
    askedBy: asking,
  });
  return null;
}

type QueueRow = {readonly id: string; readonly name: string; readonly priority: number; readonly skills: SkillNeeds};

const QUEUE = 'select id, name, priority, skills from queue where id = $1';

async function toQueue(work: Work, contact: Contact, agentId: string, queueId: string): Promise<Refusal | null> {
  const queue = await runForOne<QueueRow>(work, QUEUE, [queueId]);
  if (queue === null) return 'unsupported-destination';
  const {id, name, priority, skills} = queue;
  const destination: Destination = {queue: {id, name}, priority, dnis: contact.dnis, variables: contact.variables};
  return leadTo(work, contact, agentId, {destination, skills, overflow: null});
}

/** [TR-1] [TR-10] An entry point of this flow or of another one. */
async function toEntryPoint(
  work: Work,
  contact: Contact,
  agentId: string,
  entryPointId: string,
): Promise<Refusal | null> {
  const destination = await destinationOfEntryPoint(work, contact, entryPointId);
  if (destination === null) return 'unsupported-destination';
  const skills = await needsOfEntryPoint(work, entryPointId);
  const overflow = await overflowOfEntryPoint(work, entryPointId);
  const why = await leadTo(work, contact, agentId, {destination, skills, overflow});
  if (why !== null) return why;
  const stored = await lockContact(work, contact.id);
  if (stored !== null) await beginFlow(work, stored, entryPointId);
  return null;
}

/** Where a customer is led, whom that takes, and what is done when it is too full there; null: as the queue has it. */
type Lead = {
  readonly destination: Destination;
  readonly skills: SkillNeeds;
  readonly overflow: OverflowRules | null;
};

async function leadTo(
  work: Work,
  contact: Contact,
  agentId: string,
  {destination, skills, overflow}: Lead,
): Promise<Refusal | null> {
  await askFor(work, contact.id, skills);
  const action = {type: 'transfer-to-queue', agentId, destination} as const;
  const applied = await applyToContact(work, contact, action, 'ContactTransferred', `agent:${agentId}`);
  if ('refused' in applied) return applied.refused;
  if (destination.variables !== contact.variables) await replaceVariables(work, applied.contact);
  if (destination.queue?.id === contact.queue?.id) await enterLine(work, applied.contact);
  await arriveInQueue(work, applied.contact, overflow);
  return null;
}

async function toNumber(
  work: Work,
  contact: Contact,
  agentId: string,
  {address, name}: Extract<Target, {kind: 'dial-number'}>,
): Promise<Refusal | null> {
  if (await isCallLimitReached(work)) return 'limit-reached';
  const dialled = {participantId: crypto.randomUUID(), address, name, leg: trunkLeg()};
  const action = {type: 'transfer-to-number', agentId, dialled} as const;
  const applied = await applyToContact(work, contact, action, 'ContactTransferred', `agent:${agentId}`);
  if ('refused' in applied) return applied.refused;
  await ringNumber(work, applied.contact, dialled.leg.id, address);
  return null;
}

function answer(why: Refusal | null): {status: 'done'; result: null} | {status: 'refused'; code: Refusal} {
  return why === null ? {status: 'done', result: null} : refused(why);
}

function refused(code: Refusal): {readonly status: 'refused'; readonly code: Refusal} {
  return {status: 'refused', code};
}

import type {Contact} from '../../src/domain/contact.ts';
import type {Destination} from '../../src/domain/contact-transfer.ts';
import type {FlowExit, FlowFailure} from '../../src/domain/flow-run.ts';
import type {OverflowRules} from '../../src/domain/overflow.ts';
import {type SkillNeeds, mergeNeeds} from '../../src/domain/skills.ts';
import {unreachable} from '../../src/domain/unreachable.ts';
import {applyToContact} from '../contacts/apply.ts';
import {leadToNumber, numberToRing} from '../contacts/lead-to-number.ts';
import {arriveInQueue} from '../overflow/arrive.ts';
import {record} from '../store/audit.ts';
import {replaceVariables} from '../store/contact-parts.ts';
import {lockContact} from '../store/contact-store.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {askFor, destinationOfEntryPoint, needsOfEntryPoint, overflowOfEntryPoint} from './entry-points.ts';

/** A contact came to another entry point, whose flow, if it has one, is to begin. */
export type Arrived = {readonly contact: Contact; readonly entryPointId: string; readonly visits: number};

/**
 * Takes a contact out of a flow. What cannot be done leads to the queue of the entry point whose flow it is: a customer is
 * never dropped.
 */
export async function leaveFlow(
  work: Work,
  contact: Contact,
  entryPointId: string,
  exit: FlowExit,
): Promise<Arrived | null> {
  switch (exit.kind) {
    case 'queue':
      await toQueue(work, contact, entryPointId, exit);
      return null;
    case 'number':
      return toNumber(work, contact, entryPointId, exit);
    case 'entry-point':
      return toEntryPoint(work, contact, entryPointId, exit);
    case 'end':
      await applyToContact(work, contact, {type: 'end-by-flow'}, 'ContactEnded', 'flow');
      return null;
    case 'fallback':
      await fallBack(work, contact, entryPointId, exit.why);
      return null;
    default:
      return unreachable(exit);
  }
}

type QueueRow = {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
  readonly skills: SkillNeeds;
  readonly own: SkillNeeds;
};

const QUEUE = `
  select q.id, q.name, q.priority, q.skills, e.skills as own from queue q cross join entry_point e
  where q.id = $1 and q.active and e.id = $2`;

async function toQueue(
  work: Work,
  contact: Contact,
  entryPointId: string,
  {queue: queueId, priority, skills, overflow}: Extract<FlowExit, {kind: 'queue'}>,
): Promise<void> {
  const queue = await runForOne<QueueRow>(work, QUEUE, [queueId, entryPointId]);
  if (queue === null) return fallBack(work, contact, entryPointId, 'destination-gone');
  await askFor(work, contact.id, mergeNeeds(queue.skills, queue.own, skills));
  const {dnis, variables} = contact;
  const place = {queue: {id: queue.id, name: queue.name}, priority: priority ?? queue.priority};
  await enqueue(work, contact, {...place, dnis, variables}, overflow);
}

/** Into a queue, by its rules for who cannot be served soon or by those of what led there. */
async function enqueue(
  work: Work,
  contact: Contact,
  destination: Destination,
  overflow: OverflowRules | null,
): Promise<void> {
  const applied = await applyToContact(work, contact, {type: 'enqueue', destination}, null, 'flow');
  if (!('refused' in applied) && applied.changed) await arriveInQueue(work, applied.contact, overflow);
}

async function fallBack(work: Work, contact: Contact, entryPointId: string, why: FlowFailure): Promise<void> {
  await record(work, {actor: 'flow', action: 'flow-failed', contactId: contact.id, detail: {entryPointId, why}});
  await askFor(work, contact.id, await needsOfEntryPoint(work, entryPointId));
  const {dnis, variables} = contact;
  const destination = {...(await ownQueue(work, entryPointId)), dnis, variables};
  await enqueue(work, contact, destination, await overflowOfEntryPoint(work, entryPointId));
}

const OWN_QUEUE = `
  select q.id, q.name, q.priority from entry_point e join queue q on q.id = e.queue_id where e.id = $1`;

/** The queue of an entry point, whether or not either is in use still. */
async function ownQueue(work: Work, entryPointId: string): Promise<Pick<Destination, 'queue' | 'priority'>> {
  const row = await runForOne<Pick<QueueRow, 'id' | 'name' | 'priority'>>(work, OWN_QUEUE, [entryPointId]);
  if (row === null) throw new TypeError('a flow belongs to an entry point, and that to a queue');
  return {queue: {id: row.id, name: row.name}, priority: row.priority};
}

const BY_NUMBER = `select id from entry_point where number = $1 and active and channel = 'voice'`;

/** [CO-46] A number that is an entry point's leads there. An emergency number is rung for no flow. */
async function toNumber(
  work: Work,
  contact: Contact,
  entryPointId: string,
  {number: typed, visits}: Extract<FlowExit, {kind: 'number'}>,
): Promise<Arrived | null> {
  const address = await numberToRing(work, typed);
  if (address === null) {
    await fallBack(work, contact, entryPointId, 'destination-gone');
    return null;
  }
  const line = await runForOne<{id: string}>(work, BY_NUMBER, [address]);
  if (line !== null)
    return toEntryPoint(work, contact, entryPointId, {kind: 'entry-point', entryPoint: line.id, visits});
  const {queue} = await ownQueue(work, entryPointId);
  await askFor(work, contact.id, await needsOfEntryPoint(work, entryPointId));
  await leadToNumber(work, contact, address, queue, 'flow');
  return null;
}

/** [TR-10] Another entry point: with its variables, and what of ours goes along. */
async function toEntryPoint(
  work: Work,
  contact: Contact,
  from: string,
  {entryPoint, visits}: Extract<FlowExit, {kind: 'entry-point'}>,
): Promise<Arrived | null> {
  const destination = await destinationOfEntryPoint(work, contact, entryPoint);
  if (destination === null) {
    await fallBack(work, contact, from, 'destination-gone');
    return null;
  }
  await askFor(work, contact.id, await needsOfEntryPoint(work, entryPoint));
  const type = destination.queue === null ? 'lead-to-flow' : 'enqueue';
  const applied = await applyToContact(work, contact, {type, destination}, null, 'flow');
  if ('refused' in applied) return null;
  await replaceVariables(work, applied.contact);
  const stored = await lockContact(work, contact.id);
  if (stored === null) return null;
  if (destination.queue === null) return {contact: stored, entryPointId: entryPoint, visits};
  await arriveInQueue(work, stored, await overflowOfEntryPoint(work, entryPoint));
  return null;
}

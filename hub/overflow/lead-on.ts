import type {Contact} from '../../src/domain/contact.ts';
import type {SkillNeeds} from '../../src/domain/skills.ts';
import {applyToContact} from '../contacts/apply.ts';
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

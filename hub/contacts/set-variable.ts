import type {CommandBodies, CommandReply} from '../../src/api/wire/commands.ts';
import {saveValues} from '../store/contact-parts.ts';
import {lockContact} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToContact} from './apply.ts';

/** [CO-48] An agent changes a variable; everybody in the contact sees it at once, whoever may change it. */
export async function setVariable(
  work: Work,
  {agentId}: {readonly agentId: string},
  {contactId, name, value, version}: CommandBodies['SetVariable'],
): Promise<CommandReply<'SetVariable'>> {
  const contact = await lockContact(work, contactId);
  if (contact === null) return {status: 'refused', code: 'contact-gone'};
  const action = {type: 'set-variable', agentId, name, value, version} as const;
  const applied = await applyToContact(work, contact, action, 'ContactChanged', `agent:${agentId}`);
  if ('refused' in applied) return {status: 'refused', code: applied.refused};
  await saveValues(work, contact, applied.contact);
  return {status: 'done', result: null};
}

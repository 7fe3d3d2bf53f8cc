import type {CommandBodies, CommandEnvelope, CommandReply} from '../../src/api/wire/commands.ts';
import {controlsFor} from '../../src/domain/controls.ts';
import {customerOf, isJoined} from '../../src/domain/contact.ts';
import {record} from '../store/audit.ts';
import {lockContact} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import type {Desk} from './commands.ts';

/**
 * The agent presses keys in a call. The digits are stored in the command's own transaction, so that the same command
 * sent twice is one request; the hub beside the contact's media process plays them.
 */
export async function sendDigits(
  work: Work,
  desk: Desk,
  {contactId, digits, commandId = crypto.randomUUID()}: CommandBodies['SendDigits'] & Partial<CommandEnvelope>,
): Promise<CommandReply<'SendDigits'>> {
  const contact = await lockContact(work, contactId);
  if (contact === null) return {status: 'refused', code: 'contact-gone'};
  if (contact.status === 'ended') return {status: 'refused', code: 'contact-ended'};
  const {keypad} = controlsFor(contact, desk.agentId);
  if (!keypad.visible) return {status: 'refused', code: 'not-yours'};
  if (!keypad.enabled) return {status: 'refused', code: keypad.why};
  const customer = customerOf(contact);
  if (!isJoined(customer) || customer.leg === null) return {status: 'refused', code: 'not-connected'};
  const actor = `agent:${desk.agentId}`;
  await work.tx
    .insertInto('digit_request')
    .values({
      actor,
      command_id: commandId,
      contact_id: contact.id,
      leg_id: customer.leg.id,
      media_process_id: contact.mediaProcessId,
      digits,
    })
    .execute();
  // How many, never which.
  await record(work, {actor, action: 'send-digits', contactId: contact.id, detail: {count: digits.length}});
  if (contact.mediaProcessId !== null) work.wake(`media:${contact.mediaProcessId}`);
  return {status: 'done', result: null};
}

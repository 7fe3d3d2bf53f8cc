import type {Contact} from '../../src/domain/contact.ts';
import {customerOf} from '../../src/domain/contact.ts';
import {record} from '../store/audit.ts';
import type {Reading} from '../store/contact-store.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

const BEGIN = `
  insert into voicemail (id, contact_id, queue_id, number, name, began_at) values ($1, $2, $3, $4, $5, $6)`;

/** [VX-3] From this decision on what the caller says is recorded. @param contact which has left the queue to leave a message for it */
export async function beginVoicemail(work: Work, contact: Contact, queueId: string): Promise<void> {
  const party = customerOf(contact)?.party;
  if (party?.kind !== 'customer') throw new TypeError('a message is a customer’s');
  const {address, name} = party;
  await run(work, BEGIN, [crypto.randomUUID(), contact.id, queueId, address, name, new Date(work.now)]);
  await record(work, {actor: 'overflow', action: 'begin-voicemail', contactId: contact.id});
}

/** [VX-4] The caller has said all, or enough: nothing more is recorded. */
export async function stopVoicemail(work: Work, contactId: string): Promise<void> {
  await run(work, 'update voicemail set stopped_at = $2 where contact_id = $1 and stopped_at is null', [
    contactId,
    new Date(work.now),
  ]);
}

/** The message that a contact's customer is leaving just now. */
export async function runningVoicemail(reading: Reading, contactId: string): Promise<string | null> {
  const text = 'select id from voicemail where contact_id = $1 and stopped_at is null and finished_at is null';
  return (await runForOne<{id: string}>(reading, text, [contactId]))?.id ?? null;
}

/** Its pieces in the order in which they were said, of Opus packets each behind its length (`recording-file.ts`). */
export async function soundOfVoicemail(reading: Reading, id: string): Promise<readonly Buffer[]> {
  const text =
    'select packets from voicemail_piece where voicemail_id = $1 order by min(place) over (partition by process_id), seq';
  const pieces = await run<{packets: Buffer}>(reading, text, [id]);
  return pieces.map(({packets}) => packets);
}

const REOPEN =
  'update voicemail set done_at = null, done_by = null where callback_id = $1 and done_at is not null returning contact_id as "contactId"';

/** [VX-11] Nobody was reached by the callback that was made of it: somebody has to deal with it after all. */
export async function reopenVoicemail(work: Work, callbackId: string): Promise<void> {
  for (const {contactId} of await run<{contactId: string}>(work, REOPEN, [callbackId]))
    await record(work, {actor: 'hub', action: 'reopen-voicemail', contactId});
}

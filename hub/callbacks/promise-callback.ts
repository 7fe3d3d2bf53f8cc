import {CALLBACK_REASON} from '../../src/domain/callback-reason.ts';
import type {CallbackFacts} from '../../src/domain/callback.ts';
import {type Announcement, type Contact, customerOf} from '../../src/domain/contact.ts';
import {applyToContact} from '../contacts/apply.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {recordCallback} from './apply-to-callback.ts';
import {insertCallback} from './callback-store.ts';

/**
 * [DC-14] The caller has pressed the key: from this decision on they are to be called, whatever becomes of the line. The contact they
 * waited in is the first attempt, and keeps its place ([DC-21]).
 * @param announcement what they are told before the line is released
 */
export async function promiseCallback(work: Work, contact: Contact, announcement: Announcement): Promise<Contact> {
  const applied = await applyToContact(work, contact, {type: 'promise-callback', announcement}, null, 'customer');
  if ('refused' in applied || !applied.changed) return contact;
  const callback = {...(await directCallback(work, applied.contact)), status: 'queued'} as const;
  await insertCallback(work, callback);
  await recordCallback(work, callback, 'promise', 'customer');
  return applied.contact;
}

/** What a call in a queue says of the callback that takes its place. */
export async function directCallback(work: Work, contact: Contact): Promise<CallbackFacts> {
  const party = customerOf(contact)?.party;
  if (party?.kind !== 'customer' || contact.queue === null)
    throw new TypeError('who is promised a call waits in a queue');
  return {
    id: crypto.randomUUID(),
    kind: 'direct',
    source: 'call',
    customer: {number: party.address, name: party.name},
    reason: contact.variables.find(({name, secure}) => name === CALLBACK_REASON && !secure)?.value ?? '',
    queueId: contact.queue.id,
    assigneeId: null,
    createdBy: null,
    time: null,
    zone: await zoneOfQueue(work, contact.queue.id),
    window: {startsAt: work.now, endsAt: work.now + work.settings.callbacks.rules.directMs},
    attempts: 0,
    fromContactId: contact.id,
    contactId: contact.id,
    createdAt: work.now,
    version: 1,
  };
}

const ZONE = `
  select hours.rule->>'zone' as zone from queue join opening_hours hours on hours.id = queue.hours_id where queue.id = $1`;

/** A telephone does not say where its customer is: they are taken to be where their queue is. Null: nobody knows where that is. */
export async function zoneOfQueue(work: Work, queueId: string): Promise<string | null> {
  return (await runForOne<{zone: string}>(work, ZONE, [queueId]))?.zone ?? null;
}

import {type Kysely, sql} from 'kysely';
import type {Contact, Leg, Participant} from '../../src/domain/contact.ts';
import {isPromised} from '../../src/domain/contact-callback.ts';
import {planMedia} from '../../src/domain/media-plan.ts';
import type {SkillNeeds} from '../../src/domain/skills.ts';
import {CONTACT_COLUMNS, type ContactRow, contactFromRow} from './contact-loading.ts';
import {
  type LegAddresses,
  enterLine,
  insertContactRows,
  insertParticipants,
  leaveLine,
  legOf,
  seatRows,
} from './contact-inserting.ts';
import {saveParts} from './contact-parts.ts';
import {contactColumns, participantColumns} from './contact-rows.ts';
import {run, runForOne} from './statement.ts';
import {isIdentifier} from './storable.ts';
import type {Tables} from './tables.ts';
import {tellWhatHappened} from '../watching/contact-facts.ts';
import type {Work} from './unit-of-work.ts';
import {tellWebhooks} from '../webhooks/tell.ts';

/** Reads inside a decision or outside one. */
export type Reading = {readonly tx: Kysely<Tables>};

const LOCK = 'select 1 from contact where id = $1 for update';
const READ = `select ${CONTACT_COLUMNS} from contact where id = any($1::uuid[]) order by created_at`;

/**
 * Loads a contact for a change: others wait until this decision is over. Null when there is none. Two statements: the
 * second one sees what those had changed on whom the first one waited.
 */
export async function lockContact(work: Work, contactId: string): Promise<Contact | null> {
  if (!isIdentifier(contactId)) return null;
  if ((await runForOne(work, LOCK, [contactId])) === null) return null;
  const [contact] = await readContacts(work, [contactId]);
  return contact ?? null;
}

const LOCK_WAITING = `select ${CONTACT_COLUMNS}, (select version from contact same where same.id = contact.id) as seen_version
  from contact where id = $1 and status = 'waiting' and (line_id is not null or personal_agent_id is not null)
  for update of contact skip locked`;

export type WaitingContact = {
  readonly contact: Contact;
  /** Of its last offer. */
  readonly fence: number;
  readonly lineId: number | null;
  /** The one agent it is for. */
  readonly personalAgentId: string | null;
};

/**
 * As {@link lockContact}, but gives up at once when somebody else is deciding on it, or its state is another. It waits on
 * nobody, so one statement will do, unless somebody was done between its beginning and the lock: then the row is newer
 * than the rest, and all is read again.
 */
export async function tryLockWaiting(work: Work, contactId: string): Promise<WaitingContact | null> {
  const row = await runForOne<ContactRow & {readonly seen_version: number}>(work, LOCK_WAITING, [contactId]);
  if (row === null) return null;
  const {fence, line_id: lineId, personal_agent_id: personalAgentId} = row;
  if (row.seen_version === row.version) return {contact: contactFromRow(row), fence, lineId, personalAgentId};
  const [contact] = await readContacts(work, [contactId]);
  return contact === undefined ? null : {contact, fence, lineId, personalAgentId};
}

/** Reads without a lock: for snapshots and for the media plan, which are brought up to date again after each change. */
export async function readContacts(work: Reading, contactIds: readonly string[]): Promise<readonly Contact[]> {
  if (contactIds.length === 0) return [];
  return (await run<ContactRow>(work, READ, [contactIds])).map(contactFromRow);
}

/**
 * Stores a new contact with all that belongs to it.
 * @param needs skills that whoever serves it must have: its entry point's and its queue's together
 */
export async function insertContact(
  work: Work,
  contact: Contact,
  addresses: LegAddresses = {},
  needs: SkillNeeds = {},
): Promise<void> {
  await insertContactRows(work, contact, addresses, needs);
  await tellWebhooks(work, contact, {type: 'contact.created'});
  wakeMedia(work, contact);
  if (contact.channel === 'voice') work.wake('trunk');
}

function wakeMedia(work: Work, {channel, mediaProcessId}: Contact): void {
  if (channel === 'voice' && mediaProcessId !== null) work.wake(`media:${mediaProcessId}`);
}

/** A change that changes nothing that is heard: audio that was up to date still is, and nobody has to look. */
function upToDateIfItWas({version: before}: Contact, {version: after}: Contact) {
  return {
    media_version: sql<number>`case when media_version = ${before}::bigint then ${after}::bigint else media_version end`,
  };
}

/** A telephone is told of its own part only, and of the call's end. */
function concernsTrunk(before: Contact, after: Contact): boolean {
  if (after.channel !== 'voice') return false;
  if (before.status !== after.status && after.status === 'ended') return true;
  return after.participants.some((each) => {
    const previous = before.participants.find(({id}) => id === each.id);
    if (previous === each) return false;
    return legOf(each)?.kind === 'trunk' || (previous !== undefined && legOf(previous)?.kind === 'trunk');
  });
}

/** Stores what a rule changed, and nothing else: a participant that is the same object is left alone. */
export async function saveContact(work: Work, before: Contact, after: Contact): Promise<void> {
  if (before === after) return;
  const heardAlike = JSON.stringify(planMedia(before)) === JSON.stringify(planMedia(after));
  await work.tx
    .updateTable('contact')
    .set({...contactColumns(after), ...(heardAlike ? upToDateIfItWas(before, after) : {})})
    .where('id', '=', after.id)
    .execute();
  if (isPromised(after)) await leaveLine(work, after);
  else if (before.queue?.id !== after.queue?.id || isPromised(before)) await enterLine(work, after);
  await saveParts(work, before, after);
  tellWhatHappened(work, before, after);
  const known = new Map(before.participants.map((each) => [each.id, each]));
  const placed = [...after.participants.entries()];
  const added = placed.filter(([, each]) => !known.has(each.id));
  if (added.length > 0) await insertParticipants(work, after, added);
  for (const [, participant] of placed) {
    const previous = known.get(participant.id);
    if (previous !== undefined && previous !== participant) await updateParticipant(work, after, previous, participant);
  }
  if (!heardAlike) wakeMedia(work, after);
  if (concernsTrunk(before, after)) work.wake('trunk');
}

async function updateParticipant(work: Work, contact: Contact, before: Participant, after: Participant): Promise<void> {
  await work.tx.updateTable('participant').set(participantColumns(after, contact)).where('id', '=', after.id).execute();
  await saveSeats(work, before, after);
  const [was, is] = [legOf(before), legOf(after)];
  if (is === null && was !== null) {
    await closeLeg(work, was);
  } else if (is !== null && was === null) {
    await insertLeg(work, contact.id, after, is);
  } else if (is !== null && was !== is) {
    await work.tx.updateTable('leg').set({status: is.status, epoch: is.epoch}).where('id', '=', is.id).execute();
  }
}

async function saveSeats(work: Work, before: Participant, after: Participant): Promise<void> {
  const [was, is] = [seatRows(before), seatRows(after)];
  if (JSON.stringify(was) === JSON.stringify(is)) return;
  if (was.length > 0) await work.tx.deleteFrom('seat').where('participant_id', '=', after.id).execute();
  if (is.length > 0) await work.tx.insertInto('seat').values(is).execute();
}

/** [WU-9] Whose telephone was hung up, whatever the call was, may be offered one again. */
const CLOSE = `
  with closed as (update leg set closed_at = $2 where id = $1 returning address)
  select agent.id from closed join agent on agent.telephone = closed.address`;

async function closeLeg(work: Work, {id}: Leg): Promise<void> {
  for (const freed of await run<{readonly id: string}>(work, CLOSE, [id, new Date(work.now)]))
    work.wake(`route-agent:${freed.id}`);
}

async function insertLeg(work: Work, contactId: string, {id, party}: Participant, leg: Leg): Promise<void> {
  await work.tx
    .insertInto('leg')
    .values({
      id: leg.id,
      contact_id: contactId,
      participant_id: id,
      kind: leg.kind,
      epoch: leg.epoch,
      status: leg.status,
      address: leg.kind === 'trunk' && party.kind !== 'agent' ? party.address : null,
    })
    .execute();
}

import type {Kysely} from 'kysely';
import type {Contact, Leg, Participant, Variable} from '../../src/domain/contact.ts';
import {
  contactColumns,
  contactFrom,
  legFrom,
  participantColumns,
  participantFrom,
  variableFrom,
} from './contact-rows.ts';
import {isIdentifier} from './storable.ts';
import type {Tables} from './tables.ts';
import type {Work} from './unit-of-work.ts';
import {tellWebhooks} from '../webhooks/tell.ts';

/** Reads inside a decision or outside one. */
export type Reading = {readonly tx: Kysely<Tables>};

/** Loads a contact for a change: others wait until this decision is over. Null when there is none. */
export async function lockContact(work: Work, contactId: string): Promise<Contact | null> {
  if (!isIdentifier(contactId)) return null;
  const row = await work.tx
    .selectFrom('contact')
    .selectAll()
    .where('id', '=', contactId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : complete(work, row);
}

/** As {@link lockContact}, but gives up at once when somebody else is deciding on it, or its state is another. */
export async function tryLockWaiting(work: Work, contactId: string): Promise<Contact | null> {
  const row = await work.tx
    .selectFrom('contact')
    .selectAll()
    .where('id', '=', contactId)
    .where('status', '=', 'waiting')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row === undefined ? null : complete(work, row);
}

/** Reads without a lock: for snapshots and for the media plan, which are brought up to date again after each change. */
export async function readContacts(work: Reading, contactIds: readonly string[]): Promise<readonly Contact[]> {
  if (contactIds.length === 0) return [];
  const rows = await work.tx
    .selectFrom('contact')
    .selectAll()
    .where('id', 'in', contactIds)
    .orderBy('created_at')
    .execute();
  return Promise.all(rows.map((row) => complete(work, row)));
}

async function complete(work: Reading, row: Parameters<typeof contactFrom>[0]): Promise<Contact> {
  const {tx} = work;
  const queue =
    row.queue_id === null
      ? null
      : await tx.selectFrom('queue').select(['id', 'name']).where('id', '=', row.queue_id).executeTakeFirstOrThrow();
  const variables = await tx
    .selectFrom('variable')
    .selectAll()
    .where('contact_id', '=', row.id)
    .orderBy('place')
    .execute();
  const conversations = await tx
    .selectFrom('conversation')
    .selectAll()
    .where('contact_id', '=', row.id)
    .orderBy('id')
    .execute();
  const participants = await tx
    .selectFrom('participant')
    .selectAll()
    .where('contact_id', '=', row.id)
    .orderBy('place')
    .execute();
  const legs = await tx
    .selectFrom('leg')
    .selectAll()
    .where('contact_id', '=', row.id)
    .where('closed_at', 'is', null)
    .execute();
  const seats = await tx
    .selectFrom('seat')
    .innerJoin('participant', 'participant.id', 'seat.participant_id')
    .select(['seat.participant_id', 'seat.conversation_id', 'seat.held'])
    .where('participant.contact_id', '=', row.id)
    .orderBy('seat.conversation_id')
    .execute();
  return contactFrom(row, {
    queue,
    variables: variables.map(variableFrom),
    conversations: conversations.map((each) => ({id: each.id, kind: each.kind, startedBy: each.started_by})),
    participants: participants.map((each) => {
      const leg = legs.find((candidate) => candidate.participant_id === each.id);
      const own = seats.filter((seat) => seat.participant_id === each.id);
      return participantFrom(
        each,
        leg === undefined ? null : legFrom(leg),
        own.map((seat) => ({conversationId: seat.conversation_id, held: seat.held})),
      );
    }),
  });
}

/** Stores a new contact with all that belongs to it. */
export async function insertContact(work: Work, contact: Contact, addresses: LegAddresses = {}): Promise<void> {
  const {tx} = work;
  await tx
    .insertInto('contact')
    .values({
      id: contact.id,
      channel: contact.channel,
      direction: contact.direction,
      kind: contact.kind,
      enqueued_at: new Date(contact.enqueuedAt),
      created_at: new Date(contact.createdAt),
      queue_id: contact.queue?.id ?? null,
      personal_agent_id: null,
      dnis: contact.dnis,
      link: contact.link,
      subject: contact.subject,
      ...contactColumns(contact),
    })
    .execute();
  await tx
    .insertInto('conversation')
    .values(
      contact.conversations.map((each) => ({
        contact_id: contact.id,
        id: each.id,
        kind: each.kind,
        started_by: each.startedBy,
      })),
    )
    .execute();
  if (contact.variables.length > 0) {
    await tx
      .insertInto('variable')
      .values(contact.variables.map((each, place) => variableRow(contact.id, each, place)))
      .execute();
  }
  for (const [place, participant] of contact.participants.entries())
    await insertParticipant(work, contact, participant, place, addresses);
  await tellWebhooks(work, contact, {type: 'contact.created'});
  wakeVoice(work, contact);
}

function wakeVoice(work: Work, contact: Contact): void {
  if (contact.channel !== 'voice') return;
  if (contact.mediaProcessId !== null) work.wake(`media:${contact.mediaProcessId}`);
  work.wake('trunk');
}

/** Where a leg on the trunk leads to: participant → number. */
export type LegAddresses = Readonly<Record<string, string>>;

function variableRow(contactId: string, variable: Variable, place: number) {
  const {name, label, type, value, secure, editable, popoverPlace, version} = variable;
  return {
    contact_id: contactId,
    place,
    name,
    label,
    type,
    value,
    secure,
    editable,
    popover_place: popoverPlace,
    version,
  };
}

/** Stores what a rule changed, and nothing else: a participant that is the same object is left alone. */
export async function saveContact(work: Work, before: Contact, after: Contact): Promise<void> {
  if (before === after) return;
  await work.tx.updateTable('contact').set(contactColumns(after)).where('id', '=', after.id).execute();
  tellWhatHappened(work, before, after);
  for (const [place, participant] of after.participants.entries()) {
    const previous = before.participants.find((each) => each.id === participant.id);
    if (previous === undefined) await insertParticipant(work, after, participant, place, {});
    else if (previous !== participant) await updateParticipant(work, after, previous, participant);
  }
  wakeVoice(work, after);
}

function tellWhatHappened(work: Work, before: Contact, after: Contact): void {
  const {channel, direction} = after;
  if (after.status === 'connected' && before.status === 'offered')
    work.tell({type: 'contact-answered', channel, waitedMs: work.now - after.enqueuedAt});
  if (after.status === 'ended' && before.status !== 'ended')
    work.tell({type: 'contact-ended', channel, direction, reason: after.endReason});
}

async function insertParticipant(
  work: Work,
  contact: Contact,
  participant: Participant,
  place: number,
  addresses: LegAddresses,
): Promise<void> {
  await work.tx
    .insertInto('participant')
    .values({
      id: participant.id,
      contact_id: contact.id,
      place,
      wrap_up_extensions: 0,
      ...participantColumns(participant, contact),
    })
    .execute();
  await saveSeats(work, participant);
  const leg = legOf(participant);
  if (leg !== null) await insertLeg(work, contact.id, participant.id, leg, addresses[participant.id] ?? null);
}

async function updateParticipant(work: Work, contact: Contact, before: Participant, after: Participant): Promise<void> {
  await work.tx.updateTable('participant').set(participantColumns(after, contact)).where('id', '=', after.id).execute();
  await work.tx.deleteFrom('seat').where('participant_id', '=', after.id).execute();
  await saveSeats(work, after);
  const [was, is] = [legOf(before), legOf(after)];
  if (is === null && was !== null) {
    await work.tx
      .updateTable('leg')
      .set({closed_at: new Date(work.now)})
      .where('id', '=', was.id)
      .execute();
  } else if (is !== null && was === null) {
    await insertLeg(work, contact.id, after.id, is, null);
  } else if (is !== null && was !== is) {
    await work.tx.updateTable('leg').set({status: is.status, epoch: is.epoch}).where('id', '=', is.id).execute();
  }
}

async function saveSeats(work: Work, participant: Participant): Promise<void> {
  if (participant.status !== 'joined' || participant.seats.length === 0) return;
  await work.tx
    .insertInto('seat')
    .values(
      participant.seats.map((seat) => ({
        participant_id: participant.id,
        conversation_id: seat.conversationId,
        held: seat.held,
      })),
    )
    .execute();
}

async function insertLeg(
  work: Work,
  contactId: string,
  participantId: string,
  leg: Leg,
  address: string | null,
): Promise<void> {
  await work.tx
    .insertInto('leg')
    .values({
      id: leg.id,
      contact_id: contactId,
      participant_id: participantId,
      kind: leg.kind,
      epoch: leg.epoch,
      status: leg.status,
      address,
    })
    .execute();
}

function legOf(participant: Participant): Leg | null {
  return participant.status === 'invited' || participant.status === 'joined' ? participant.leg : null;
}

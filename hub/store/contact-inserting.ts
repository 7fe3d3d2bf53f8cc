import type {Contact, Leg, Participant} from '../../src/domain/contact.ts';
import {type SkillNeeds, skillKey} from '../../src/domain/skills.ts';
import {contactColumns, participantColumns} from './contact-rows.ts';
import {run, runForOne} from './statement.ts';
import type {Work} from './unit-of-work.ts';

/** Where a leg on the trunk leads to: participant → number. */
export type LegAddresses = Readonly<Record<string, string>>;

/** Participants with their seats and legs, as `$2`, `$3` and `$4`; the contact is `$1`. */
const WITH_PARTICIPANTS = `
  joined as (
    insert into participant (id, contact_id, place, role, party_kind, agent_id, address, name, status, exclusive, joined_at,
      muted, lost_at, wrap_up_started_at, wrap_up_deadline_at, wrap_up_extensions, left_at, left_reason, invited_to,
      wrap_up_given, monitors)
    select id, $1::uuid, place, role, party_kind, agent_id, address, name, status, exclusive, joined_at,
      muted, lost_at, wrap_up_started_at, wrap_up_deadline_at, coalesce(wrap_up_extensions, 0), left_at, left_reason,
      invited_to, coalesce(wrap_up_given, false), monitors
    from jsonb_to_recordset($2::jsonb) as p(id uuid, place int, role text, party_kind text, agent_id uuid, address text,
      name text, status text, exclusive boolean, joined_at timestamptz, muted boolean, lost_at timestamptz,
      wrap_up_started_at timestamptz, wrap_up_deadline_at timestamptz, wrap_up_extensions int, left_at timestamptz,
      left_reason text, invited_to text, wrap_up_given boolean, monitors uuid)),
  seated as (
    insert into seat (participant_id, conversation_id, held)
    select participant_id, conversation_id, held
    from jsonb_to_recordset($3::jsonb) as s(participant_id uuid, conversation_id text, held boolean)),
  legged as (
    insert into leg (id, contact_id, participant_id, kind, epoch, status, address)
    select id, $1::uuid, participant_id, kind, epoch, status, address
    from jsonb_to_recordset($4::jsonb) as l(id uuid, participant_id uuid, kind text, epoch int, status text, address text))`;

const INSERT_PARTICIPANTS = `with ${WITH_PARTICIPANTS} select 1`;

const INSERT_CONTACT = `
  with ${WITH_PARTICIPANTS},
  talking as (
    insert into conversation (contact_id, id, kind, started_by)
    select $1::uuid, id, kind, started_by from jsonb_to_recordset($5::jsonb) as c(id text, kind text, started_by uuid)),
  known as (
    insert into variable (contact_id, place, name, label, type, value, secure, editable, popover_place, version)
    select $1::uuid, place, name, label, type, value, secure, editable, popover_place, version
    from jsonb_to_recordset($6::jsonb) as v(place int, name text, label text, type text, value text, secure boolean,
      editable boolean, popover_place int, version bigint))
  insert into contact (id, channel, direction, kind, status, priority, enqueued_at, created_at, queue_id, dnis, link, subject,
    media_process_id, version, offer_id, connected_at, customer_left_at, ended_at, end_reason, skills, skill_key,
    cancellable, line_id)
  select $1::uuid, channel, direction, kind, status, priority, enqueued_at, created_at, queue_id, dnis, link, subject,
    media_process_id, version, offer_id, connected_at, customer_left_at, ended_at, end_reason, skills, skill_key,
    cancellable, (select line.id from routing_line line where line.queue_id = c.queue_id and line.channel = c.channel
      and line.skill_key = c.skill_key)
  from jsonb_to_record($7::jsonb) as c(channel text, direction text, kind text, status text, priority int,
    enqueued_at timestamptz, created_at timestamptz, queue_id text, dnis text, link text, subject text,
    media_process_id uuid, version bigint, offer_id uuid, connected_at timestamptz, customer_left_at timestamptz,
    ended_at timestamptz, end_reason text, skills jsonb, skill_key text, cancellable boolean)
  returning line_id`;

/** The first contact of a queue and channel with its needs opens their line. */
const ENTER_LINE = `
  with opened as (
    insert into routing_line (queue_id, channel, skill_key, skills)
    select $2, channel, skill_key, skills from contact where id = $1 and $2::text is not null
    on conflict (queue_id, channel, skill_key) do update set skills = excluded.skills returning id)
  update contact set queue_id = $2, line_id = (select id from opened) where id = $1`;

/** Stores which queue a contact is in: it waits in the line of those who ask for the same there. */
export async function enterLine(work: Work, {id, queue}: Contact): Promise<void> {
  await run(work, ENTER_LINE, [id, queue?.id ?? null]);
}

/** Nobody is found for it until it enters a line again. */
export async function leaveLine(work: Work, {id}: Contact): Promise<void> {
  await run(work, 'update contact set line_id = null where id = $1', [id]);
}

/** Stores a new contact with all that belongs to it, in one statement. */
export async function insertContactRows(
  work: Work,
  contact: Contact,
  addresses: LegAddresses,
  needs: SkillNeeds,
): Promise<void> {
  const {queue, channel} = contact;
  const row = {
    channel,
    created_at: new Date(contact.createdAt),
    queue_id: queue?.id ?? null,
    link: contact.link,
    subject: contact.subject,
    ...contactColumns(contact),
    cancellable: contact.cancellable,
    skills: needs,
    skill_key: skillKey(needs),
  };
  const inserted = await runForOne<{line_id: number | null}>(work, INSERT_CONTACT, [
    contact.id,
    ...participantValues(contact, [...contact.participants.entries()], addresses),
    JSON.stringify(contact.conversations.map(({id, kind, startedBy}) => ({id, kind, started_by: startedBy}))),
    JSON.stringify(
      contact.variables.map(({popoverPlace, ...each}, place) => ({...each, place, popover_place: popoverPlace})),
    ),
    JSON.stringify(row),
  ]);
  if (queue !== null && inserted?.line_id === null) await enterLine(work, contact);
}

/** Stores participants who came to a contact that is there. */
export async function insertParticipants(work: Work, contact: Contact, placed: readonly Placed[]): Promise<void> {
  await run(work, INSERT_PARTICIPANTS, [contact.id, ...participantValues(contact, placed, {})]);
}

type Placed = readonly [place: number, participant: Participant];

function participantValues(contact: Contact, placed: readonly Placed[], addresses: LegAddresses): readonly string[] {
  const rows = placed.map(([place, each]) => ({id: each.id, place, ...participantColumns(each, contact)}));
  const seats = placed.flatMap(([, each]) => seatRows(each));
  const legs = placed.flatMap(([, each]) => {
    const leg = legOf(each);
    // Who is rung by a number is reached at it; a customer's may be another than the one that is shown.
    const rung = each.role === 'dial-number' && each.party.kind === 'dial-number' ? each.party.address : null;
    return leg === null ? [] : [{...leg, participant_id: each.id, address: addresses[each.id] ?? rung}];
  });
  return [rows, seats, legs].map((each) => JSON.stringify(each));
}

export function seatRows(participant: Participant) {
  if (participant.status !== 'joined') return [];
  return participant.seats.map((seat) => ({
    participant_id: participant.id,
    conversation_id: seat.conversationId,
    held: seat.held,
  }));
}

export function legOf(participant: Participant): Leg | null {
  return participant.status === 'invited' || participant.status === 'joined' ? participant.leg : null;
}

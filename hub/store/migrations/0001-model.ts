import {type Kysely, sql} from 'kysely';

/**
 * The model (docs/decisions/0001-contact-model.md says what it was tried against). Uniqueness that must never fail is
 * an index here, whatever the code believes: one open offer per contact and conversation, one ordinary voice contact
 * and one ordinary voice ring per agent, one open leg per participant.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of [...PROCESSES, ...ORGANISATION, ...AGENTS, ...CONTACTS, ...DELIVERY]) {
    await sql.raw(statement).execute(db);
  }
}

const PROCESSES = [
  `create table hub_process (
     id uuid primary key, address text not null, started_at timestamptz not null default now(),
     heartbeat_at timestamptz not null default now(), stopped_at timestamptz)`,
  `create table media_process (
     id uuid primary key, hub_id uuid references hub_process, started_at timestamptz not null default now(),
     heartbeat_at timestamptz not null default now(), gone_at timestamptz)`,
];

const ORGANISATION = [
  `create table organisation_revision (
     id bigint generated always as identity primary key, applied_at timestamptz not null default now(),
     actor text not null, fingerprint text not null, document jsonb not null)`,
  `create table queue (
     id text primary key, name text not null, everyone boolean not null, priority int not null, active boolean not null default true)`,
  `create table entry_point (
     id text primary key, name text not null, number text unique, queue_id text not null references queue,
     variables jsonb not null, active boolean not null default true)`,
  `create table wrap_up_reason (
     id text primary key, label text not null, standard boolean not null, place int not null, active boolean not null default true)`,
  `create table presence_choice (
     base text not null, reason text not null, label text not null, place int not null, primary key (base, reason))`,
];

const AGENTS = [
  `create table agent (
     id uuid primary key, issuer text not null, subject text not null, name text not null, roles text[] not null,
     presence_base text not null check (presence_base in ('available','busy','do-not-disturb','away','offline')),
     presence_reason text, presence_since timestamptz not null, idle_since timestamptz not null,
     last_seq bigint not null default 0, capacity jsonb not null, created_at timestamptz not null default now(),
     unique (issuer, subject))`,
  `create index agent_idle on agent (idle_since, id) where presence_base = 'available'`,
  `create table queue_member (
     queue_id text not null references queue on delete cascade, agent_id uuid not null references agent on delete cascade,
     primary key (queue_id, agent_id))`,
  `create index queue_member_of_agent on queue_member (agent_id)`,
  // A layer above presence: nothing that writes presence may touch it, and it outlives every process (design §6.1).
  `create table agent_emergency (
     agent_id uuid primary key references agent, since timestamptz not null,
     prior_base text not null, prior_reason text, until_at timestamptz not null)`,
  `create table agent_session (
     id uuid primary key, agent_id uuid not null references agent, hub_id uuid not null references hub_process,
     protocol int not null, connection_id text not null unique, connected_at timestamptz not null default now())`,
  `create index agent_session_of_agent on agent_session (agent_id)`,
  `create index agent_session_of_hub on agent_session (hub_id)`,
];

const CONTACTS = [
  `create table contact (
     id uuid primary key, channel text not null check (channel in ('voice','chat','email','social')),
     direction text not null check (direction in ('inbound','outbound')),
     kind text not null check (kind in ('ordinary','callback','emergency-callback')),
     status text not null check (status in ('waiting','offered','dialling','connected','post-call','ended')),
     priority int not null, enqueued_at timestamptz not null, created_at timestamptz not null,
     queue_id text references queue, personal_agent_id uuid references agent, dnis text, link text,
     media_process_id uuid references media_process, version bigint not null, media_version bigint not null default 0,
     fence bigint not null default 0, offer_id uuid, connected_at timestamptz, customer_left_at timestamptz,
     ended_at timestamptz, end_reason text,
     check ((status = 'offered') = (offer_id is not null)), check ((status = 'ended') = (ended_at is not null)))`,
  `create index contact_waiting on contact (queue_id, priority, enqueued_at, id)
     where status = 'waiting' and personal_agent_id is null`,
  `create index contact_waiting_personal on contact (personal_agent_id, priority, enqueued_at, id)
     where status = 'waiting' and personal_agent_id is not null`,
  `create index contact_media_behind on contact (media_process_id) where media_version < version`,
  `create table conversation (
     contact_id uuid not null references contact on delete cascade, id text not null,
     kind text not null check (kind in ('main','consult')), started_by uuid, primary key (contact_id, id))`,
  `create table participant (
     id uuid primary key, contact_id uuid not null references contact on delete cascade, place int not null,
     role text not null check (role in ('customer','primary','consulted','conferenced','dial-number','supervisor')),
     party_kind text not null check (party_kind in ('customer','agent','dial-number')),
     agent_id uuid references agent, address text, name text,
     status text not null check (status in ('invited','joined','wrap-up','left')),
     exclusive boolean not null, joined_at timestamptz, muted boolean not null default false, lost_at timestamptz,
     wrap_up_started_at timestamptz, wrap_up_deadline_at timestamptz, wrap_up_extensions int not null default 0,
     wrap_up_reason_id text, wrap_up_note text, left_at timestamptz, left_reason text,
     check ((party_kind = 'agent') = (agent_id is not null)))`,
  `create index participant_of_contact on participant (contact_id)`,
  `create index participant_of_agent on participant (agent_id) where status <> 'left'`,
  // `exclusive` is set for ordinary voice: an emergency callback and a supervisor's listening are not stopped by it.
  `create unique index participant_one_voice on participant (agent_id) where exclusive and status <> 'left'`,
  `create table seat (
     participant_id uuid not null references participant on delete cascade, conversation_id text not null,
     held boolean not null, primary key (participant_id, conversation_id))`,
  `create table leg (
     id uuid primary key, contact_id uuid not null references contact on delete cascade,
     participant_id uuid not null references participant on delete cascade, kind text not null check (kind in ('browser','trunk')),
     epoch int not null, status text not null check (status in ('new','ringing','connected','lost')),
     address text, created_at timestamptz not null default now(), closed_at timestamptz)`,
  `create unique index leg_one_open on leg (participant_id) where closed_at is null`,
  `create index leg_of_address on leg (address, created_at desc) where address is not null`,
  `create index leg_of_contact on leg (contact_id)`,
  `create table leg_description (
     leg_id uuid not null references leg on delete cascade, epoch int not null, offer text not null, answer text,
     failure text, created_at timestamptz not null default now(), primary key (leg_id, epoch))`,
  `create index leg_description_age on leg_description (created_at)`,
  `create index leg_description_open on leg_description (leg_id) where answer is null and failure is null`,
  `create table variable (
     contact_id uuid not null references contact on delete cascade, place int not null, name text not null, label text not null,
     type text not null, value text, secure boolean not null, editable boolean not null, popover_place int,
     version bigint not null default 1, primary key (contact_id, name))`,
  `create table offer (
     id uuid primary key, contact_id uuid not null references contact on delete cascade, conversation_id text,
     agent_id uuid not null references agent, purpose text not null check (purpose in ('answer','consult','transfer')),
     exclusive boolean not null, fence bigint not null, offered_at timestamptz not null, expires_at timestamptz not null,
     status text not null check (status in ('ringing','accepted','declined','no-answer','withdrawn')), ended_at timestamptz)`,
  `create unique index offer_one_open on offer (contact_id, coalesce(conversation_id, 'main')) where status = 'ringing'`,
  `create unique index offer_one_voice_ring on offer (agent_id) where exclusive and status = 'ringing'`,
  `create index offer_ringing_of_agent on offer (agent_id) where status = 'ringing'`,
];

const DELIVERY = [
  `create table agent_outbox (
     agent_id uuid not null references agent on delete cascade, seq bigint not null,
     occurred_at timestamptz not null, event jsonb not null, primary key (agent_id, seq))`,
  `create index agent_outbox_age on agent_outbox (occurred_at)`,
  `create table timer (
     kind text not null, subject text not null, due_at timestamptz not null, primary key (kind, subject))`,
  `create index timer_due on timer (due_at)`,
  `create table command (
     actor text not null, command_id text not null, name text not null, reply jsonb not null,
     executed_at timestamptz not null default now(), primary key (actor, command_id))`,
  `create index command_age on command (executed_at)`,
  `create table audit (
     id bigint generated always as identity primary key, occurred_at timestamptz not null default now(),
     actor text not null, action text not null, contact_id uuid, agent_id uuid, detail jsonb not null)`,
  `create index audit_of_contact on audit (contact_id)`,
  `create table phone (
     number text primary key, key_hash text not null, hub_id uuid references hub_process,
     connected_at timestamptz, registered_at timestamptz not null default now())`,
];

import type {ColumnType, Generated, JSONColumnType} from 'kysely';
import type {Capacity, Channel} from '../../src/domain/channel.ts';
import type {
  Announcement,
  Consult,
  ContactDirection,
  ContactKind,
  EndReason,
  Leg,
  ParticipantRole,
  Variable,
} from '../../src/domain/contact.ts';
import type {FlowStep} from '../../src/domain/flow.ts';
import type {FlowRun} from '../../src/domain/flow-run.ts';
import type {AskedBy, Offer, OfferStatus} from '../../src/domain/offer.ts';
import type {BasePresence} from '../../src/domain/presence.ts';
import type {SkillNeeds} from '../../src/domain/skills.ts';
import type {Target} from '../../src/domain/target.ts';
import type {Readiness} from '../../src/api/wire/views.ts';
import type {CallbackTables} from './callback-tables.ts';
import type {DigitalTables} from './digital-tables.ts';
import type {EmergencyTables} from './emergency-tables.ts';
import type {AgentDesk, OrganisationTables} from './organisation-tables.ts';
import type {OverflowTables} from './overflow-tables.ts';
import type {PromptTables} from './prompt-tables.ts';
import type {VoicemailTables} from './voicemail-tables.ts';

/** timestamptz: epoch milliseconds inside; the database's own clock may be asked to fill it in. */
export type Time = ColumnType<number, Date, Date>;
type TimeOrNull = ColumnType<number | null, Date | null | undefined, Date | null>;
type TimeByDatabase = ColumnType<number, Date | undefined, Date>;
type Json<T extends object> = JSONColumnType<T>;

export type Tables = CallbackTables &
  DigitalTables &
  EmergencyTables &
  OrganisationTables &
  OverflowTables &
  PromptTables &
  VoicemailTables &
  CoreTables;

type CoreTables = {
  hub_process: {
    id: string;
    address: string;
    started_at: TimeByDatabase;
    heartbeat_at: TimeByDatabase;
    stopped_at: TimeOrNull;
  };
  media_process: {
    id: string;
    hub_id: string | null;
    started_at: TimeByDatabase;
    heartbeat_at: TimeByDatabase;
    gone_at: TimeOrNull;
    place: string | null;
    records: Generated<boolean>;
  };
  agent: {
    id: string;
    issuer: string;
    subject: string;
    /** Lower case: by these a configured agent without a subject is found. */
    user_names: ColumnType<string[], string[] | undefined, string[]>;
    name: string;
    roles: string[];
    team_id: ColumnType<string | null, string | null | undefined, string | null>;
    outbound_profile_id: ColumnType<string | null, string | null | undefined, string | null>;
    desk: ColumnType<AgentDesk, string | undefined, string>;
    /** E.164, where calls ring and are spoken; null: in the browser. */
    telephone: ColumnType<string | null, string | null | undefined, string | null>;
    presence_base: BasePresence;
    presence_reason: string | null;
    presence_since: Time;
    idle_since: Time;
    last_seq: Generated<number>;
    capacity: Json<Capacity>;
    readiness: Json<Readiness> | null;
    failed_presents: Generated<number>;
    absent: Generated<boolean>;
    created_at: TimeByDatabase;
  };
  agent_session: {
    id: string;
    agent_id: string;
    hub_id: string;
    protocol: number;
    desk_id: string | null;
    connection_id: string;
    connected_at: TimeByDatabase;
    /** False: it only looks on, and shows nothing that rings. */
    takes_work: Generated<boolean>;
  };
  contact: {
    id: string;
    channel: Channel;
    direction: ContactDirection;
    kind: ContactKind;
    status: 'waiting' | 'offered' | 'dialling' | 'connected' | 'post-call' | 'ended';
    priority: number;
    enqueued_at: Time;
    created_at: Time;
    queue_id: string | null;
    personal_agent_id: string | null;
    dnis: string | null;
    link: string | null;
    subject: string | null;
    media_process_id: string | null;
    version: number;
    media_version: Generated<number>;
    fence: Generated<number>;
    offer_id: string | null;
    connected_at: TimeOrNull;
    customer_left_at: TimeOrNull;
    ended_at: TimeOrNull;
    end_reason: EndReason | null;
    skills: ColumnType<SkillNeeds, string | undefined, string>;
    skill_key: Generated<string>;
    line_id: number | null;
    announcement: Json<Announcement> | null;
    excluded_agents: ColumnType<readonly string[], readonly string[] | undefined, readonly string[]>;
    cancellable: Generated<boolean>;
    /** When it was stripped of whose it was. */
    forgotten_at: TimeOrNull;
  };
  conversation: {
    contact_id: string;
    id: string;
    kind: 'main' | 'consult';
    started_by: string | null;
    target: Json<Target> | null;
    status: Consult['status'] | null;
    since: TimeOrNull;
    holds_customer: Generated<boolean>;
    merged: Generated<boolean>;
  };
  wrap_up_suggestion: {
    contact_id: string;
    agent_id: string;
    name: string;
    reason_id: string | null;
    note: string;
    place: Generated<number>;
  };
  consult_wait: {
    contact_id: string;
    conversation_id: string;
    line_id: number;
    enqueued_at: Time;
    offered: Generated<boolean>;
    via: 'queue' | 'entry-point';
  };
  participant: {
    id: string;
    contact_id: string;
    place: number;
    role: ParticipantRole;
    party_kind: 'customer' | 'agent' | 'dial-number';
    agent_id: string | null;
    address: string | null;
    name: string | null;
    status: 'invited' | 'joined' | 'wrap-up' | 'left';
    exclusive: boolean;
    joined_at: TimeOrNull;
    muted: boolean;
    lost_at: TimeOrNull;
    wrap_up_started_at: TimeOrNull;
    wrap_up_deadline_at: TimeOrNull;
    wrap_up_extensions: number;
    wrap_up_reason_id: string | null;
    wrap_up_note: string | null;
    left_at: TimeOrNull;
    left_reason: string | null;
    invited_to: string | null;
    wrap_up_given: Generated<boolean>;
    wrap_up_queue_id: string | null;
    monitors: string | null;
  };
  seat: {participant_id: string; conversation_id: string; held: boolean};
  leg: {
    id: string;
    contact_id: string;
    participant_id: string;
    kind: Leg['kind'];
    epoch: number;
    status: Leg['status'];
    address: string | null;
    created_at: TimeByDatabase;
    closed_at: TimeOrNull;
  };
  leg_description: {
    leg_id: string;
    epoch: number;
    offer: string;
    answer: string | null;
    failure: string | null;
    created_at: TimeByDatabase;
  };
  variable: {
    contact_id: string;
    place: number;
    name: string;
    label: string;
    type: Variable['type'];
    value: string | null;
    secure: boolean;
    editable: boolean;
    popover_place: number | null;
    version: number;
  };
  offer: {
    id: string;
    contact_id: string;
    conversation_id: string | null;
    agent_id: string;
    purpose: Offer['purpose'];
    exclusive: boolean;
    fence: number;
    offered_at: Time;
    expires_at: Time;
    status: OfferStatus;
    ended_at: TimeOrNull;
    dismissed_at: TimeOrNull;
    unpresented: Generated<boolean>;
    asked_by: Json<AskedBy> | null;
  };
  softphone: {
    agent_id: string;
    desk_id: string | null;
    fence: number;
    since: Time;
    label: string;
    gone_at: TimeOrNull;
  };
  routing_line: {
    id: Generated<number>;
    queue_id: string;
    channel: Channel;
    skill_key: string;
    skills: Json<SkillNeeds>;
  };
  idle_agent: {agent_id: string; line_id: number; idle_since: Time};
  agent_due: {agent_id: string};
  agent_line: {agent_id: string; line_id: number; channel: Channel};
  agent_outbox: {agent_id: string; seq: number; occurred_at: Time; event: Json<object>};
  timer: {kind: string; subject: string; due_at: Time};
  command: {actor: string; command_id: string; name: string; reply: Json<object>; executed_at: TimeByDatabase};
  audit: {
    id: Generated<number>;
    occurred_at: TimeByDatabase;
    actor: string;
    action: string;
    contact_id: string | null;
    agent_id: string | null;
    detail: Json<object>;
  };
  digit_request: {
    seq: Generated<number>;
    actor: string;
    command_id: string;
    contact_id: string;
    leg_id: string;
    media_process_id: string | null;
    digits: string | null;
    outcome: 'played' | 'lost' | null;
    created_at: TimeByDatabase;
  };
  flow_run: {
    contact_id: string;
    entry_point_id: string;
    flow_id: string;
    revision: number;
    steps: Json<readonly FlowStep[]>;
    step: string;
    awaiting: FlowRun['awaiting'];
    sounds: readonly string[];
    digits: string;
    attempt: number;
    visits: number;
    claimed_by: string | null;
    claimed_until: TimeOrNull;
    fence: Generated<number>;
  };
  web_call: {
    id: string;
    token_hash: string;
    site_id: string;
    origin: string;
    entry_point_id: string;
    address: string;
    caller: string;
    name: string | null;
    data: Json<Readonly<Record<string, string>>>;
    contact_id: ColumnType<string | null, string | null | undefined, string | null>;
    created_at: TimeByDatabase;
    expires_at: Time;
  };
  phone: {
    number: string;
    key_hash: string;
    hub_id: string | null;
    connected_at: TimeOrNull;
    registered_at: TimeByDatabase;
  };
};

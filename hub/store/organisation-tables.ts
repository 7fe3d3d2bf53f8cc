import type {ColumnType, Generated, JSONColumnType} from 'kysely';
import type {Capacity, Channel} from '../../src/domain/channel.ts';
import type {FlowStep} from '../../src/domain/flow.ts';
import type {OpeningHours} from '../../src/domain/opening-hours.ts';
import type {OverflowRules} from '../../src/domain/overflow.ts';
import type {BasePresence} from '../../src/domain/presence.ts';
import type {SkillNeeds} from '../../src/domain/skills.ts';
import type {OrganisationChange} from '../organisation/changes.ts';
import type {ConfiguredVariable} from '../organisation/organisation.ts';
import type {SiteCallbacks} from '../organisation/site-callbacks-schema.ts';

type Json<T extends object> = JSONColumnType<T>;
type JsonByDatabase<T extends object> = ColumnType<T, string | undefined, string>;

type Named = {id: string; name: string; active: boolean};

/** How an agent's own desk is set up. */
export type AgentDesk = {
  readonly autoAnswer: boolean;
  /** The agent's own number (Agent DN), which colleagues see when they are asked; null or left out: none. */
  readonly number?: string | null;
  /** The same as E.164, where it is a telephone at which calls ring; null or left out: none, they are spoken at the desk. */
  readonly telephone?: string | null;
  /** [EM-35] Who is told when they call for help; none or left out: those that the organisation names. */
  readonly emergencyContacts?: readonly string[];
};

/** What the last revision of the organisation says, in rows. */
export type OrganisationTables = {
  organisation_revision: {
    id: Generated<number>;
    applied_at: ColumnType<number, Date | undefined, Date>;
    actor: string;
    fingerprint: string;
    document: Json<object>;
    source: string | null;
    changes: JsonByDatabase<readonly OrganisationChange[]>;
  };
  team: Named;
  skill: Named;
  opening_hours: Named & {rule: Json<OpeningHours>};
  outbound_profile: Named & {caller_number: string; variables: Json<readonly ConfiguredVariable[]>; standard: boolean};
  queue: Named & {
    everyone: boolean;
    priority: number;
    skills: JsonByDatabase<SkillNeeds>;
    hours_id: string | null;
    channels: ColumnType<Channel[], Channel[] | undefined, Channel[]>;
    overflow: JsonByDatabase<OverflowRules>;
  };
  queue_member: {queue_id: string; agent_id: string};
  entry_point: Named & {
    channel: Generated<Channel>;
    number: string | null;
    queue_id: string;
    variables: Json<readonly ConfiguredVariable[]>;
    skills: JsonByDatabase<SkillNeeds>;
    when_closed: Generated<'assign' | 'end'>;
    flow_id: ColumnType<string | null, string | null | undefined, string | null>;
    overflow: ColumnType<OverflowRules | null, string | null | undefined, string | null>;
  };
  flow: Named & {steps: Json<readonly FlowStep[]>};
  site: {
    id: string;
    key: string;
    origins: string[];
    entry_points: string[];
    callbacks: JSONColumnType<SiteCallbacks> | null;
  };
  wrap_up_reason: {
    id: string;
    label: string;
    standard: boolean;
    place: number;
    queues: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
    active: boolean;
  };
  presence_choice: {base: BasePresence; reason: string; label: string; place: number};
  address_entry: {id: string; name: string; number: string; note: string | null; search: string; digits: string};
  agent_skill: {agent_id: string; skill_id: string; level: number};
  configured_agent: {
    id: string;
    subject: string | null;
    user_name: string | null;
    team_id: string | null;
    skills: Json<SkillNeeds>;
    capacity: Json<Capacity>;
    outbound_profile_id: string | null;
    desk: Json<AgentDesk>;
    agent_id: string | null;
  };
  configured_member: {queue_id: string; configured_agent_id: string};
};

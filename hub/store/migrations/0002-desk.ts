import {type Kysely, sql} from 'kysely';

/**
 * What the everyday desk needs: offers that connect before they ring ([PO-3]), what was missed, which page has the
 * sound, what a desk is able to do.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table contact add column subject text`,
  `alter table offer drop constraint offer_status_check`,
  `alter table offer add constraint offer_status_check
     check (status in ('connecting','ringing','accepted','declined','no-answer','withdrawn'))`,
  `alter table offer add column dismissed_at timestamptz`,
  `drop index offer_one_open`,
  `drop index offer_one_voice_ring`,
  `drop index offer_ringing_of_agent`,
  `create unique index offer_one_open on offer (contact_id, coalesce(conversation_id, 'main'))
     where status in ('connecting','ringing')`,
  `create unique index offer_one_voice_ring on offer (agent_id) where exclusive and status in ('connecting','ringing')`,
  `create index offer_open_of_agent on offer (agent_id) where status in ('connecting','ringing')`,
  `create index offer_missed_of_agent on offer (agent_id, ended_at desc)
     where status in ('no-answer','declined') and dismissed_at is null`,
  `alter table agent_session add column desk_id text`,
  `alter table agent add column readiness jsonb`,
  `alter table agent add column failed_presents int not null default 0`,
  // One page of an agent has the sound, whatever its origin or computer (design §5).
  `create table softphone (
     agent_id uuid primary key references agent on delete cascade, desk_id text not null, fence bigint not null,
     since timestamptz not null, label text not null)`,
];

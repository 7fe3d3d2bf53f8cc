import {type Kysely, sql} from 'kysely';

/** [CB-60] What agents are told of callbacks that came out of their hands, until they put it away. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Of a callback that is erased, or too old, nothing is told any more.
  `create table lost_callback (
     callback_id uuid not null references callback on delete cascade, agent_id uuid not null references agent,
     loss text not null check (loss in ('to-queue', 'expired', 'unreached')), lost_at timestamptz not null,
     primary key (callback_id, agent_id))`,
  `create index lost_callback_of_agent on lost_callback (agent_id, lost_at desc)`,
];

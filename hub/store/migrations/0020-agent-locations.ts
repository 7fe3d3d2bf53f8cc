import {type Kysely, sql} from 'kysely';

/** Where agents say that they work: a setting of theirs, which has nothing to do with whether they ever call for help. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table agent_location (
      agent_id uuid primary key references agent on delete cascade, address text not null, country text not null,
      confirmed_at timestamptz not null)`.execute(db);
}

import {type Kysely, sql} from 'kysely';

/** Calls that outlive pages, hubs and media processes: when a page with the sound went away, where a media process runs. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Null: nobody has the sound; the row stays for its fence.
  `alter table softphone alter column desk_id drop not null`,
  `alter table softphone add column gone_at timestamptz`,
  `create index agent_session_of_desk on agent_session (agent_id, desk_id) where desk_id is not null`,
  // Machine and folder: of the processes of one place, the newest alone can live.
  `alter table media_process add column place text`,
  `create index media_process_of_place on media_process (place) where gone_at is null`,
];

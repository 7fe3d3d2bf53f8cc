import {type Kysely, sql} from 'kysely';

/** Whether a media process records: one of an older release, which outlived its hub, does not ([VX-15]). */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table media_process add column records boolean not null default true`.execute(db);
}

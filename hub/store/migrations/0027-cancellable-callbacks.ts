import {type Kysely, sql} from 'kysely';

/** Whether who has accepted a callback may call it off on its card ([CB-12]). */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table contact add column cancellable boolean not null default false`.execute(db);
}

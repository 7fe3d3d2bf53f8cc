import {type Kysely, sql} from 'kysely';

/** In which queue an agent had the contact they wrap up: it may wait in another one by now ([WU-7], [TR-22]). */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table participant add column wrap_up_queue_id text').execute(db);
}

import {type Kysely, sql} from 'kysely';

/** Confirmations are taken in the order in which they may be sent. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`create index callback_mail_due on callback_mail (((delivery->>'notBefore')::float8), id)`.execute(db);
}

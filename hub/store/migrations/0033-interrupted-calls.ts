import {type Kysely, sql} from 'kysely';

/** How many calls broke off at both ends, so that their customers were owed a callback ([PK-100]). */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table callback_figure add column interrupted int not null default 0').execute(db);
}

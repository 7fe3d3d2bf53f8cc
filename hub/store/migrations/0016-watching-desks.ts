import {type Kysely, sql} from 'kysely';

/** Pages that only look on: a supervisor's view shows no call, so that none may be given to whoever has nothing else open. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw('alter table agent_session add column takes_work boolean not null default true').execute(db);
}

import {type Kysely, sql} from 'kysely';

/** [PK-225] Where a customer's clock is not known, nothing is said of it: until now it was said to be that of UTC. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table callback alter column zone drop not null`,
  // Those of callers alone had the zone of a queue that has none.
  `update callback set zone = null where kind = 'direct' and closed_at is null and zone = 'UTC'
     and not exists (select 1 from queue where queue.id = callback.queue_id and hours_id is not null)`,
];

import {type Kysely, sql} from 'kysely';

/**
 * [PK-229] A zone that nobody knows is marked as such, and said to be UTC: a hub of a version before, which goes on beside this one
 * during an upgrade, reckons by whatever stands there. Null is what the version in between left.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table callback add column zone_unknown boolean not null default false`,
  `update callback set zone = 'UTC', zone_unknown = true where zone is null`,
];

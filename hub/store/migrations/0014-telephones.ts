import {type Kysely, sql} from 'kysely';

/** Agents whose device is a telephone, and what is asked of a line all the time: whether it is in a call. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // The number that rings for the agent; null: they speak in the browser. Not in desk, so that routing need not look into it.
  `alter table agent add column telephone text`,
  `create index agent_telephone on agent (telephone) where telephone is not null`,
  // A telephone has thousands of legs in a year, and one at most that is open.
  `create index leg_open_at_address on leg (address) where closed_at is null and address is not null`,
];

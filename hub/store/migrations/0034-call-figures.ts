import {type Kysely, sql} from 'kysely';

/** What is counted of calls beside callbacks ([CB-21]), and what finds the contacts of a number that ended lately. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table callback_figure add column entered int not null default 0, add column abandoned int not null default 0,
     add column repeated int not null default 0`,
  `create index participant_customer_left on participant (address, left_at) where role = 'customer' and left_at is not null`,
];

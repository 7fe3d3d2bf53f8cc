import {type Kysely, sql} from 'kysely';

/** What a phone is told when it is in no call: which one ended last. A busy number has had a million of them. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // The call a phone is in is found by leg_open_at_address; nothing else asked for the legs of an address.
  `drop index leg_of_address`,
  `create index leg_closed_at_address on leg (address, closed_at desc) where closed_at is not null and address is not null`,
];

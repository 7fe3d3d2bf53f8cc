import {type Kysely, type Transaction, sql} from 'kysely';
import pg from 'pg';
import type {OrganisationSettings} from '../../src/domain/settings.ts';
import type {Tables} from './tables.ts';
import {type Fact, UNWATCHED, type Watch} from '../watching/watch.ts';
import {WAKE_CHANNEL, type Topic} from './wake.ts';

/**
 * One decision: everything it changes commits together, and who has to look is woken by that commit. What must happen
 * after it (route a contact, an agent) is named here and done by others in a transaction of their own, so that of two
 * decisions made at once the later one sees the earlier.
 */
export type Work = {
  readonly tx: Transaction<Tables>;
  /** The database's clock at the start of the transaction, epoch milliseconds. */
  readonly now: number;
  readonly settings: OrganisationSettings;
  wake(topic: Topic): void;
  /** What an operator counts of this decision, once it has committed. */
  tell(fact: Fact): void;
};

const DEADLOCK = '40P01';
const SERIALIZATION = '40001';
const ATTEMPTS_MAX = 5;

/** Runs one decision in a transaction; a deadlock is tried again, since the loser changed nothing. */
export async function decide<T>(
  db: Kysely<Tables>,
  settings: OrganisationSettings,
  body: (work: Work) => Promise<T>,
  watch: Watch = UNWATCHED,
): Promise<T> {
  const startedAt = performance.now();
  return watch.span('decide', {}, async () => {
    for (let attempt = 1; ; attempt += 1) {
      const facts: Fact[] = [];
      try {
        const result = await db.transaction().execute((tx) => inTransaction(tx, settings, body, facts));
        watch.decided(performance.now() - startedAt, facts);
        return result;
      } catch (error) {
        noteFailure(error, watch);
        if (attempt < ATTEMPTS_MAX && isPassing(error)) continue;
        watch.decisionFailed(performance.now() - startedAt);
        throw error;
      }
    }
  });
}

/** PostgreSQL's own errors have a class; the others with a code are the connection's. */
function noteFailure(error: unknown, watch: Watch): void {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return;
  const theirs = error instanceof pg.DatabaseError;
  if (theirs || /^E[A-Z]+$/.test(error.code)) watch.databaseFailed(theirs ? error.code : null);
}

async function inTransaction<T>(
  tx: Transaction<Tables>,
  settings: OrganisationSettings,
  body: (work: Work) => Promise<T>,
  facts: Fact[],
): Promise<T> {
  const topics = new Set<Topic>();
  const {rows} = await sql<{now: number}>`select now() as now`.execute(tx);
  const now = rows[0]?.now ?? Number.NaN;
  const result = await body({tx, now, settings, wake: (topic) => topics.add(topic), tell: (fact) => facts.push(fact)});
  if (topics.size > 0) {
    // Delivered by PostgreSQL at commit; identifiers only, and losing one costs at most a second (design §4).
    await sql`select pg_notify(${WAKE_CHANNEL}, topic) from unnest(${[...topics]}::text[]) as topic`.execute(tx);
  }
  return result;
}

function isPassing(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === DEADLOCK || error.code === SERIALIZATION);
}

/** True when the database refused a row because a unique index says there is one already. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505' && error.constraint === index;
}

import {CompiledQuery, type Kysely} from 'kysely';
import pg from 'pg';
import type {OrganisationSettings} from '../../src/domain/settings.ts';
import {isOutdatedStatement} from './prepared-driver.ts';
import {run} from './statement.ts';
import type {Tables} from './tables.ts';
import {type Fact, UNWATCHED, type Watch} from '../watching/watch.ts';
import {WAKE_CHANNEL, type Topic} from './wake.ts';

/**
 * One decision: everything it changes commits together, and who has to look is woken by that commit. What must happen
 * after it (route a contact, an agent) is named here and done by others in a transaction of their own, so that of two
 * decisions made at once the later one sees the earlier.
 */
export type Work = {
  readonly tx: Kysely<Tables>;
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

const ROUTE_AGENT = 'route-agent:';
const MARK_DUE = 'insert into agent_due (agent_id) select unnest($1::uuid[]) on conflict do nothing';

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
        const result = await db.connection().execute((tx) => inTransaction(tx, settings, body, facts));
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

/** Begun and ended by hand: that the clock is asked for, and who has to look is named, costs no way to the server of its own. */
async function inTransaction<T>(
  tx: Kysely<Tables>,
  settings: OrganisationSettings,
  body: (work: Work) => Promise<T>,
  facts: Fact[],
): Promise<T> {
  const topics = new Set<Topic>();
  const {rows} = await tx.executeQuery<{now: number}>(CompiledQuery.raw('begin; select now() as now'));
  const now = rows[0]?.now ?? Number.NaN;
  try {
    const work = {tx, now, settings, wake: (topic: Topic) => topics.add(topic), tell: (fact: Fact) => facts.push(fact)};
    const result = await body(work);
    await markDue(tx, topics);
    await tx.executeQuery(CompiledQuery.raw([...[...topics].map(notify), 'commit'].join('; ')));
    return result;
  } catch (error) {
    // Whatever broke is what is told; a connection that cannot even roll back is not used again.
    await tx.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
    throw error;
  }
}

/** Agents to be looked at are written down as well: losing the wake-up must not lose the agent. */
async function markDue(tx: Kysely<Tables>, topics: ReadonlySet<Topic>): Promise<void> {
  const agents = [...topics].flatMap((topic) =>
    topic.startsWith(ROUTE_AGENT) ? [topic.slice(ROUTE_AGENT.length)] : [],
  );
  if (agents.length > 0) await run({tx}, MARK_DUE, [agents]);
}

/** Delivered by PostgreSQL at commit; identifiers only, and losing one costs at most a second (design §4). */
function notify(topic: Topic): string {
  return `notify ${WAKE_CHANNEL}, ${pg.escapeLiteral(topic)}`;
}

function isPassing(error: unknown): boolean {
  if (isOutdatedStatement(error)) return true;
  return error instanceof pg.DatabaseError && (error.code === DEADLOCK || error.code === SERIALIZATION);
}

/** True when the database refused a row because a unique index says there is one already. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505' && error.constraint === index;
}

import {Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler} from 'kysely';
import pg from 'pg';
import {migrate} from './migrator.ts';
import {PreparedDriver} from './prepared-driver.ts';
import type {Tables} from './tables.ts';

export type Database = {
  readonly db: Kysely<Tables>;
  /** For LISTEN, which needs a connection of its own. */
  readonly pool: pg.Pool;
  close(): Promise<void>;
};

/** The database is not there, or does not let the hub in. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code = 'database-unreachable';
}

/** A decision that hangs must not keep others from its contact for ever. */
const LIMITS = {statement_timeout: 30_000, idle_in_transaction_session_timeout: 30_000};

/**
 * Plans are kept: one made while a table was empty must not read the whole of it later, and compiling one is never worth
 * its time for statements of a millisecond.
 */
const PLANNING = 'set enable_seqscan = off; set jit = off';

const TIMESTAMPTZ = 1184;
const BIGINT = 20;

/** Times come as epoch milliseconds, bigints as numbers: both stay far below 2^53. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === TIMESTAMPTZ) return (value: string) => Date.parse(value);
    if (oid === BIGINT) return Number;
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
};

/**
 * Opens the database and brings its schema up to date; several hubs may start at once.
 * @throws {DatabaseError} when it cannot be reached
 * @throws {NewerSchemaError} when a newer hub has been at it
 */
export async function openDatabase(
  config: pg.PoolConfig,
  log: {warn(fields: object, message: string): void},
): Promise<Database> {
  const opened = await openConnection(config, log);
  await migrate(opened.db).catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });
  return opened;
}

/**
 * Opens the database as it is.
 * @throws {DatabaseError} when it cannot be reached
 */
export async function openConnection(
  config: pg.PoolConfig,
  log: {warn(fields: object, message: string): void},
): Promise<Database> {
  const pool = new pg.Pool({
    max: 20,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    ...LIMITS,
    ...config,
    types,
    verify: (client, done) => client.query(PLANNING, (error) => done(error)),
  });
  // Without a listener an idle connection that breaks (a restarted server) would end the process.
  let closing = false;
  // So does one that breaks in the middle of a decision: its query fails, and that is where the error is dealt with.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => closing || log.warn({code: error.name}, 'an idle database connection broke'));
  await pool.query('select 1').catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new DatabaseError(`the database cannot be reached or does not let the hub in${code}: look at DATABASE_URL.`, {
      cause,
    });
  });
  const db = new Kysely<Tables>({
    dialect: {
      createDriver: () => new PreparedDriver(pool),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (asking) => new PostgresIntrospector(asking),
    },
  });
  const close = async () => {
    closing = true;
    await db.destroy();
  };
  return {db, pool, close};
}

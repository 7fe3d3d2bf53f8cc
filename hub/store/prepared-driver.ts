import {CompiledQuery, type DatabaseConnection, type Driver, type QueryResult, type TransactionSettings} from 'kysely';
import pg from 'pg';
import {StatementNames} from './statement-names.ts';

const CHANGED = {code: '0A000', routine: 'RevalidateCachedQuery'};

/** True for the statement of this hub whose columns a newer hub's migration changed. Run again, it is prepared anew. */
export function isOutdatedStatement(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === CHANGED.code && error.routine === CHANGED.routine;
}

/** PostgreSQL answers a commit of a transaction in which something failed with a rollback, and no error. */
export class NotCommittedError extends Error {
  override readonly name = 'NotCommittedError';
  override readonly message = 'the decision was rolled back: an error in it was passed over';
}

/**
 * Kysely's way to PostgreSQL: a statement with parameters is prepared once on each connection, so that the server parses
 * and plans it once and not each time (docs/decisions/0008-cheap-hand-outs.md).
 */
export class PreparedDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #names = new StatementNames();
  readonly #connections = new WeakMap<pg.PoolClient, PreparedConnection>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {
    // The pool is there already.
  }

  async acquireConnection(): Promise<PreparedConnection> {
    const client = await this.#pool.connect();
    const known = this.#connections.get(client);
    if (known !== undefined) return known;
    const connection = new PreparedConnection(client, this.#names);
    this.#connections.set(client, connection);
    return connection;
  }

  async beginTransaction(
    connection: DatabaseConnection,
    {isolationLevel, accessMode}: TransactionSettings,
  ): Promise<void> {
    const level = isolationLevel === undefined ? '' : ` isolation level ${isolationLevel}`;
    const mode = accessMode === undefined ? '' : ` ${accessMode}`;
    await connection.executeQuery(CompiledQuery.raw(`begin${level}${mode}`));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof PreparedConnection) connection.release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}

class PreparedConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #names: StatementNames;
  #broken = false;

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
  }

  /** Of several statements in one text, which then has no parameters, the last one's rows are returned. */
  async executeQuery<Row>({sql: text, parameters}: CompiledQuery): Promise<QueryResult<Row>> {
    const values = [...parameters];
    const name = values.length === 0 ? null : this.#names.of(text);
    try {
      const answer = await this.#client.query(name === null ? {text, values} : {name, text, values});
      const result = Array.isArray(answer) ? answer.at(-1) : answer;
      if (result.command === 'ROLLBACK' && text.endsWith('commit')) throw new NotCommittedError();
      return resultOf<Row>(result);
    } catch (error) {
      if (text === 'rollback') this.#broken = true;
      if (isOutdatedStatement(error)) this.#names.renew(text);
      throw error;
    }
  }

  // oxlint-disable-next-line require-yield
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new TypeError('the hub streams no rows: ask for a bounded number of them');
  }

  /** A connection of which nobody knows whether its transaction is over is not used again. */
  release(): void {
    this.#client.release(this.#broken);
  }
}

function resultOf<Row>({command, rowCount, rows}: pg.QueryResult): QueryResult<Row> {
  const writes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
  return writes ? {numAffectedRows: BigInt(rowCount ?? 0), rows} : {rows};
}

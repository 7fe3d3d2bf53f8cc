import {Client, DatabaseError, escapeIdentifier} from 'pg';
import type {EngineConnection} from './engine.ts';

const CONNECT_TIMEOUT_MS = 3_000;
const DATABASE_EXISTS = '42P04';
/** `create database` of another hub that starts at the same moment, seen as a duplicate key. */
const UNIQUE_VIOLATION = '23505';
/** `create database` copies a template, which two at once refuse each other. */
const TEMPLATE_IN_USE = '55006';

/** Why the server there cannot be used; `undefined` when it answers and serves this cluster and not another one. */
export async function connectFailure(connection: EngineConnection, cluster: string): Promise<unknown> {
  const client = administrator(connection);
  try {
    await client.connect();
    const result = await client.query<{data_directory: string}>('show data_directory');
    const found = result.rows[0]?.data_directory;
    return found === cluster ? undefined : new Error(`The server at ${connection.host} serves ${found}.`);
  } catch (error) {
    return error;
  } finally {
    await client.end();
  }
}

/** Makes the hub's database where it is missing. */
export async function ensureDatabase(connection: EngineConnection): Promise<void> {
  const client = administrator(connection);
  await client.connect();
  try {
    while (!(await exists(client, connection.database))) await create(client, connection.database);
  } finally {
    await client.end();
  }
}

function administrator(connection: EngineConnection): Client {
  const client = new Client({...connection, database: 'postgres', connectionTimeoutMillis: CONNECT_TIMEOUT_MS});
  // A server that goes down ends this connection too; the call in progress reports it, and this event only repeats it.
  client.on('error', () => undefined);
  return client;
}

async function exists(client: Client, database: string): Promise<boolean> {
  const found = await client.query('select 1 from pg_database where datname = $1', [database]);
  return found.rowCount === 1;
}

async function create(client: Client, database: string): Promise<void> {
  try {
    await client.query(`create database ${escapeIdentifier(database)}`);
  } catch (error) {
    const code = error instanceof DatabaseError ? error.code : undefined;
    if (code !== DATABASE_EXISTS && code !== UNIQUE_VIOLATION && code !== TEMPLATE_IN_USE) throw error;
  }
}

import {randomUUID} from 'node:crypto';
import {rmSync} from 'node:fs';
import {chmod, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Client} from 'pg';
import {connectionUrl, startEngine} from '../../hub/store/engine/index.ts';
import type {Engine, EngineConnection, EngineLogger} from '../../hub/store/engine/index.ts';

/** A database of its own for one test or one file. */
export interface TestDatabase extends AsyncDisposable {
  /** For `new Pool(database.connection)`. */
  readonly connection: EngineConnection;
  /** The same as one string, for a hub process that reads `DATABASE_URL`. */
  readonly url: string;
  /** Ends every connection to the database and drops it. Safe to call twice. */
  drop(): Promise<void>;
}

/** A server for tests, in a folder that goes with it. */
export interface TestEngine {
  readonly engine: Engine;
  readonly dataDir: string;
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

const SILENT: EngineLogger = {info: () => undefined, warn: () => undefined};
/** What a test loses in a power cut nobody misses; it gains a third of its time. */
const TEST_SETTINGS = {fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: 200};

let shared: Promise<{readonly engine: Engine; stop(): Promise<void>}> | undefined;
let databases = 0;

/**
 * Creates an empty database on the run's one server. The test runner names that server's folder in
 * `CORDBOARD_TEST_ENGINE`; a file that is run alone starts a server of its own and stops it with its last database.
 * @example
 * const database = await startTestDatabase();
 * const pool = new Pool(database.connection);
 * // … after the tests, when the pool has ended:
 * await database.drop();
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  databases += 1;
  const {engine} = await (shared ??= openShared());
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdministrator(engine, `create database ${name}`);
  const connection = {...engine.connection, database: name};
  let dropped: Promise<void> | undefined;
  const drop = (): Promise<void> => (dropped ??= dropDatabase(engine, name));
  return {connection, url: connectionUrl(connection), drop, [Symbol.asyncDispose]: drop};
}

/** Starts a server in a new temporary folder. */
export async function startTestEngine(): Promise<TestEngine> {
  const dataDir = await temporaryFolder();
  const engine = await startEngine({dataDir, logger: SILENT, settings: TEST_SETTINGS});
  const leaveNothing = (): void => abandon(engine, dataDir);
  process.once('exit', leaveNothing);
  return {
    engine,
    dataDir,
    async stop() {
      await engine.stop();
      process.off('exit', leaveNothing);
      await rm(dataDir, {recursive: true, force: true});
    },
  };
}

/** A new folder that the database's own user can enter too, which `mkdtemp` alone does not give. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cordboard-test-'));
  await chmod(folder, 0o755);
  return folder;
}

async function openShared(): Promise<{readonly engine: Engine; stop(): Promise<void>}> {
  const dataDir = process.env['CORDBOARD_TEST_ENGINE'];
  if (!dataDir) return startTestEngine();
  // The runner's server outlives this file.
  return {engine: await startEngine({dataDir, logger: SILENT, settings: TEST_SETTINGS}), stop: async () => undefined};
}

async function dropDatabase(engine: Engine, name: string): Promise<void> {
  await asAdministrator(engine, `drop database if exists ${name} with (force)`);
  databases -= 1;
  if (databases > 0) return;
  const last = await shared;
  shared = undefined;
  await last?.stop();
}

async function asAdministrator(engine: Engine, statement: string): Promise<void> {
  const client = new Client({...engine.connection, database: 'postgres'});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A test process that exits early has no time left for an orderly shutdown, and its data is of no use. */
function abandon(engine: Engine, dataDir: string): void {
  process.kill(engine.pid, 'SIGKILL');
  rmSync(dataDir, {recursive: true, force: true, maxRetries: 10});
}

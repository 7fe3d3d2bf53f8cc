import {setTimeout as delay} from 'node:timers/promises';
import {DATABASE_USER, createCluster, dataMajorVersion, readPassword} from './cluster.ts';
import {keepEngine, removeSuperseded} from './engine-binaries.ts';
import type {EngineBinaries} from './engine-binaries.ts';
import {EngineError} from './engine-error.ts';
import {defaultDataFolder, prepareFolders} from './engine-folders.ts';
import type {EngineFolders} from './engine-folders.ts';
import type {Engine, EngineConnection, EngineLogger} from './engine.ts';
import {isAlive, isServerOf, readPidFile, retirePidFile} from './pid-file.ts';
import type {PidFile} from './pid-file.ts';
import {connectFailure, ensureDatabase} from './probe.ts';
import {processOwner} from './process-owner.ts';
import type {ProcessOwner} from './process-owner.ts';
import {spawnServer, stopServer} from './server.ts';
import {chooseListening, writeSettings} from './settings.ts';
import type {Listening, Settings} from './settings.ts';

/** Crash recovery replays at most `max_wal_size` of log, which takes seconds; a minute is a slow disk. */
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 25;
const DATABASE = 'cordboard';
/** Another hub's server was first, or back ends of a killed server are still leaving. Both pass. */
const PASSING = /lock file ".*" already exists|pre-existing shared memory block|lock file ".*" is empty/;

/** What the embedded database may be told; everything has a default. */
export interface StartEngineOptions {
  readonly logger: EngineLogger;
  readonly dataDir?: string;
  readonly socketDir?: string;
  /** Further server settings, for example fewer guarantees in tests. */
  readonly settings?: Settings;
}

interface Setup {
  readonly engine: EngineBinaries;
  readonly folders: EngineFolders;
  readonly owner: ProcessOwner | undefined;
  readonly password: string;
  readonly settings: Settings;
}

interface RunningServer {
  readonly pid: number;
  readonly adopted: boolean;
  readonly connection: EngineConnection;
}

/**
 * Starts PostgreSQL on a data folder, or adopts the server that already runs there.
 *
 * There is no lock of our own that could be left behind: drafts are renamed into place, and PostgreSQL itself lets one
 * server on the data, so of any number of hubs that start at once one starts it and the others adopt it.
 * @example
 * const engine = await startEngine({logger});
 * const pool = new Pool(engine.connection);
 */
export async function startEngine(options: StartEngineOptions): Promise<Engine> {
  const startedAt = performance.now();
  const {logger} = options;
  const setup = await prepare(options);
  const {engine, folders} = setup;
  const server = await findOrStart(setup);
  await ensureDatabase(server.connection);
  if (!server.adopted) await removeSuperseded(folders.engines, engine);
  const {pid, adopted, connection} = server;
  const durationMs = Math.round(performance.now() - startedAt);
  logger.info(
    {pid, dataDir: folders.data, version: engine.version, durationMs},
    adopted ? 'database adopted' : 'database started',
  );
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await stopServer(pid, engine, folders);
    logger.info({pid}, 'database stopped');
  };
  return {connection, adopted, pid, stop: () => (stopping ??= stop())};
}

async function prepare(options: StartEngineOptions): Promise<Setup> {
  const owner = processOwner();
  const folders = await prepareFolders(options.dataDir ?? defaultDataFolder(), options.socketDir, owner);
  const dataMajor = await dataMajorVersion(folders.cluster);
  const engine = await keepEngine(folders.engines, dataMajor);
  if (dataMajor === undefined) await createCluster(engine, folders, owner);
  const password = await readPassword(folders.cluster);
  return {engine, folders, owner, password, settings: options.settings ?? {}};
}

async function findOrStart(setup: Setup): Promise<RunningServer> {
  const giveUpAt = performance.now() + START_TIMEOUT_MS;
  let lastFailure: unknown;
  while (performance.now() < giveUpAt) {
    const pidFile = await readPidFile(setup.folders.cluster);
    if (pidFile?.listening) {
      const connection = connectionTo(setup, pidFile.listening);
      lastFailure = await connectFailure(connection, setup.folders.cluster);
      if (lastFailure === undefined) return {pid: pidFile.pid, adopted: true, connection};
    }
    const started = (await isOccupied(setup, pidFile)) ? undefined : await start(setup, giveUpAt);
    if (started) return started;
    await delay(POLL_MS);
  }
  throw new EngineError(
    'engine-start-timeout',
    `The database in ${setup.folders.cluster} did not answer within ${START_TIMEOUT_MS / 1000} seconds: see ${setup.folders.log}.`,
    {cause: lastFailure},
  );
}

/** Whether a server is there but not (or no longer) answering. Marks of a dead one are taken away. */
async function isOccupied({folders}: Setup, pidFile: PidFile | undefined): Promise<boolean> {
  if (!pidFile) return false;
  if (await isServerOf(pidFile.pid, folders.cluster)) return true;
  const blocksStart = pidFile.pid === 0 || isAlive(pidFile.pid);
  if (blocksStart) await retirePidFile(folders, pidFile);
  return false;
}

/** Starts a server and waits until it answers; `undefined` when something passing was in the way. */
async function start(setup: Setup, giveUpAt: number): Promise<RunningServer | undefined> {
  const {folders, engine, owner} = setup;
  const listening = await chooseListening(folders);
  await writeSettings(folders, listening, setup.settings, owner);
  const server = await spawnServer(engine, folders, owner);
  const connection = connectionTo(setup, listening);
  let endedWith: string | undefined;
  void server.ended.then((output) => (endedWith = output));
  while (performance.now() < giveUpAt && endedWith === undefined) {
    // The file's number decides whose server answers: ours, or that of a hub that was faster.
    const isOurs = (await readPidFile(folders.cluster))?.pid === server.pid;
    if (isOurs && (await connectFailure(connection, folders.cluster)) === undefined) {
      return {pid: server.pid, adopted: false, connection};
    }
    await delay(POLL_MS);
  }
  if (endedWith === undefined || PASSING.test(endedWith)) return undefined;
  throw new EngineError('engine-start-failed', `The database in ${folders.cluster} does not start: ${endedWith}`);
}

function connectionTo(setup: Setup, {host, port}: Listening): EngineConnection {
  return {host, port, database: DATABASE, user: DATABASE_USER, password: setup.password};
}

import {type Configuration, readConfiguration} from './configuration.ts';
import {startHub} from './hub.ts';
import {type AdjustableLog, type HubLog, createLog} from './logger.ts';
import {startKeptEngine} from './store/kept-engine.ts';

/** Longest orderly end. After it nothing is left that another hub, or the next start, does not clear up. */
const STOP_WITHIN_MS = 25_000;

/** Starts the hub from environment variables (docs/deployment.md), and stops it in order on SIGTERM or SIGINT. */
export async function runHub(environment: NodeJS.ProcessEnv, fail: (error: unknown) => never): Promise<void> {
  const configuration = readConfiguration(environment);
  const log = createLog(configuration.logLevel);
  changeLevelOnSignal(log);
  const starting = start(configuration, log);
  let stopping = false;
  const stop = async () => {
    // Asked twice: whoever asks does not want to wait. What was committed is safe.
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
    // A start that is under way is completed first: nothing it began may be left behind.
    await (await starting).stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().catch(fail));
  await starting;
}

/** `SIGUSR2` makes the log talkative, and quiet again: what is wrong now is seen now, without a restart. */
function changeLevelOnSignal(log: AdjustableLog): void {
  if (process.platform === 'win32') return;
  const usual = log.level;
  process.on('SIGUSR2', () => {
    log.level = log.level === 'debug' ? usual : 'debug';
    log.info({logLevel: log.level}, 'the log has another level');
  });
}

async function start(configuration: Configuration, log: HubLog): Promise<{stop(): Promise<void>}> {
  const {databaseUrl, dataDir} = configuration;
  const engine = databaseUrl === null ? await startKeptEngine({dataDir, logger: log}) : null;
  try {
    const hub = await startHub(configuration, engine?.connection ?? {connectionString: databaseUrl ?? ''}, log);
    return {
      async stop() {
        try {
          await hub.stop();
        } finally {
          await engine?.stop();
        }
      },
    };
  } catch (error) {
    // A database that was found running may be another hub's.
    if (engine?.adopted === false) await engine.stop();
    throw error;
  }
}

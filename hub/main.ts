#!/usr/bin/env node
import {ConfigurationError, readConfiguration} from './configuration.ts';
import {startHub} from './hub.ts';
import {createLog} from './logger.ts';
import {OrganisationError} from './organisation/organisation.ts';
import {EngineError, startEngine} from './store/engine/index.ts';
import {MediaError} from './voice/media-error.ts';

/** Starts the hub from environment variables (docs/deployment.md), and stops it in order on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const log = createLog(configuration.logLevel);
  const {databaseUrl, dataDir} = configuration;
  const engine = databaseUrl === null ? await startEngine({dataDir, logger: log}) : null;
  const hub = await startHub(configuration, engine?.connection ?? {connectionString: databaseUrl ?? ''}, log);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await hub.stop();
    await engine?.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().catch(fail));
}

/** What a person can put right is one sentence; anything else is a defect and shows where. */
function fail(error: unknown): never {
  const known = [ConfigurationError, OrganisationError, EngineError, MediaError].some((kind) => error instanceof kind);
  if (error instanceof Error && isPortTaken(error)) {
    process.stderr.write('The hub cannot start: its port is taken. Stop the other program or set CORDBOARD_PORT.\n');
  } else if (known && error instanceof Error) {
    process.stderr.write(`The hub cannot start: ${error.message}\n`);
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  process.exit(1);
}

function isPortTaken(error: Error): boolean {
  return 'code' in error && error.code === 'EADDRINUSE';
}

main().catch(fail);

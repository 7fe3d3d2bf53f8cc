#!/usr/bin/env node
import {type Configuration, ConfigurationError, readConfiguration} from './configuration.ts';
import {AddressError} from './http/listener.ts';
import {TlsError} from './http/tls-files.ts';
import {startHub} from './hub.ts';
import {type HubLog, createLog} from './logger.ts';
import {exportOrganisation} from './organisation/export-organisation.ts';
import {OrganisationError} from './organisation/organisation.ts';
import {DatabaseError} from './store/database.ts';
import {NewerSchemaError} from './store/migrator.ts';
import {EngineError} from './store/engine/index.ts';
import {startKeptEngine} from './store/kept-engine.ts';
import {MediaError} from './voice/media-error.ts';

/** Longest orderly end. After it nothing is left that another hub, or the next start, does not clear up. */
const STOP_WITHIN_MS = 25_000;

/** Starts the hub from environment variables (docs/deployment.md), and stops it in order on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const starting = start(configuration, createLog(configuration.logLevel));
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

const KNOWN = [OrganisationError, ConfigurationError, AddressError, TlsError, DatabaseError, NewerSchemaError, EngineError, MediaError];

/** What a person can put right is one sentence; anything else is a defect and shows where. */
function fail(error: unknown): never {
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exit(1);
}

function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof OrganisationError && process.argv[2] !== 'export') {
    return `The hub cannot start: the file of CORDBOARD_ORGANISATION is not right. ${error.message}.`;
  }
  const cannot = process.argv[2] === 'export' ? 'The organisation cannot be exported' : 'The hub cannot start';
  if (KNOWN.some((kind) => error instanceof kind)) return `${cannot}: ${error.message}`;
  return error.stack ?? error.message;
}

/** `export` writes the organisation to the standard output, instead of running a hub. */
if (process.argv[2] === 'export') exportOrganisation(process.env).then((file) => process.stdout.write(file), fail);
else main().catch(fail);

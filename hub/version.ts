import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The hub's version, from its own package: beside the sources, or above what was built of them. */
export function hubVersion(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); dirname(folder) !== folder; folder = dirname(folder)) {
    const version = versionIn(join(folder, 'package.json'));
    if (version !== null) return version;
  }
  return 'unknown';
}

function versionIn(path: string): string | null {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const ours = typeof found === 'object' && found !== null && 'name' in found && found.name === 'cordboard-hub';
    return ours && 'version' in found ? String(found.version) : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

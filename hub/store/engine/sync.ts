import {open, readdir} from 'node:fs/promises';
import {join} from 'node:path';

/** A file's content, or a folder's names, are safe from a power cut only once they have been written. */
export async function syncPath(path: string): Promise<void> {
  // Windows opens no folders, and writes their names at once.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Everything in a folder and the folder itself, before it is renamed into its place. */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, {withFileTypes: true})) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncTree(path);
    else if (entry.isFile()) await syncPath(path);
  }
  await syncPath(folder);
}

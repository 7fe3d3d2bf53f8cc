import {mkdir, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {temporaryFolder} from './postgres.ts';

/** Files by path. */
export type Tree = Readonly<Record<string, string>>;

/** Writes a small source tree, lets a check look at it, and removes it. */
export async function inTree<T>(tree: Tree, check: (root: string) => T | Promise<T>): Promise<T> {
  const root = await temporaryFolder();
  try {
    for (const [path, text] of Object.entries(tree)) {
      await mkdir(dirname(join(root, path)), {recursive: true});
      await writeFile(join(root, path), text);
    }
    return await check(root);
  } finally {
    await rm(root, {recursive: true, force: true});
  }
}

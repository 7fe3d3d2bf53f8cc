import {cp, mkdir, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const PAGES = fileURLToPath(new URL('./pages/', import.meta.url));
const DIST = fileURLToPath(new URL('../dist/demo/', import.meta.url));

/** Bundles the demo's pages. They import the package by its name, resolved to its sources, so nothing must be built before. */
export async function buildDemo(outDir: string = DIST): Promise<string> {
  await mkdir(outDir, {recursive: true});
  const names = await readdir(PAGES);
  const scripts = names.filter((name) => name.endsWith('.page.ts'));
  await build({
    entryPoints: scripts.map((name) => ({in: join(PAGES, name), out: name.replace('.page.ts', '')})),
    outdir: outDir,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['source'],
    chunkNames: 'chunks/[name]-[hash]',
    minify: true,
    sourcemap: true,
    logLevel: 'warning',
  });
  const copied = names.filter((name) => /\.(html|css|svg)$/.test(name));
  await Promise.all(copied.map((name) => cp(join(PAGES, name), join(outDir, name))));
  return outDir;
}

if (import.meta.main) await buildDemo();

/** `npm run build`: the npm package, its types, the elements' manifest and the CDN files, into dist/. */
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {pathToFileURL} from 'node:url';
import {BootstrapError, bootstrap, root, runMain} from './bootstrap.mjs';
import {runNode} from './run.mjs';

const STAMP = join(root, 'dist', '.sources');
const INPUTS = [
  'src',
  'rollup.config.mjs',
  'custom-elements-manifest.config.mjs',
  'package-lock.json',
  'package.json',
  'tsconfig.base.json',
  'scripts/build.mjs',
  'scripts/trim-signalr.mjs',
];

/** What a build replaces as a whole, so that no file of an older one is left. */
const OUTPUTS = ['npm', 'types', 'cdn'];

/** Builds when a source differs from those of the last build. */
export async function buildIfChanged() {
  const hash = sourceHash();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  process.stdout.write('Building …\n');
  rmSync(STAMP, {force: true});
  for (const output of OUTPUTS) rmSync(join(root, 'dist', output), {recursive: true, force: true});
  const [bundles, types, manifest] = await Promise.all([
    runNode([join('node_modules', 'rollup', 'dist', 'bin', 'rollup'), '--config', 'rollup.config.mjs', '--silent']),
    runNode([join('node_modules', 'typescript', 'bin', 'tsc'), '--project', join('src', 'tsconfig.types.json')]),
    runNode([join('node_modules', '@custom-elements-manifest', 'analyzer', 'cem.js'), 'analyze']),
  ]);
  if (bundles !== 0 || types !== 0 || manifest !== 0) throw new BootstrapError('The build failed (see above).');
  nameDeclarations(join(root, 'dist', 'types'));
  mkdirSync(join(root, 'dist'), {recursive: true});
  writeFileSync(STAMP, hash);
}

function sourceHash() {
  const hash = createHash('sha256');
  for (const path of INPUTS.flatMap((input) => filesOf(join(root, input)))) {
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

/** The compiler leaves `./name.ts` in declarations, which a consumer without `allowImportingTsExtensions` may not read. */
export function nameDeclarations(folder) {
  for (const path of filesOf(folder).filter((name) => name.endsWith('.d.ts'))) {
    const text = readFileSync(path, 'utf8');
    const renamed = text.replace(/((?:from|import)\s*\(?\s*['"]\.{1,2}\/[^'"]*)\.ts(['"])/g, '$1.js$2');
    if (renamed !== text) writeFileSync(path, renamed);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runMain(async () => {
    await bootstrap();
    await buildIfChanged();
    return 0;
  });
}

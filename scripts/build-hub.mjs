/** `npm run build:hub`: the npm package `cordboard-hub`, ready to be packed, into dist/hub-package. */
import {copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {BootstrapError, bootstrap, root, runMain} from './bootstrap.mjs';
import {nameDeclarations} from './build.mjs';
import {runNode} from './run.mjs';

export const HUB_PACKAGE = join(root, 'dist', 'hub-package');

/** Node runs the sources here and strips no types below node_modules: what is packed is JavaScript, with its declarations. */
export async function buildHub() {
  rmSync(HUB_PACKAGE, {recursive: true, force: true});
  mkdirSync(HUB_PACKAGE, {recursive: true});
  const compiled = await runNode([
    join('node_modules', 'typescript', 'bin', 'tsc'),
    '--project',
    join('hub', 'tsconfig.build.json'),
  ]);
  if (compiled !== 0) throw new BootstrapError('The hub could not be built (see above).');
  nameDeclarations(join(HUB_PACKAGE, 'dist'));
  const sounds = join('hub', 'voice', 'media', 'sounds');
  cpSync(join(root, sounds), join(HUB_PACKAGE, 'dist', sounds), {recursive: true});
  for (const name of ['LICENSE', 'README.md'])
    copyFileSync(
      existsSync(join(root, 'hub', name)) ? join(root, 'hub', name) : join(root, name),
      join(HUB_PACKAGE, name),
    );
  writeFileSync(join(HUB_PACKAGE, 'package.json'), `${JSON.stringify(packedManifest(), null, 2)}\n`);
}

/** The manifest of the sources, with what is built in place of them. */
function packedManifest() {
  const {
    private: _private,
    bin: _bin,
    exports: _exports,
    ...manifest
  } = JSON.parse(readFileSync(join(root, 'hub', 'package.json'), 'utf8'));
  return {
    ...manifest,
    files: ['dist'],
    bin: {'cordboard-hub': 'dist/hub/main.js'},
    exports: {
      './signalr': {types: './dist/hub/signalr/index.d.ts', default: './dist/hub/signalr/index.js'},
      './package.json': './package.json',
    },
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runMain(async () => {
    await bootstrap();
    await buildHub();
    process.stdout.write(`Built ${HUB_PACKAGE}; pack it with npm pack ${join('dist', 'hub-package')}.\n`);
    return 0;
  });
}

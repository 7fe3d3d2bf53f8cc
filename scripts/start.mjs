/** `npm start`: installs what is missing, builds what changed, and runs the demo until Ctrl-C. */
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {BootstrapError, bootstrap, root, runMain} from './bootstrap.mjs';
import {buildIfChanged} from './build.mjs';
import {runUntilSignal} from './run.mjs';

await runMain(async () => {
  await bootstrap();
  await buildIfChanged();
  const program = join(root, 'demo', 'start.ts');
  if (!existsSync(program)) throw new BootstrapError('demo/start.ts is missing: this checkout is not complete.');
  return runUntilSignal([program, ...process.argv.slice(2)]);
});

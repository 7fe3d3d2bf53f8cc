/** `npm run hub -- …`: the hub's own program, on the Node that the project brings: `npm run hub -- backup kept.gz`. */
import {join} from 'node:path';
import {bootstrap, runMain} from './bootstrap.mjs';
import {runNode} from './run.mjs';

await runMain(async () => {
  await bootstrap();
  return runNode([join('hub', 'main.ts'), ...process.argv.slice(2)]);
});

/** `npm run torture`: see test/torture/main.ts. Takes long, and root for the power cuts. */
import {randomUUID} from 'node:crypto';
import {chmodSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {bootstrap, runMain} from './bootstrap.mjs';
import {endLeftovers} from './leftovers.mjs';
import {runUntilSignal} from './run.mjs';

await runMain(async () => {
  await bootstrap();
  const runId = randomUUID();
  const runFolder = mkdtempSync(join(tmpdir(), 'cordboard-torture-'));
  // The database's own user must be able to enter it.
  chmodSync(runFolder, 0o755);
  try {
    const env = {...process.env, TMPDIR: runFolder, CORDBOARD_TEST_RUN: runId};
    return await runUntilSignal([join('test', 'torture', 'main.ts'), ...process.argv.slice(2)], {env});
  } finally {
    for (const line of endLeftovers(runId, runFolder)) process.stderr.write(`left behind, ended: ${line}\n`);
    rmSync(runFolder, {recursive: true, force: true, maxRetries: 5});
  }
});

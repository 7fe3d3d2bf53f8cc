/**
 * `npm run bench`: measures weight, speed and memory beside floors of the same run, prints a table and leaves
 * dist/bench.json. `npm run bench -- sizes popover` runs some sections.
 */
import {spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {chmodSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {bootstrap, projectNode, root, runMain} from './bootstrap.mjs';
import {ensureChromium} from './chromium.mjs';
import {endLeftovers} from './leftovers.mjs';
import {exitCodeOf} from './run.mjs';

/** A bench that hangs must not hang the machine. */
const LIMIT_MS = 295_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

await runMain(async () => {
  await bootstrap();
  const runId = randomUUID();
  const runFolder = mkdtempSync(join(tmpdir(), 'cordboard-bench-'));
  // The database's own user must be able to enter it.
  chmodSync(runFolder, 0o755);
  try {
    const env = {...process.env, TMPDIR: runFolder, CORDBOARD_TEST_RUN: runId, CHROME_PATH: ensureChromium()};
    return await runLimited({...env, NODE_ENV: 'production'});
  } finally {
    for (const line of endLeftovers(runId, runFolder)) process.stderr.write(`left behind, ended: ${line}\n`);
    rmSync(runFolder, {recursive: true, force: true, maxRetries: 5});
  }
});

async function runLimited(env) {
  const program = join('test', 'bench', 'main.ts');
  const child = spawn(projectNode, ['--expose-gc', program, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  const end = () => child.kill('SIGKILL');
  const limit = setTimeout(() => {
    process.stderr.write(`The bench did not end within ${LIMIT_MS / 1000} s.\n`);
    end();
  }, LIMIT_MS);
  for (const signal of SIGNALS) process.on(signal, end);
  try {
    return await exitCodeOf(child);
  } finally {
    clearTimeout(limit);
    for (const signal of SIGNALS) process.off(signal, end);
  }
}

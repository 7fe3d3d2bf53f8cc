/**
 * `npm test`: installs what is missing, runs every check and test, and ends with the line `N passed, N failed`.
 * `npm test -- --only node,browser hub/store` runs some parts, and of them the files whose path contains a word.
 */
import {spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {availableParallelism, tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {BootstrapError, bootstrap, projectNode, root} from './bootstrap.mjs';
import {buildIfChanged} from './build.mjs';
import {ensureChromium} from './chromium.mjs';
import {endLeftovers} from './leftovers.mjs';
import {testFiles} from './test-files.mjs';

const PARTS = ['check', 'node', 'browser', 'e2e'];
/** A part that hangs must not hang the run. One on a machine that others use too may take twice its time. */
const PART_LIMIT_MS = 2_400_000;
/** One test that hangs must not cost its part. */
const TEST_LIMIT_MS = 120_000;

const runId = randomUUID();
const runFolder = mkdtempSync(join(tmpdir(), 'cordboard-run-'));
const total = {passed: 0, failed: 0, skipped: 0};
const running = new Set();
let interrupted = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt);
try {
  await main();
} catch (error) {
  total.failed += 1;
  process.stderr.write(`${error instanceof BootstrapError ? error.message : error.stack}\n`);
} finally {
  cleanUp();
  const none = total.passed + total.failed === 0;
  process.exitCode = total.failed > 0 || none || interrupted ? 1 : 0;
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
}

async function main() {
  const {values, positionals} = parseArgs({options: {only: {type: 'string'}}, allowPositionals: true});
  const wanted = values.only?.split(',') ?? PARTS;
  const unknown = wanted.filter((part) => !PARTS.includes(part));
  if (unknown.length > 0) throw new BootstrapError(`--only knows ${PARTS.join(', ')}, not ${unknown.join(', ')}.`);
  await bootstrap();
  // The database's own user must be able to enter it.
  chmodSync(runFolder, 0o755);
  const env = {...process.env, TMPDIR: runFolder, CORDBOARD_TEST_RUN: runId};
  if (wanted.includes('check')) await runPart('check', [join('scripts', 'check.mjs')], env);
  const files = Object.fromEntries(PARTS.map((part) => [part, wanted.includes(part) ? chosen(part, positionals) : []]));
  if (files.browser.length > 0) await runBrowserTests(files.browser, env);
  if (files.node.length + files.e2e.length > 0) await withEngine(env, (engineEnv) => runNodeTests(files, engineEnv));
}

function chosen(part, words) {
  const files = testFiles(part);
  return words.length === 0 ? files : files.filter((path) => words.some((word) => path.includes(word)));
}

async function runNodeTests(files, env) {
  const cores = availableParallelism();
  if (files.node.length > 0) await runPart('node', nodeTest(files.node, Math.max(2, cores)), env);
  if (files.e2e.length === 0) return;
  await buildIfChanged();
  await runPart('e2e', nodeTest(files.e2e, 1), {...env, CHROME_PATH: ensureChromium()});
}

function nodeTest(files, concurrency) {
  const reporter = new URL('./node-reporter.mjs', import.meta.url).href;
  const options = [`--test-reporter=${reporter}`, '--test-reporter-destination=stdout'];
  return ['--test', ...options, `--test-concurrency=${concurrency}`, `--test-timeout=${TEST_LIMIT_MS}`, ...files];
}

async function runBrowserTests(files, env) {
  const runner = join('node_modules', '@web', 'test-runner', 'dist', 'bin.js');
  await runPart('browser', [runner, '--static-logging', '--files', ...files], {...env, CHROME_PATH: ensureChromium()});
}

/** Runs one part in a process group of its own, adds its counts to the total and prints its one line. */
async function runPart(name, args, env) {
  if (interrupted) return;
  const startedAt = Date.now();
  const countsFile = join(runFolder, `${name}.json`);
  const child = spawn(projectNode, args, {
    cwd: root,
    detached: true,
    env: {...env, CORDBOARD_TEST_COUNTS: countsFile},
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  running.add(child);
  let cutOff = '';
  const limit = setTimeout(() => {
    cutOff = ', cut off';
    endGroup(child);
  }, PART_LIMIT_MS);
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
  clearTimeout(limit);
  running.delete(child);
  endGroup(child);
  const counts = existsSync(countsFile)
    ? JSON.parse(readFileSync(countsFile, 'utf8'))
    : {passed: 0, failed: 0, skipped: 0};
  // A part that breaks down without a failed test has failed all the same.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  for (const key of Object.keys(total)) total[key] += counts[key];
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  process.stdout.write(`${name}: ${counts.passed} passed, ${counts.failed} failed${skipped}, ${seconds} s${cutOff}\n`);
}

/** Runs the tests beside one PostgreSQL server. It lives as long as its standard input, so it cannot outlive us. */
async function withEngine(env, run) {
  const server = spawn(projectNode, [join('test', 'support', 'run-engine.ts')], {
    cwd: root,
    detached: true,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve, reject) => server.once('error', reject).once('exit', resolve));
  const folder = new Promise((resolve) => server.stdout.once('data', (chunk) => resolve(String(chunk).trim())));
  const dataDir = await Promise.race([folder, ended]);
  if (typeof dataDir !== 'string')
    throw new BootstrapError('The PostgreSQL server for the tests did not start (see above).');
  try {
    await run({...env, CORDBOARD_TEST_ENGINE: dataDir});
  } finally {
    server.stdin.end();
    await ended;
  }
}

function interrupt() {
  interrupted = true;
  for (const child of running) endGroup(child);
}

function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // The usual case: the part has ended and left nobody in its group.
    if (error.code !== 'ESRCH') throw error;
  }
}

function cleanUp() {
  const left = endLeftovers(runId, runFolder);
  for (const line of left) process.stderr.write(`✖ a test left a process behind: ${line}\n`);
  if (!interrupted) total.failed += left.length;
  rmSync(runFolder, {recursive: true, force: true, maxRetries: 5});
}

/** `npm run check`: everything that can be said about the sources without running them. */
import {spawn} from 'node:child_process';
import {existsSync, writeFileSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {bootstrap, projectNode, root, runMain} from './bootstrap.mjs';

const ROOMS = ['src/domain', 'src', 'hub', 'demo', 'test', 'test/tsconfig.browser.json'];
const TSC = join('node_modules', 'typescript', 'bin', 'tsc');
const OXLINT = join('node_modules', 'oxlint', 'bin', 'oxlint');
const OXFMT = join('node_modules', 'oxfmt', 'bin', 'oxfmt');

const CHECKS = [
  ...ROOMS.map((room) => ({name: `types ${room}`, args: [TSC, '--project', room, '--pretty', 'false']})),
  {name: 'lint', args: [OXLINT, '--type-aware', '--deny-warnings', '--format', 'unix']},
  {name: 'format (npm run format)', args: [OXFMT, '--list-different']},
  {name: 'layers', args: [join('scripts', 'check-layers.mjs')]},
  {name: 'ids', args: [join('scripts', 'check-ids.mjs')]},
  {name: 'element docs', args: [join('scripts', 'check-docs.mjs')]},
  {name: 'house rules', args: [join('scripts', 'check-house.mjs')]},
];

/** Runs one check to its end and prints its outcome, in full where it failed. */
async function run({name, args}) {
  const startedAt = Date.now();
  if (!existsSync(join(root, args[0]))) return report(name, startedAt, 1, `${args[0]} is missing.\n`);
  const child = spawn(projectNode, args, {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  return report(name, startedAt, code, output);
}

function report(name, startedAt, code, output) {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  // The house's own checks end with what they counted, which is worth a line when all is well too.
  const note =
    code === 0 && /^(layers|ids|element docs|house rules)/.test(name) ? ` (${output.trim().split('\n').pop()})` : '';
  process.stdout.write(`${code === 0 ? '✔' : '✖'} ${name}${note} ${seconds} s\n${code === 0 ? '' : output}`);
  return code === 0;
}

async function runAll() {
  const waiting = [...CHECKS];
  const outcomes = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) outcomes.push(await run(next));
  };
  await Promise.all(Array.from({length: Math.max(2, availableParallelism())}, worker));
  return outcomes;
}

await runMain(async () => {
  await bootstrap();
  const outcomes = await runAll();
  const counts = {
    passed: outcomes.filter(Boolean).length,
    failed: outcomes.filter((passed) => !passed).length,
    skipped: 0,
  };
  const {CORDBOARD_TEST_COUNTS: target} = process.env;
  if (target) writeFileSync(target, JSON.stringify(counts));
  return counts.failed > 0 ? 1 : 0;
});

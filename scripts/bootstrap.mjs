/**
 * Makes a checkout usable on a machine that has only Node and npm. Plain JavaScript without packages: it runs on every
 * Node from 18, before anything is installed.
 */
import {spawn, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {delimiter, dirname, join, sep} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The checkout's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The project's own Node, which comes from npm like every other package. */
export const projectNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

const OLDEST_NODE = 18;
const PROJECT_NODE = 26;
const STAMP = join(root, 'node_modules', '.cordboard-verified');

/** A problem that the person at the keyboard can solve; it is shown as one sentence, without a stack. */
export class BootstrapError extends Error {}

/** Installs what is missing or outdated and proves that the tools work. Does nothing when all is in place. */
export async function bootstrap() {
  if (majorOf(process.version) < OLDEST_NODE) {
    throw new BootstrapError(
      `Node ${OLDEST_NODE} or newer is needed, this is ${process.version}: install a newer one from nodejs.org.`,
    );
  }
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (!isInstalled(JSON.parse(lock))) await install();
  const stamp = createHash('sha256').update(lock).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp && existsSync(projectNode)) return;
  await ensureProjectNode();
  ensureEsbuild();
  writeFileSync(STAMP, stamp);
}

/** Runs a script's main function; a problem that has a solution is printed as its sentence only. */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof BootstrapError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/**
 * Compares the lock file with the list npm leaves of what it has installed. That list is written last, so it is missing
 * after an interrupted install.
 */
function isInstalled(lock) {
  const installedList = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedList)) return false;
  const installed = JSON.parse(readFileSync(installedList, 'utf8')).packages;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    const needed = path.includes('node_modules/') && !wanted.link && !wanted.optional && !wanted.peer;
    return !needed || (installed[path]?.version === wanted.version && existsSync(join(root, path)));
  });
}

async function install() {
  const {code, output} = await runNpm(['ci'], 'Installing packages');
  if (code === 0) return;
  // `npm ci` is strict about packages for other platforms, which some registries do not carry.
  if (output.includes('EUSAGE') && (await runNpm(['install', '--no-save'], 'Installing packages again')).code === 0)
    return;
  throw new BootstrapError(
    `${output}\nThe packages could not be installed (npm ci, see above): check the network and the disk, then try again.`,
  );
}

/** The package `node` fetches its binary in an install script; with scripts switched off it is silently absent. */
async function ensureProjectNode() {
  if (isProjectNode()) return;
  await runNpm(['rebuild', 'node'], 'Fetching Node 26');
  if (isProjectNode()) return;
  const folder = join(root, 'node_modules', 'node');
  const direct = spawnSync(process.execPath, ['installArchSpecificPackage'], {
    cwd: folder,
    env: cleanEnvironment(),
    encoding: 'utf8',
  });
  if (isProjectNode()) return;
  throw new BootstrapError(
    `${direct.stderr ?? ''}\nNode ${PROJECT_NODE} is missing from node_modules: npm's install scripts are switched off or failed. Run "npm rebuild node --ignore-scripts=false" and try again.`,
  );
}

function isProjectNode() {
  const answer = spawnSync(projectNode, ['--version'], {encoding: 'utf8'});
  return answer.status === 0 && majorOf(answer.stdout) >= PROJECT_NODE;
}

function ensureEsbuild() {
  const program = "require('esbuild').transformSync('let a: number = 1', {loader: 'ts'})";
  const answer = spawnSync(projectNode, ['-e', program], {cwd: root, encoding: 'utf8'});
  if (answer.status === 0) return;
  throw new BootstrapError(
    `${answer.stderr}\nesbuild does not run on this machine: delete node_modules and run "npm ci" without --omit=optional.`,
  );
}

function majorOf(version) {
  return Number(version.replace(/^v/, '').split('.')[0]);
}

/** Runs npm and shows one line of progress; everything it printed comes back for the case that it fails. */
async function runNpm(args, title) {
  const startedAt = Date.now();
  const show = (end) =>
    process.stdout.write(
      `${process.stdout.isTTY ? '\r' : ''}${title} … ${Math.round((Date.now() - startedAt) / 1000)} s${end}`,
    );
  const [command, ...first] = npmCommand();
  const child = spawn(command, [...first, ...args], {
    cwd: root,
    env: cleanEnvironment(),
    shell: process.platform === 'win32' && command === 'npm',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ticker = process.stdout.isTTY ? setInterval(show, 1000, '') : undefined;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  clearInterval(ticker);
  show('\n');
  return {code, output};
}

/** The npm that runs us, under the Node that runs it: ours lies in the folder that is about to be replaced. */
function npmCommand() {
  const {npm_execpath: npm, npm_node_execpath: node} = process.env;
  return npm && node && /npm-cli\.c?js$/.test(npm) && !node.startsWith(root + sep) ? [node, npm] : ['npm'];
}

/** npm puts node_modules/.bin first into PATH, where `node` is ours; npm itself must not depend on it. */
function cleanEnvironment() {
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(join(root, 'node_modules')));
  return {...process.env, PATH: folders.join(delimiter)};
}

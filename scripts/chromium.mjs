/** Finds the browser for the tests, or installs it where that is possible without asking. */
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {delimiter, join} from 'node:path';
import {BootstrapError} from './bootstrap.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_PATHS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/** The path of a Chromium: `CHROME_PATH`, the usual places, or the system's package on Debian when root. */
export function ensureChromium() {
  const {CHROME_PATH: given} = process.env;
  if (given && existsSync(given)) return given;
  if (given) throw new BootstrapError(`CHROME_PATH names ${given}, which does not exist: correct it or remove it.`);
  const found = findChromium();
  if (found) return found;
  if (canInstall()) installFromDebian();
  const installed = findChromium();
  if (installed) return installed;
  throw new BootstrapError('The tests need Chromium or Chrome: install it, or name its program in CHROME_PATH.');
}

function findChromium() {
  return candidates().find((path) => existsSync(path));
}

function candidates() {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      MAC_APPS.map((app) => join(folder, `${app}.app`, 'Contents', 'MacOS', app)),
    );
  }
  if (process.platform === 'win32') {
    const {ProgramFiles, LOCALAPPDATA, ['ProgramFiles(x86)']: ProgramFiles32} = process.env;
    return [ProgramFiles, ProgramFiles32, LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) => WINDOWS_PATHS.map((path) => join(folder, ...path)));
  }
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    '/opt/google/chrome',
  ];
  return folders.flatMap((folder) => [...NAMES, 'chrome'].map((name) => join(folder, name)));
}

function canInstall() {
  return process.platform === 'linux' && process.getuid() === 0 && existsSync('/etc/debian_version');
}

function installFromDebian() {
  process.stdout.write('Installing Chromium from the system packages …\n');
  const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'};
  for (const args of [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', 'chromium'],
  ]) {
    const result = spawnSync('apt-get', args, {env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
    if (result.status !== 0) process.stderr.write(`apt-get ${args[0]}: ${result.stderr}\n`);
  }
}

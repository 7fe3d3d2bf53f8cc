import {spawnSync} from 'node:child_process';
import {EngineError} from './engine-error.ts';

/** The user the database runs as. */
export interface ProcessOwner {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const USER = 'cordboard';

/** Each system's way to make a user that can own processes and nothing else. */
const CREATORS: readonly (readonly [command: string, ...args: string[]])[] = [
  [
    'useradd',
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    USER,
  ],
  ['adduser', '--system', '--group', '--no-create-home', USER],
  ['adduser', '-S', '-H', '-D', USER],
];

/**
 * PostgreSQL refuses to run as root. As root the user `cordboard` is found or made; anybody else runs it as themselves,
 * and the answer is `undefined`.
 */
export function processOwner(): ProcessOwner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = lookUp(USER);
  if (found) return found;
  for (const [command, ...args] of CREATORS) {
    // Two hubs may create it at once: what counts is that it exists afterwards, not who was first.
    spawnSync(command, args, {stdio: 'ignore', env: withSystemFolders()});
    const created = lookUp(USER);
    if (created) return created;
  }
  throw new EngineError(
    'engine-user-missing',
    `PostgreSQL does not run as root, and the system user "${USER}" could not be created: create it (useradd --system ${USER}), or start as another user.`,
  );
}

function lookUp(name: string): ProcessOwner | undefined {
  const uid = askId('-u', name);
  const gid = askId('-g', name);
  return uid === undefined || gid === undefined ? undefined : {name, uid, gid};
}

function askId(flag: '-u' | '-g', name: string): number | undefined {
  const answer = spawnSync('id', [flag, name], {encoding: 'utf8'});
  return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
}

/** `su` without a login shell leaves the folders of system programs out of PATH. */
function withSystemFolders(): NodeJS.ProcessEnv {
  return {...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`};
}

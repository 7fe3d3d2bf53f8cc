import {spawn, type ChildProcess} from 'node:child_process';
import {open} from 'node:fs/promises';
import {extname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {promptFolder} from '../prompts/sound-files.ts';
import {MediaError} from './media-error.ts';

/** How browsers reach the media process. All of it is optional on one machine. */
export interface MediaNetwork {
  /** Addresses put into answers, for a machine behind one-to-one address translation. Default: the machine's own. */
  readonly advertise?: readonly string[];
  /** UDP ports to use, both ends included; one port a leg and address. Default: any. */
  readonly ports?: {readonly from: number; readonly to: number};
  readonly iceServers?: readonly {readonly urls: string; readonly username?: string; readonly credential?: string}[];
  /** Bind and advertise 127.0.0.1 only: for tests, and for one machine. Default false. */
  readonly loopbackOnly?: boolean;
}

export interface SpawnOptions {
  readonly runDir: string;
  readonly socketPath: string;
  readonly secret: string;
  readonly network: MediaNetwork;
  /** A folder with sounds of the operator's own, or null. */
  readonly soundsDir: string | null;
  readonly startTimeoutMs: number;
  /** To be kept ready, and to end with us as long as it is not needed. */
  readonly spare: boolean;
}

/** Beside this file, as it is: a source in the project, built in the package. */
const mainFile = fileURLToPath(new URL(`./media/main${extname(import.meta.url)}`, import.meta.url));

/** The program says this on its standard output once its socket accepts connections; before that, why it cannot. */
const readyLine = 'ready';

/**
 * Starts the program so that it outlives us: a session of its own, and its log a file, not a pipe that breaks with us.
 * @returns its process id
 * @throws MediaError `media-start-failed`
 */
export async function spawnMediaProcess(options: SpawnOptions): Promise<number> {
  const log = await open(join(options.runDir, 'media.log'), 'a', 0o600);
  try {
    const child = spawn(process.execPath, [mainFile, ...argumentsOf(options)], {
      detached: true,
      stdio: ['ignore', 'pipe', log.fd],
      env: environmentOf(options),
    });
    await ready(child, options.startTimeoutMs);
    child.unref();
    if (child.pid === undefined) throw startFailed('The program could not be run.');
    return child.pid;
  } finally {
    await log.close();
  }
}

async function ready(child: ChildProcess, timeoutMs: number): Promise<void> {
  const {promise, resolve, reject} = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(startFailed(`It was not ready after ${timeoutMs} ms.`)), timeoutMs);
  const said: string[] = [];
  if (child.stdout !== null) {
    createInterface({input: child.stdout}).on('line', (line) => (line === readyLine ? resolve() : said.push(line)));
  }
  child.once('error', (cause) => reject(startFailed('The program could not be run.', cause)));
  child.once('close', (code) => reject(startFailed(said.join(' ') || `It ended with code ${code ?? 'none'}.`)));
  try {
    await promise;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
    child.stdout?.destroy();
  }
}

function argumentsOf({socketPath, network, spare}: SpawnOptions): string[] {
  const args = ['--socket', socketPath];
  if (network.advertise !== undefined && network.advertise.length > 0)
    args.push('--advertise', network.advertise.join(','));
  if (network.ports !== undefined) args.push('--ports', `${network.ports.from}-${network.ports.to}`);
  if (network.loopbackOnly === true) args.push('--loopback');
  if (spare) args.push('--spare');
  return args;
}

/** Secrets go by the environment: other users of the machine can read a command line. */
function environmentOf({secret, network, runDir, soundsDir}: SpawnOptions): NodeJS.ProcessEnv {
  const iceServers = network.iceServers ?? [];
  return {
    ...process.env,
    CORDBOARD_MEDIA_SECRET: secret,
    // A process that takes a dead one's place is there in half the time when the code is already compiled.
    NODE_COMPILE_CACHE: join(runDir, 'code'),
    CORDBOARD_MEDIA_ICE_SERVERS: iceServers.length > 0 ? JSON.stringify(iceServers) : '',
    CORDBOARD_MEDIA_SOUNDS: soundsDir ?? '',
    CORDBOARD_MEDIA_PROMPTS: promptFolder(runDir),
  };
}

function startFailed(why: string, cause?: unknown): MediaError {
  return new MediaError('media-start-failed', `The media process did not start. ${why}`, {cause});
}

import {isIP} from 'node:net';
import {parseArgs} from 'node:util';
import * as v from 'valibot';
import type {IceServer, NetworkOptions} from './network-options.ts';

export interface MediaOptions {
  readonly socketPath: string;
  readonly secret: string;
  readonly network: NetworkOptions;
  /** With no control connection and no leg for this long the process ends by itself. */
  readonly idleExitMs: number;
  /** Where sounds are looked for before those that come with the hub: the organisation's, then the operator's. */
  readonly soundFolders: readonly string[];
  /** Kept ready to take another one's place: as long as nothing was asked of it, it ends with the hub that started it. */
  readonly spare: boolean;
}

const defaultIdleExitMs = 10 * 60_000;

/** Shorter than this is a mistake, not a secret. */
const minSecretLength = 16;

const iceServers = v.array(
  v.object({
    urls: v.pipe(v.string(), v.regex(/^(stun|turn|turns):\S+$/)),
    username: v.optional(v.string()),
    credential: v.optional(v.string()),
  }),
);

/** A wrong value, told in one sentence. */
class WrongValue extends Error {}

/**
 * @param args the command line after the file's name
 * @param env of the process
 * @returns the options, or one sentence naming the value that is wrong
 */
export function parseMediaOptions(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): MediaOptions | {readonly problem: string} {
  try {
    const {values} = parseArgs({
      args: [...args],
      options: {
        socket: {type: 'string'},
        advertise: {type: 'string'},
        ports: {type: 'string'},
        loopback: {type: 'boolean'},
        spare: {type: 'boolean'},
        'idle-exit-ms': {type: 'string'},
      },
    });
    return {
      socketPath: socketPath(values.socket),
      secret: secret(env['CORDBOARD_MEDIA_SECRET']),
      network: {
        advertise: addresses(values.advertise),
        ports: ports(values.ports),
        iceServers: servers(env['CORDBOARD_MEDIA_ICE_SERVERS']),
        loopbackOnly: values.loopback ?? false,
      },
      idleExitMs: idleExit(values['idle-exit-ms']),
      soundFolders: ['CORDBOARD_MEDIA_PROMPTS', 'CORDBOARD_MEDIA_SOUNDS'].flatMap((name) => env[name] || []),
      spare: values.spare ?? false,
    };
  } catch (error) {
    // `parseArgs` throws TypeErrors with a sentence that names the option.
    if (error instanceof WrongValue || error instanceof TypeError) return {problem: error.message};
    throw error;
  }
}

function socketPath(value: string | undefined): string {
  if (value === undefined || value === '') throw new WrongValue('--socket must name the unix socket to listen on.');
  if (Buffer.byteLength(value) > 103) throw new WrongValue('--socket must be at most 103 bytes long.');
  return value;
}

function secret(value: string | undefined): string {
  if (value !== undefined && value.length >= minSecretLength) return value;
  throw new WrongValue(`CORDBOARD_MEDIA_SECRET must be set to at least ${minSecretLength} characters.`);
}

function addresses(value: string | undefined): readonly string[] {
  const list = (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const wrong = list.find((part) => isIP(part) === 0);
  if (wrong !== undefined) throw new WrongValue(`--advertise must list IP addresses; "${wrong}" is not one.`);
  return list;
}

function ports(value: string | undefined): NetworkOptions['ports'] {
  if (value === undefined) return null;
  const [, low, high] = /^(\d+)-(\d+)$/.exec(value) ?? [];
  const from = Number(low);
  const to = Number(high);
  if (from >= 1024 && to <= 65_535 && from <= to) return {from, to};
  throw new WrongValue(`--ports must be a range like 40000-40999 within 1024-65535; "${value}" is not.`);
}

function servers(value: string | undefined): readonly IceServer[] {
  if (value === undefined || value === '') return [];
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), iceServers), value);
  if (parsed.success) return parsed.output;
  throw new WrongValue(
    'CORDBOARD_MEDIA_ICE_SERVERS must be a JSON list of {urls: "stun:…" or "turn:…", username?, credential?}.',
  );
}

function idleExit(value: string | undefined): number {
  if (value === undefined) return defaultIdleExitMs;
  const ms = Number(value);
  if (Number.isSafeInteger(ms) && ms > 0) return ms;
  throw new WrongValue(`--idle-exit-ms must be a positive number of milliseconds; "${value}" is not.`);
}

import {randomUUID} from 'node:crypto';
import {chown, rename, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join} from 'node:path';
import type {EngineFolders} from './engine-folders.ts';
import type {ProcessOwner} from './process-owner.ts';

/** Where the database listens: a socket folder, or on Windows, whose Node knows no such sockets, a local TCP port. */
export interface Listening {
  readonly host: string;
  readonly port: number;
}

/** PostgreSQL names its socket by this number, so it needs no free port. */
const SOCKET_PORT = 5432;

/** Where the next server will listen. */
export async function chooseListening(folders: EngineFolders): Promise<Listening> {
  if (process.platform !== 'win32') return {host: folders.socket, port: SOCKET_PORT};
  return {host: '127.0.0.1', port: await freePort()};
}

function freePort(): Promise<number> {
  const {promise, resolve, reject} = Promise.withResolvers<number>();
  const server = createServer().once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    server.close(() => resolve(port));
  });
  return promise;
}

/** Server settings by name, as PostgreSQL spells them. */
export type Settings = Readonly<Record<string, string | number>>;

/** Nothing acknowledged may be lost, so the durability settings are spelled out although they are the defaults. */
const SETTINGS: Settings = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  max_connections: 100,
  shared_buffers: '32MB',
  max_wal_size: '256MB',
  io_method: 'sync',
  jit: 'off',
  password_encryption: 'scram-sha-256',
  unix_socket_permissions: '0700',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  // A parameter can be a telephone number: statements and values stay out of the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** Writes the server's settings anew before each start; an operator's own go in with ALTER SYSTEM and win. */
export async function writeSettings(
  folders: EngineFolders,
  listening: Listening,
  extra: Settings,
  owner: ProcessOwner | undefined,
): Promise<void> {
  const onSocket = process.platform !== 'win32';
  const all: Settings = {
    ...SETTINGS,
    ...extra,
    port: listening.port,
    listen_addresses: onSocket ? '' : listening.host,
    ...(onSocket ? {unix_socket_directories: listening.host} : {}),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`);
  const text = `# Written by the hub before each start. Change settings with ALTER SYSTEM.\n${lines.join('')}`;
  const draft = join(folders.cluster, `postgresql.conf.${randomUUID()}`);
  await writeFile(draft, text, {mode: 0o600});
  if (owner) await chown(draft, owner.uid, owner.gid);
  await rename(draft, join(folders.cluster, 'postgresql.conf'));
}

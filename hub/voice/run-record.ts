import {chmod, mkdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import {MediaError} from './media-error.ts';

const recordSchema = v.object({
  pid: v.pipe(v.number(), v.integer(), v.minValue(2)),
  socketPath: v.string(),
  secret: v.string(),
});

/** How the next hub finds a media process that outlived the last one. */
export type RunRecord = v.InferOutput<typeof recordSchema>;

/** A unix socket's path is at most 107 bytes on Linux and 103 on macOS (`sockaddr_un`). */
const maxSocketPathBytes = 103;

const recordName = 'media.json';

/**
 * @param beside another process's socket, which is left to it
 * @throws MediaError `media-start-failed` when the path is too long for a socket
 */
export function socketPathIn(runDir: string, beside?: string): string {
  const path = [join(runDir, 'media.sock'), join(runDir, 'other.sock')].find((each) => each !== beside) ?? '';
  if (Buffer.byteLength(path) <= maxSocketPathBytes) return path;
  throw new MediaError(
    'media-start-failed',
    'The run folder has too long a path for a unix socket; choose a shorter one.',
  );
}

/**
 * Makes the folder if it is missing and sees to it that only this user gets in: the record holds a secret, and who can
 * write here can put a socket of their own in place.
 * @throws MediaError `media-start-failed`
 */
export async function ensurePrivateFolder(runDir: string): Promise<void> {
  await mkdir(runDir, {recursive: true, mode: 0o700});
  const found = await stat(runDir);
  const ours = process.getuid === undefined || found.uid === process.getuid();
  if (!found.isDirectory() || !ours) {
    throw new MediaError('media-start-failed', 'The run folder must be a folder of the user the hub runs as.');
  }
  if ((found.mode & 0o077) !== 0) await chmod(runDir, 0o700);
}

/** Written beside and renamed, so that a reader never sees half of it. */
export async function writeRunRecord(runDir: string, record: RunRecord): Promise<void> {
  const path = join(runDir, recordName);
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify(record), {mode: 0o600});
  await rename(draft, path);
}

/** @returns null when there is none, or none that can be understood */
export async function readRunRecord(runDir: string): Promise<RunRecord | null> {
  let text: string;
  try {
    text = await readFile(join(runDir, recordName), 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw new MediaError('media-start-failed', 'The record of the media process cannot be read.', {cause});
  }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), recordSchema), text);
  return parsed.success ? parsed.output : null;
}

/** Forgets the media process, after it was stopped. */
export async function removeRunRecord(runDir: string): Promise<void> {
  await rm(join(runDir, recordName), {force: true});
}

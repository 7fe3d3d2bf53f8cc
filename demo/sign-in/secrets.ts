import {generateKeyPair, randomBytes} from 'node:crypto';
import {mkdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {writePrivateFile} from './write-private-file.ts';

/** What must outlive a restart, or everybody would be signed out by it. */
export type Secrets = {readonly signingKey: Readonly<Record<string, unknown>>; readonly cookieKey: string};

/** Reads the provider's keys from its data folder; makes them at the first start. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  await mkdir(dataDir, {recursive: true, mode: 0o700});
  const path = join(dataDir, 'keys.json');
  const kept = await readIfThere(path);
  if (kept !== null) return kept;
  const {privateKey} = await promisify(generateKeyPair)('rsa', {modulusLength: 2048});
  const kid = randomBytes(8).toString('hex');
  const signingKey = {...privateKey.export({format: 'jwk'}), use: 'sig', alg: 'RS256', kid};
  const secrets = {signingKey, cookieKey: randomBytes(32).toString('base64url')};
  await writePrivateFile(path, JSON.stringify(secrets));
  return secrets;
}

async function readIfThere(path: string): Promise<Secrets | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const read: unknown = JSON.parse(text);
  if (isSecrets(read)) return read;
  throw new TypeError(`${path} is damaged: delete it, and everybody signs in again.`);
}

function isSecrets(value: unknown): value is Secrets {
  if (typeof value !== 'object' || value === null || !('signingKey' in value) || !('cookieKey' in value)) return false;
  return typeof value.signingKey === 'object' && value.signingKey !== null && typeof value.cookieKey === 'string';
}

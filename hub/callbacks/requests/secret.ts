import {createHash, createHmac, randomBytes} from 'node:crypto';
import type {Reading} from '../../store/contact-store.ts';
import {run, runForOne} from '../../store/statement.ts';

/** What is signed and made with the one secret; two uses never share a key. */
export type SecretUse = 'proof' | 'token' | 'form' | 'trace';

const READ = 'select secret from callback_secret';
const MAKE = 'insert into callback_secret (secret) values ($1) on conflict do nothing';

/** The secret of all hubs of this database, made by whichever needs it first. */
export async function callbackSecret(asking: Reading): Promise<string> {
  const known = await runForOne<{secret: string}>(asking, READ, []);
  if (known !== null) return known.secret;
  await run(asking, MAKE, [randomBytes(32).toString('hex')]);
  const made = await runForOne<{secret: string}>(asking, READ, []);
  if (made === null) throw new TypeError('the secret of callbacks was made a moment ago');
  return made.secret;
}

export function signed(secret: string, use: SecretUse, text: string): Buffer {
  return createHmac('sha256', createHmac('sha256', secret).update(use).digest()).update(text).digest();
}

/**
 * The token of a request: 32 bytes that nobody can guess who does not know what the page made up for the request. The same request sent
 * twice has the same one, though only its hash is kept.
 */
export function tokenOf(secret: string, siteId: string, requestId: string): string {
  return signed(secret, 'token', `${siteId}\n${requestId}`).toString('base64url');
}

/** Tells two values apart without keeping either. */
export function traceOf(secret: string, text: string): string {
  return signed(secret, 'trace', text).toString('base64url');
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

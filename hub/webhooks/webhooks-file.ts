import {readFile} from 'node:fs/promises';
import * as v from 'valibot';
import {ConfigurationError} from '../configuration.ts';
import {isLoopbackHost} from '../contacts/allowed-link.ts';
import {WEBHOOK_EVENTS, type WebhookEventType} from './webhook-events.ts';

/** Another system that is told of contacts. Its secrets are in memory only; the rest of it is in the database. */
export type WebhookEndpoint = {
  readonly id: string;
  readonly url: string;
  /** The key that signs, and while it is being replaced the one before it. */
  readonly secrets: readonly string[];
  readonly events: readonly WebhookEventType[];
  /** Customers' names, addresses, subjects and values are sent along. */
  readonly personalData: boolean;
};

const SECRET_PREFIX = 'whsec_';
const URL_EXPECTED = 'an https address without user and fragment (http on this machine itself)';
const SECRET_EXPECTED = 'whsec_ and 24 to 64 random bytes in base64';

const endpoint = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens')),
  url: v.pipe(v.string(), v.maxLength(2_048), v.check(isWebhookUrl, URL_EXPECTED)),
  secrets: v.pipe(v.array(v.pipe(v.string(), v.check(isSecret, SECRET_EXPECTED))), v.minLength(1), v.maxLength(3)),
  events: v.optional(v.pipe(v.array(v.picklist(WEBHOOK_EVENTS)), v.minLength(1)), [...WEBHOOK_EVENTS]),
  personalData: v.optional(v.boolean(), false),
});

const schema = v.strictObject({
  endpoints: v.pipe(
    v.array(endpoint),
    v.maxLength(32),
    v.check((all) => new Set(all.map(({id}) => id)).size === all.length, 'each id once'),
  ),
});

/**
 * Reads the file of CORDBOARD_WEBHOOKS; null when none is given.
 * @throws {ConfigurationError} with the place and what was expected there, never what was found
 */
export async function readWebhooks(path: string | null): Promise<readonly WebhookEndpoint[] | null> {
  if (path === null) return null;
  const json = await readFile(path, 'utf8').catch(() => {
    throw new ConfigurationError('CORDBOARD_WEBHOOKS must be a file that can be read.');
  });
  return parseWebhooks(json);
}

/** @throws {ConfigurationError} likewise */
export function parseWebhooks(json: string): readonly WebhookEndpoint[] {
  const parsed = v.safeParse(schema, parseJson(json), {abortEarly: true});
  if (parsed.success) return parsed.output.endpoints;
  const issue = parsed.issues[0];
  const {type, message, expected: wanted} = issue;
  const expected = type === 'check' || type === 'regex' ? message : (wanted ?? message);
  throw new ConfigurationError(`CORDBOARD_WEBHOOKS: ${v.getDotPath(issue) ?? 'the file'} must be ${expected}.`);
}

/** The bytes of a secret as the Standard Webhooks specification writes it. */
export function secretKey(secret: string): Buffer {
  return Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
}

function isSecret(value: string): boolean {
  if (!/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  const {length} = secretKey(value);
  return length >= 24 && length <= 64;
}

function isWebhookUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const {protocol, hostname, username, password, hash} = new URL(value);
  const safe = protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
  return safe && username === '' && password === '' && hash === '';
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new ConfigurationError('CORDBOARD_WEBHOOKS must be a file of JSON.');
  }
}

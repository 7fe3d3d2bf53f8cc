import {createHmac} from 'node:crypto';
import {secretKey} from './webhooks-file.ts';

export type SignedMessage = {readonly id: string; readonly timestampS: number; readonly body: string};

/**
 * The headers of the Standard Webhooks specification (https://www.standardwebhooks.com): a signature for each secret, so that
 * one can be replaced without a message that nobody can check.
 */
export function webhookHeaders(message: SignedMessage, secrets: readonly string[]): Readonly<Record<string, string>> {
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestampS),
    'webhook-signature': secrets.map((secret) => `v1,${signatureOf(message, secret)}`).join(' '),
  };
}

function signatureOf({id, timestampS, body}: SignedMessage, secret: string): string {
  return createHmac('sha256', secretKey(secret)).update(`${id}.${timestampS}.${body}`).digest('base64');
}

import {timingSafeEqual} from 'node:crypto';
import {type Written, WRITTEN_FIELDS} from '../pages/written.ts';
import {signed} from './secret.ts';

/** Nobody reads "Is this right?" faster. */
const READ_AFTER_MS = 1_000;
const GOOD_FOR_MS = 60 * 60_000;

/** [PK-50] Says that the question was shown for exactly these words, and when by the database's clock. */
export function stampFor(secret: string, written: Written, now: number): string {
  const at = String(Math.floor(now));
  return `${at}.${signed(secret, 'form', `${at}\n${wordsOf(written)}`).toString('base64url')}`;
}

export type StampOutcome = 'good' | 'stale' | 'too-early';

export function judgeStamp(secret: string, written: Written, stamp: string, now: number): StampOutcome {
  const [at = '', signature = ''] = stamp.split('.');
  const given = Buffer.from(signature, 'base64url');
  const wanted = signed(secret, 'form', `${at}\n${wordsOf(written)}`);
  const same = given.length === wanted.length && timingSafeEqual(given, wanted);
  const ageMs = now - Number(at);
  if (!same || ageMs > GOOD_FOR_MS) return 'stale';
  return ageMs < READ_AFTER_MS ? 'too-early' : 'good';
}

function wordsOf(written: Written): string {
  return JSON.stringify(WRITTEN_FIELDS.map((name) => written[name]));
}

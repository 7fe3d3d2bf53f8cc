import {createChallenge, extractParams, verifySolution} from 'altcha-lib/v1';
import * as v from 'valibot';
import type {ProofChallenge} from '../../../src/api/wire/callback-request.ts';
import {runForOne} from '../../store/statement.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {signed} from './secret.ts';

/** A browser needs a second at most, of a telephone too; a flood of requests needs it for each. */
const NUMBER_MAX = 50_000;
/** [PK-120] For one of an address that has used up its day: ten times the work. */
const HARD_NUMBER_MAX = 500_000;
/** As long as somebody may take over a form. */
const GOOD_FOR_MS = 60 * 60_000;
/** Nobody fills in a form faster. */
export const FILLED_IN_AFTER_MS = 2_000;

const answerSchema = v.object({
  algorithm: v.literal('SHA-256'),
  challenge: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  number: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(HARD_NUMBER_MAX)),
  salt: v.pipe(v.string(), v.maxLength(200)),
  signature: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/**
 * @param now by the database's clock: it says when it was issued, and that is signed with it
 * @param hard whether it takes ten times the work, which is signed with it too
 */
export async function newChallenge(secret: string, siteId: string, now: number, hard = false): Promise<ProofChallenge> {
  const maxnumber = hard ? HARD_NUMBER_MAX : NUMBER_MAX;
  const made = await createChallenge({
    algorithm: 'SHA-256',
    hmacKey: keyOf(secret, siteId),
    maxnumber,
    params: {issued: String(Math.floor(now)), ...(hard ? {hard: '1'} : {})},
    expires: new Date(now + GOOD_FOR_MS),
  });
  return {...made, algorithm: 'SHA-256', maxnumber};
}

export type ProofOutcome =
  | {readonly status: 'good'; readonly challenge: string; readonly hard: boolean}
  | {readonly status: 'bad'}
  /** [PK-44] Faster than a person; the same proof is good in a moment. */
  | {readonly status: 'too-early'; readonly waitMs: number};

/** [PK-43] Judges an answer of ALTCHA's protocol, of any length and shape. */
export async function judgeProof(secret: string, siteId: string, proof: string, now: number): Promise<ProofOutcome> {
  const answer = readAnswer(proof);
  if (answer === null || !(await verifySolution(answer, keyOf(secret, siteId), false))) return {status: 'bad'};
  const {issued = '', expires = '', hard} = extractParams(answer);
  if (Number(expires) * 1_000 <= now) return {status: 'bad'};
  const waitMs = Number(issued) + FILLED_IN_AFTER_MS - now;
  return waitMs > 0 ? {status: 'too-early', waitMs} : {status: 'good', challenge: answer.challenge, hard: hard === '1'};
}

const SPEND = `
  insert into callback_proof (challenge, expires_at) values ($1, $2) on conflict do nothing returning challenge`;

/** False: it was taken before. Of two who bring it at once one waits for the other's decision. */
export async function spendProof(work: Work, challenge: string): Promise<boolean> {
  return (await runForOne(work, SPEND, [challenge, new Date(work.now + GOOD_FOR_MS)])) !== null;
}

function readAnswer(proof: string): v.InferOutput<typeof answerSchema> | null {
  try {
    const parsed = v.safeParse(answerSchema, JSON.parse(Buffer.from(proof, 'base64').toString('utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    // No JSON is no answer.
    return null;
  }
}

function keyOf(secret: string, siteId: string): string {
  return signed(secret, 'proof', siteId).toString('hex');
}

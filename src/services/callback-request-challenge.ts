import type {CallbackForm, ProofChallenge} from '../api/wire/callback-request.ts';
import {solveProof} from './callback-request-proof.ts';

/** A clock that is further off is no use here: the hub says it when a challenge is too old. */
const BELIEVED_MS = 6 * 3_600_000;
const SHORTEST_MS = 30_000;
/** Of its life, after which another one is asked for. */
const USED = 0.8;
/** The hub takes nobody who answers faster for a person. */
const SOONEST_MS = 4_000;

type Solving = {readonly challenge: string; readonly answer: Promise<string | null>; readonly end: AbortController};

/** The challenge of the form in hand: solved from the moment somebody begins to type, and given up when there is another one. */
export class ChallengeInHand {
  readonly #workerless: boolean;
  #form: CallbackForm | null = null;
  #gotAt = 0;
  #solving: Solving | null = null;
  #wanted = false;

  constructor({workerless = false}: {readonly workerless?: boolean}) {
    this.#workerless = workerless;
  }

  /** When another one is to be asked for, in milliseconds from now; null: nobody knows. */
  take(form: CallbackForm): number | null {
    this.#form = form;
    this.#gotAt = Date.now();
    if (this.#wanted) this.begin();
    return renewMsOf(form.proof, this.#gotAt);
  }

  /** Somebody uses the form. */
  begin(): void {
    this.#wanted = true;
    const proof = this.#form?.proof;
    if (proof === undefined || this.#solving?.challenge === proof.challenge) return;
    this.stop();
    const end = new AbortController();
    const answer = solveProof(proof, {signal: end.signal, workerless: this.#workerless});
    this.#solving = {challenge: proof.challenge, answer, end};
  }

  /** The answer, once there is one and a person could have got here. Null: this challenge has none, or it was given up. */
  async answer(): Promise<string | null> {
    this.begin();
    const proof = (await this.#solving?.answer) ?? null;
    const early = SOONEST_MS - (Date.now() - this.#gotAt);
    if (proof !== null && early > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(early, SOONEST_MS)));
    return proof;
  }

  stop(): void {
    this.#solving?.end.abort();
    this.#solving = null;
  }
}

/** ALTCHA writes the end of a challenge into its salt, in seconds. */
function renewMsOf({salt}: ProofChallenge, now: number): number | null {
  const seconds = /[?&]expires=(\d{9,11})(?:&|$)/.exec(salt)?.[1];
  if (seconds === undefined) return null;
  const lifeMs = Number(seconds) * 1_000 - now;
  return lifeMs < SHORTEST_MS || lifeMs > BELIEVED_MS ? null : lifeMs * USED;
}

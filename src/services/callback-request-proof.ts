import type {ProofChallenge} from '../api/wire/callback-request.ts';
import {proofFinder} from '../domain/proof-of-work.ts';

export type SolveOptions = {
  readonly signal: AbortSignal;
  /** No worker is tried: the page's content policy is known to allow none, and would report the attempt. */
  readonly workerless?: boolean;
};

/** A page that types and draws notices nothing of it. */
const SLICE_MS = 6;
/** Some milliseconds' worth on a slow telephone. */
const SLICE_NUMBERS = 250;
const POLICY = 'cordboard-worker';
const SOURCE = `const find=(${String(proofFinder)})();onmessage=({data})=>postMessage(find(data))`;

/**
 * The answer to a challenge as ALTCHA wants it: in a worker, or where none may run in small steps of the page.
 * @returns Base64; null: there is none, or nobody wants it any more
 */
export async function solveProof(challenge: ProofChallenge, options: SolveOptions): Promise<string | null> {
  const beside = options.workerless === true ? 'blocked' : await solveInWorker(challenge, options.signal);
  const number = beside === 'blocked' ? await solveInPage(challenge, options.signal) : beside;
  if (number === null) return null;
  const {algorithm, challenge: hash, salt, signature} = challenge;
  return btoa(JSON.stringify({algorithm, challenge: hash, number, salt, signature}));
}

async function solveInPage({salt, challenge, maxnumber}: ProofChallenge, signal: AbortSignal): Promise<number | null> {
  const find = proofFinder();
  const {port1, port2} = new MessageChannel();
  let from = 0;
  try {
    while (from <= maxnumber && !signal.aborted) {
      const pauseAt = performance.now() + SLICE_MS;
      while (from <= maxnumber && performance.now() < pauseAt) {
        const until = Math.min(from + SLICE_NUMBERS, maxnumber + 1);
        const found = find({salt, challenge, from, until});
        if (found !== null) return found;
        from = until;
      }
      // Unlike a timer, a message to oneself waits for what the person does, and for nothing else.
      await new Promise((resolve) => {
        port1.addEventListener('message', resolve, {once: true});
        port1.start();
        port2.postMessage(null);
      });
    }
    return null;
  } finally {
    port1.close();
  }
}

/** `blocked`: none may be started here, or it did not run. */
async function solveInWorker(
  {salt, challenge, maxnumber}: ProofChallenge,
  signal: AbortSignal,
): Promise<number | null | 'blocked'> {
  const started = startWorker();
  if (started === null) return 'blocked';
  const {worker, release} = started;
  const {promise, resolve} = Promise.withResolvers<number | null | 'blocked'>();
  const stop = (): void => resolve(null);
  signal.addEventListener('abort', stop);
  worker.onmessage = ({data}: MessageEvent<unknown>) => resolve(typeof data === 'number' ? data : null);
  worker.onerror = (event) => {
    // A policy's no is nothing that went wrong.
    event.preventDefault();
    resolve('blocked');
  };
  if (signal.aborted) stop();
  else worker.postMessage({salt, challenge, from: 0, until: maxnumber + 1});
  const answer = await promise;
  signal.removeEventListener('abort', stop);
  worker.terminate();
  release();
  return answer;
}

function startWorker(): {readonly worker: Worker; readonly release: () => void} | null {
  if (!('Worker' in globalThis)) return null;
  const url = URL.createObjectURL(new Blob([SOURCE], {type: 'text/javascript'}));
  const release = (): void => URL.revokeObjectURL(url);
  try {
    return {worker: new Worker(trusted(url)), release};
  } catch {
    release();
    return null;
  }
}

/** Where scripts must be trusted (Trusted Types) the page says so of ours by the policy's name. @throws the page does not */
function trusted(url: string): string {
  const factory: unknown = Reflect.get(globalThis, 'trustedTypes');
  if (typeof factory !== 'object' || factory === null || !('createPolicy' in factory)) return url;
  if (typeof factory.createPolicy !== 'function') return url;
  policy ??= factory.createPolicy(POLICY, {createScriptURL: (given: string) => given});
  return policy?.createScriptURL(url) ?? url;
}

/** A page lets a policy be made once. */
let policy: {createScriptURL(url: string): string} | undefined;

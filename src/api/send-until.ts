import {backoffMs} from './backoff.ts';
import {SdkError} from './errors.ts';
import type {HubLink} from './hub-link.ts';
import {wait} from './wait.ts';

/** A person waits for the answer: the wait between two attempts grows to a second and no further. */
const RETRY_STEPS = 2;

/** A hub that lives answers in a fraction of this; then it is asked whether it does. */
const SUSPECT_MS = 2_000;

/**
 * Invokes a hub method until it answers or the time is over, over as many connections as it takes. Only for what is
 * safe to send twice.
 * @param argument made once, when there is a connection, where it depends on what that was greeted with
 * @param isWanted asked on each connection before it is sent there: the time stands still while the computer sleeps, and whoever
 *   the connection greeted may be another person
 * @throws {SdkError} `hub-timeout` when it was sent and no answer came, `hub-unreachable` when it could not be sent,
 *   `not-authorised` when the role does not allow it
 */
export async function sendUntil(
  link: HubLink,
  method: string,
  argument: object | (() => object),
  withinMs: number,
  isWanted: () => boolean = () => true,
): Promise<unknown> {
  const signal = AbortSignal.timeout(withinMs);
  let body: object | null = null;
  for (let attempt = 0; ; attempt += 1) {
    const invoke = await link.ready(signal);
    if (!isWanted()) throw new SdkError('hub-unreachable', 'The hub could not be reached in time. Try again.');
    body ??= typeof argument === 'function' ? argument() : argument;
    const suspect = setTimeout(() => void link.probe(), SUSPECT_MS);
    const outcome = await Promise.race([settle(invoke(method, body)), expire(signal)]);
    clearTimeout(suspect);
    if (outcome.status === 'answered') return outcome.value;
    if (outcome.status === 'expired')
      throw new SdkError(
        'hub-timeout',
        'The hub did not answer in time. Look at the state shown before you try again.',
      );
    if (isNotPermitted(outcome.error)) {
      throw new SdkError('not-authorised', 'Your role does not allow this: ask your administrator.', {
        cause: outcome.error,
      });
    }
    if (isRefusedByMethod(outcome.error)) {
      throw new SdkError('malformed-message', 'The hub did not understand the command: reload the page.', {
        cause: outcome.error,
      });
    }
    // The connection broke and has not said so yet, or the hub failed inside: not at once, and soon not twice a second.
    await wait(backoffMs(Math.min(attempt, RETRY_STEPS), Math.random()), signal);
  }
}

type Settled =
  | {readonly status: 'answered'; readonly value: unknown}
  | {readonly status: 'failed'; readonly error: unknown}
  | {readonly status: 'expired'};

async function settle(answer: Promise<unknown>): Promise<Settled> {
  try {
    return {status: 'answered', value: await answer};
  } catch (error) {
    return {status: 'failed', error};
  }
}

function expire(signal: AbortSignal): Promise<Settled> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve({status: 'expired'});
    else signal.addEventListener('abort', () => resolve({status: 'expired'}), {once: true});
  });
}

/** The method itself said no (unknown to this hub, or not what it expects): sending it again changes nothing. */
function isRefusedByMethod(error: unknown): boolean {
  return (
    error instanceof Error &&
    /HubException|invalid-command|Unknown hub method|Method does not exist|not-resumed/i.test(error.message)
  );
}

/** A query for which the agent lacks the role. (A command says so by a refusal.) */
function isNotPermitted(error: unknown): boolean {
  return error instanceof Error && error.message.includes('not-permitted');
}

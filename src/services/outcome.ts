import {SdkError} from '../api/errors.ts';
import type {CommandReply} from '../api/wire/commands.ts';
import type {Outcome} from './ports.ts';

/** Turns a command under way into what a person is shown: a refusal is a value, and so is the edge's failure. */
export async function outcomeOf(reply: Promise<CommandReply>): Promise<Outcome> {
  try {
    const answer = await reply;
    return answer.status === 'done' ? {status: 'done'} : answer;
  } catch (error) {
    return {status: 'failed', error: asSdkError(error)};
  }
}

export function asSdkError(error: unknown): SdkError {
  return error instanceof SdkError
    ? error
    : new SdkError('hub-unreachable', 'Something went wrong on the way to the hub. Try again.', {cause: error});
}

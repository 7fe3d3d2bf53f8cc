import type {CallbackFacts} from './callback.ts';

/** Where a callback waits, and whose it is. */
export type CallbackPlace = Pick<CallbackFacts, 'queueId' | 'assigneeId'>;

/**
 * [PK-211] A queue is judged together with who shall call: it may be chosen because they work there. What was promised is not judged
 * again while both stay, whoever changes the rest, and wherever the agent works by now.
 */
export function isSamePlace(one: CallbackPlace, other: CallbackPlace): boolean {
  return one.queueId === other.queueId && one.assigneeId === other.assigneeId;
}

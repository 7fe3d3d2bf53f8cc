import type {Callback} from './callback.ts';

/** `to-queue`: its agent was not there, and anybody in the queue has it now. `expired`: nobody had time. `unreached`: nobody answered. */
export type CallbackLoss = 'to-queue' | 'expired' | 'unreached';

/**
 * [CB-60] That a callback came out of the hands of who promised it or had it, without anybody having decided so; null: it did not.
 */
export function lossOf(before: Callback, after: Callback): CallbackLoss | null {
  if (after.status === before.status) {
    const given = after.status === 'queued' && before.assigneeId !== null && after.assigneeId === null;
    return given ? 'to-queue' : null;
  }
  return after.status === 'expired' || after.status === 'unreached' ? after.status : null;
}

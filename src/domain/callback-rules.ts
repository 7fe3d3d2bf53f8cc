import type {CallbackFacts} from './callback.ts';
import type {CallingHours} from './calling-hours.ts';

/** When and how often the hub tries (design §6.2). */
export type CallbackRules = {
  readonly attemptsMax: number;
  /** Between two attempts; 5 minutes at least. */
  readonly retryMs: number;
  /** After its window nobody begins with one any more, so much later at most. */
  readonly lateMs: number;
  /** [DC-21] A caller's place in the queue is kept so long, and who asked to be called as soon as possible. */
  readonly directMs: number;
  /** How long a personal callback waits for its agent to be there. */
  readonly personalAbsentMs: number;
  readonly hours: CallingHours;
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export const DEFAULT_CALLBACK_RULES: Omit<CallbackRules, 'hours'> = {
  attemptsMax: 3,
  retryMs: 5 * MINUTE_MS,
  lateMs: 60 * MINUTE_MS,
  directMs: 7 * DAY_MS,
  personalAbsentMs: 15 * MINUTE_MS,
};

/** The moment at which an open callback is given up. [PK-226] A wish to be called at once is as old as its window, whoever's callback it was before. */
export function expiresAt({kind, time, window}: CallbackFacts, {directMs, lateMs}: CallbackRules): number {
  // Without a time of its own it waits for the next who is free, also over a night or a weekend.
  return kind === 'direct' || time === null ? window.startsAt + directMs : window.endsAt + lateMs;
}

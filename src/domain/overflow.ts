import {unreachable} from './unreachable.ts';

/**
 * What a queue does with callers whom it cannot serve soon ([DC-3] to [DC-6]; the limits are those of Dynamics 365's overflow).
 * `before` is asked once, of each who arrives; `waiting` of who has waited on the line so long.
 */
export type OverflowRules = {
  readonly before: readonly OverflowRule[];
  readonly waiting: readonly WaitingRule[];
};

export type OverflowRule = {readonly when: OverflowCondition; readonly action: OverflowAction};
export type WaitingRule = {readonly afterMs: number; readonly action: OverflowAction};

export type OverflowCondition =
  /** The queue is not open. */
  | {readonly kind: 'closed'}
  /** [DC-4] So many wait already, or more; 0: of everybody who has to wait. */
  | {readonly kind: 'waiting'; readonly limit: number}
  /** [DC-5] A wait that is not known is above nothing. */
  | {readonly kind: 'estimated-wait'; readonly aboveMs: number};

export type OverflowAction =
  /** They wait, and are asked whether they would rather be called back. */
  | {readonly kind: 'callback'}
  | {readonly kind: 'queue'; readonly queue: string}
  | {readonly kind: 'number'; readonly number: string}
  /** They are asked to leave a message, and the call ends. */
  | {readonly kind: 'voicemail'}
  /** They are told so, and the call ends. */
  | {readonly kind: 'end'}
  /** They wait like everybody else. */
  | {readonly kind: 'assign'};

export const OVERFLOW_LIMIT_MAX = 100;
export const OVERFLOW_ESTIMATE_MIN_MS = 30_000;
export const OVERFLOW_WAIT_MIN_MS = 60_000;
export const OVERFLOW_MAX_MS = 3_600_000;

export const NO_OVERFLOW: OverflowRules = {before: [], waiting: []};

export type QueueLoad = {
  readonly open: boolean;
  /** On the line and not answered yet; the one who arrives is not counted. */
  readonly waiting: number;
  readonly estimatedWaitMs: number | null;
};

/**
 * What is done with who arrives: opening hours go before everything, then the first rule that holds.
 * @param moved it was transferred, or led here by an overflow before: it may only be led on
 */
export function overflowOnArrival({before}: OverflowRules, load: QueueLoad, moved: boolean): OverflowAction {
  const holding = before.filter(({when, action}) => holds(when, load) && (!moved || leadsOn(action)));
  const rule = holding.find(({when}) => when.kind === 'closed') ?? holding[0];
  return rule?.action ?? {kind: 'assign'};
}

/** The next that happens to who waits on; null: nothing more. @param waitedMs up to which all is done already; 0 on arrival */
export function nextWaitingRule({waiting}: OverflowRules, waitedMs: number, moved: boolean): WaitingRule | null {
  const later = waiting.filter(({afterMs, action}) => afterMs > waitedMs && (!moved || leadsOn(action)));
  return later.toSorted((one, other) => one.afterMs - other.afterMs)[0] ?? null;
}

function leadsOn({kind}: OverflowAction): boolean {
  return kind === 'queue' || kind === 'number';
}

function holds(when: OverflowCondition, {open, waiting, estimatedWaitMs}: QueueLoad): boolean {
  switch (when.kind) {
    case 'closed':
      return !open;
    case 'waiting':
      return waiting >= when.limit;
    case 'estimated-wait':
      return estimatedWaitMs !== null && estimatedWaitMs > when.aboveMs;
    default:
      return unreachable(when);
  }
}

import {CALL_COUNTS, type CallCount} from './call-figures.ts';
import {offsetAt} from './zone-time.ts';

const HOUR_MS = 3_600_000;

/** What is counted of callbacks, where it is decided ([DC-28]). The kinds count those that were made. */
export const CALLBACK_COUNTS = [
  /** A caller who waits was asked whether they would rather be called back. */
  'offered',
  /** They would: a direct callback was made. */
  'accepted',
  'web',
  'scheduled',
  'personal',
  /** A call broke off at both ends: its customer is owed one ([PK-100]). */
  'interrupted',
  'kept',
  'unreached',
  'cancelled',
  'expired',
] as const;
export type CallbackCount = (typeof CALLBACK_COUNTS)[number];

/** All that is counted: of callbacks, and of the calls that they are for. */
export const FIGURE_COUNTS: readonly FigureCount[] = [...CALLBACK_COUNTS, ...CALL_COUNTS];
export type FigureCount = CallbackCount | CallCount;

export type CallbackCounts = {readonly [count in FigureCount]: number} & {
  /** Time that customers did not spend on the line: of direct ones, from leaving it until somebody spoke to them. */
  readonly savedMs: number;
};

/** Every zone's hours begin at one of these: some clocks are half an hour off, some a quarter. */
export const FIGURE_SLOT_MS = 15 * 60_000;

export type FigureSlot = CallbackCounts & {
  /** When the quarter of an hour begins. */
  readonly beginsAt: number;
};

export const NO_COUNTS: CallbackCounts = {
  ...{offered: 0, accepted: 0, web: 0, scheduled: 0, personal: 0, interrupted: 0},
  ...{kept: 0, unreached: 0, cancelled: 0, expired: 0, savedMs: 0},
  ...{entered: 0, abandoned: 0, repeated: 0},
};

export function addCounts(one: CallbackCounts, other: CallbackCounts): CallbackCounts {
  const sum: Record<keyof CallbackCounts, number> = {...NO_COUNTS};
  for (const name of [...FIGURE_COUNTS, 'savedMs' as const]) sum[name] = one[name] + other[name];
  return sum;
}

/**
 * The hours of a range by the clock of a zone, those without anything too. An hour that the clock shows twice is two, one that it leaves
 * out is none.
 * @param fromAt a moment at which a quarter of an hour begins
 */
export function hoursOf(
  zone: string,
  {fromAt, toAt}: {readonly fromAt: number; readonly toAt: number},
  slots: readonly FigureSlot[],
): readonly FigureSlot[] {
  const bySlot = new Map(slots.map((slot) => [slot.beginsAt, slot]));
  const hours = new Map<number, FigureSlot>();
  for (let at = fromAt; at < toAt; at += FIGURE_SLOT_MS) {
    const beginsAt = hourAt(zone, at);
    const before = hours.get(beginsAt) ?? {...NO_COUNTS, beginsAt};
    const slot = bySlot.get(at);
    hours.set(beginsAt, slot === undefined ? before : {...addCounts(before, slot), beginsAt});
  }
  return [...hours.values()];
}

/** When the hour that a clock shows began. */
function hourAt(zone: string, at: number): number {
  const shown = at + offsetAt(zone, at);
  return at - (((shown % HOUR_MS) + HOUR_MS) % HOUR_MS);
}

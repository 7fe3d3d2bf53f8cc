import type {CallbackTime, CallbackWindow} from './callback-time.ts';
import {type CallingHours, isCallingTime, isCallingWallTime} from './calling-hours.ts';
import {type OpeningHours, openSpans} from './opening-hours.ts';
import {wallTimeAt} from './zone-time.ts';

export type SlotRules = {
  readonly lengthMs: number;
  /** How far ahead they are offered. */
  readonly days: number;
  readonly leadMs: number;
  readonly aheadMs: number;
  /** Of the queue; null: it never closes. */
  readonly opening: OpeningHours | null;
  /** Where the customer is. */
  readonly calling: CallingHours;
  readonly zone: string;
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Times that a customer may choose from, earliest first. They lie on one grid for all zones, so that customers everywhere share the
 * places in them; each is whole within the queue's opening hours, the calling hours and a day of the customer's.
 * @param now epoch milliseconds by the database's clock
 */
export function slotsOf(rules: SlotRules, now: number): readonly CallbackWindow[] {
  const {lengthMs, opening} = rules;
  const from = now + rules.leadMs;
  const to = now + Math.min(rules.days * DAY_MS, rules.aheadMs);
  const spans = opening === null ? [{from, to: to + lengthMs}] : openSpans(opening, from, to + lengthMs);
  return spans.flatMap((span) => {
    const first = Math.ceil(Math.max(span.from, from) / lengthMs) * lengthMs;
    const last = Math.min(span.to - lengthMs, to);
    const count = Math.max(0, Math.floor((last - first) / lengthMs) + 1);
    return Array.from({length: count}, (_, at) => first + at * lengthMs)
      .filter((startsAt) => mayBeCalled(rules, startsAt))
      .map((startsAt) => ({startsAt, endsAt: startsAt + lengthMs}));
  });
}

export type SlotFault =
  | {readonly field: 'start'; readonly fault: 'too-soon' | 'outside-hours'}
  | {readonly field: 'date'; readonly fault: 'too-far'}
  | {readonly field: 'when'; readonly fault: 'slot-gone'};

/** Why a time is none of those that may be chosen. */
export function faultOfSlot(rules: SlotRules, startsAt: number, now: number): SlotFault | null {
  if (startsAt < now + rules.leadMs) return {field: 'start', fault: 'too-soon'};
  if (startsAt > now + Math.min(rules.days * DAY_MS, rules.aheadMs)) return {field: 'date', fault: 'too-far'};
  if (!mayBeCalled(rules, startsAt)) return {field: 'start', fault: 'outside-hours'};
  return slotsOf(rules, now).some((slot) => slot.startsAt === startsAt) ? null : {field: 'when', fault: 'slot-gone'};
}

/** A slot by the customer's clock, as a person would have written it. */
export function slotAsWritten(zone: string, {startsAt, endsAt}: CallbackWindow): CallbackTime {
  const {date, time: start} = wallTimeAt(zone, startsAt);
  return {date, start, end: wallTimeAt(zone, endsAt).time, zone};
}

function mayBeCalled({calling, zone, lengthMs}: SlotRules, startsAt: number): boolean {
  const start = wallTimeAt(zone, startsAt);
  if (!isCallingWallTime(calling, start)) return false;
  const endsAt = startsAt + lengthMs;
  // Their last minute counts: calling hours end with the moment itself.
  if (!isCallingTime(calling, zone, endsAt - MINUTE_MS)) return false;
  const end = wallTimeAt(zone, endsAt);
  return end.date === start.date && end.time > start.time;
}

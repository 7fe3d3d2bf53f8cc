import {jumpOver, momentsOf, wallTimeAt} from '../../domain/zone-time.ts';

/** A day, or the week from a Monday on, by the clock of whoever looks. */
export type FiguresRange = {readonly span: 'day' | 'week'; readonly date: string};

const DAY_MS = 86_400_000;

export function rangeAt(span: FiguresRange['span'], zone: string, now: number): FiguresRange {
  return {span, date: span === 'day' ? wallTimeAt(zone, now).date : mondayOf(wallTimeAt(zone, now).date)};
}

/** The same day or its week. */
export function spanned({date}: FiguresRange, span: FiguresRange['span']): FiguresRange {
  return {span, date: span === 'week' ? mondayOf(date) : date};
}

export function moved({span, date}: FiguresRange, by: -1 | 1): FiguresRange {
  return {span, date: dayAfter(date, span === 'day' ? by : by * 7)};
}

/** The last day of it. */
export function lastDay({span, date}: FiguresRange): string {
  return span === 'day' ? date : dayAfter(date, 6);
}

export function momentsOfRange(range: FiguresRange, zone: string): {readonly fromAt: number; readonly toAt: number} {
  return {fromAt: midnight(range.date, zone), toAt: midnight(dayAfter(lastDay(range), 1), zone)};
}

/** When a day begins: where the clock is put forward at midnight, an hour later. */
function midnight(date: string, zone: string): number {
  const wall = {date, time: '00:00'};
  return momentsOf(zone, wall)[0] ?? jumpOver(zone, wall);
}

function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function mondayOf(date: string): string {
  return dayAfter(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));
}

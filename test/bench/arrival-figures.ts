/** What the arrival section measured, as figures. */
import type {Figure, Section} from './figures.ts';

/** Moments of one arrival on CLOCK_MONOTONIC, milliseconds. */
export type Arrival = {
  /** The caller's side says that a call is placed. */
  readonly placedAt: number;
  /** The decision that it arrived begins to commit. */
  readonly commitAt: number;
  /** The offer is given to the desk's socket. */
  readonly sentAt: number;
  /** The page's socket has it. */
  readonly receivedAt: number;
  /** The frame with the card in it. */
  readonly paintedAt: number;
};

export type Measured = {
  readonly arrivals: readonly Arrival[];
  /** CPU of an arrival and its end, beyond what goes on anyway. */
  readonly hubMs: number;
  readonly postgresMs: number;
  /** CPU while nothing arrives, milliseconds a second. */
  readonly idleMsPerS: number;
  readonly idlePostgresMsPerS: number;
};

type All = {
  readonly desks: number;
  readonly among: Measured;
  readonly alone: Measured;
  readonly floor: readonly Arrival[];
};

type Part = {readonly name: string; readonly of: (arrival: Arrival) => number};

const PARTS: readonly Part[] = [
  {name: 'call placed → painted', of: ({placedAt, paintedAt}) => paintedAt - placedAt},
  {name: 'hub: arrival commits → event sent', of: ({commitAt, sentAt}) => sentAt - commitAt},
  {name: 'page: event received → painted', of: ({receivedAt, paintedAt}) => paintedAt - receivedAt},
];

export function arrivalSection(all: All): Section {
  const {desks, among, alone, floor} = all;
  return {
    title: `A call arrives → popover painted, among ${desks} desks`,
    figures: [
      ...PARTS.flatMap((part) => [
        ...timesOf(`${part.name}, ${desks} desks`, part, among.arrivals, floor),
        ...timesOf(`${part.name}, one desk`, part, alone.arrivals, floor),
      ]),
      besideOne('hub CPU of an arrival and its end', 'ms', among.hubMs, alone.hubMs),
      besideOne('PostgreSQL CPU of an arrival and its end', 'ms', among.postgresMs, alone.postgresMs),
      besideOne('hub CPU while nothing arrives', 'ms/s', among.idleMsPerS, alone.idleMsPerS),
      besideOne('PostgreSQL CPU while nothing arrives', 'ms/s', among.idlePostgresMsPerS, alone.idlePostgresMsPerS),
    ],
    notes: [
      `${among.arrivals.length} arrivals each. Times by the clock on the wall beside a row, a NOTIFY and bare ws; the floor of CPU is the same hub with one desk.`,
    ],
    details: all,
  };
}

function timesOf(name: string, {of}: Part, ours: readonly Arrival[], floor: readonly Arrival[]): readonly Figure[] {
  const [times, least] = [ours.map(of), floor.map(of)];
  // The parts of one arrival follow each other, or the clocks are not one.
  if ([...times, ...least].some((each) => !(each > 0))) throw new Error(`${name}: a time is not after the other.`);
  return [0.5, 0.99].map((share) => {
    const [value, floorValue] = [quantile(times, share), quantile(least, share)];
    return {name: `${name}: p${share * 100}`, unit: 'ms', value, floor: floorValue, ratio: value / floorValue};
  });
}

function besideOne(name: string, unit: string, value: number, floor: number): Figure {
  return {name, unit, value, floor, ratio: value / floor};
}

/** Nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

/** What the storm and arrival sections say to the process that holds their clients, and what they hear from it. */

/** `hub`: desks of a real hub. `raw`: clients of bare `ws` that say one thing and get one answer. */
export type ClientKind = 'hub' | 'raw';

export type Person = {readonly subject: string; readonly token: string; readonly presence: string};

export type ToCrowd =
  | {readonly ask: 'connect'; readonly kind: ClientKind; readonly url: string; readonly people: readonly Person[]}
  /** Chooses each desk's presence; answered with `chosen`. */
  | {readonly ask: 'choose'}
  | {readonly ask: 'tally'}
  | {readonly ask: 'leave'};

/** What happened to these clients since they were told to connect. */
export type Tally = {
  readonly connected: number;
  /** Greeted so often: once for the first time, once more after each loss. */
  readonly greeted: number;
  readonly lost: number;
  /** Attempts that failed, by why. */
  readonly failed: Readonly<Record<string, number>>;
  /** Given up because a sign of life did not come in time. */
  readonly gaveUp: number;
  /** Offers heard of, and those of them that the hub took as shown. */
  readonly offered: number;
  readonly presented: number;
  /** Milliseconds (CLOCK_MONOTONIC) of the first offer heard of. */
  readonly firstOfferAt: number | null;
  readonly snapshotBytes: number;
};

export type FromCrowd =
  | {readonly said: 'tally'; readonly tally: Tally}
  | {readonly said: 'chosen'; readonly refused: number};

/** Milliseconds of CLOCK_MONOTONIC: the same in every process of this machine, Chromium's among them. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

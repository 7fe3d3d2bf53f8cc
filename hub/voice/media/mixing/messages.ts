/** What the media process and its mixing thread say to each other; packets go another way (`packet-ring.ts`). */

/** Whom a leg hears; nobody ends it. */
export type ToMixer = {
  readonly type: 'listen';
  readonly legId: string;
  readonly speakers: readonly {readonly legId: string; readonly number: number}[];
};

export type FromMixer =
  | {readonly type: 'ready'}
  /** One frame for each listener, all of the same 20 ms; those who hear the same have it together. */
  | {
      readonly type: 'frames';
      readonly frames: readonly {readonly legIds: readonly string[]; readonly payload: Uint8Array}[];
    }
  /** Who is heard speaking, whenever that changes. */
  | {readonly type: 'speaking'; readonly legIds: readonly string[]}
  | {readonly type: 'late'; readonly ticks: number};

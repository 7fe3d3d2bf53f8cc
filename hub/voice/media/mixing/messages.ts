/** What the media process and its mixing thread say to each other. */

export type ToMixer =
  /** Whom a leg hears; an empty list ends it. */
  | {readonly type: 'listen'; readonly legId: string; readonly speakers: readonly string[]}
  /** A packet of somebody who is heard; null: it carried a digit. */
  | {
      readonly type: 'packet';
      readonly legId: string;
      readonly run: number;
      readonly sequence: number;
      readonly payload: Uint8Array | null;
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

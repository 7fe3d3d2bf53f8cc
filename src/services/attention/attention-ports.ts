import type {CallNews, RingingOffer} from '../ports.ts';
import type {Store} from '../store.ts';
import type {Notice, NoticePermission} from './desktop-notices.ts';
import type {SoundState} from './sound-box.ts';

/** `blocked`: the browser holds the ring back until somebody clicks. `elsewhere`: another page rings. */
export type RingState = 'quiet' | 'ringing' | 'blocked' | 'elsewhere';

export type AttentionState = {
  readonly ring: RingState;
  readonly sound: SoundState;
  readonly notifications: NoticePermission;
  /** A call that is about to be answered by itself; the time is the hub's. */
  readonly autoAnswer: {readonly offerId: string; readonly at: number} | null;
};

/** An element that shows what rings. Without one nothing is heard or shown: the page may have its own way. */
export type Attendant = {
  /** Nothing is to be heard in this page. */
  readonly silent: boolean;
  /** What a tab and a notice of the system say of a ring; numbers are masked there as here. */
  words(ringing: readonly RingingOffer[]): {readonly title: string; notice(each: RingingOffer): Notice};
  /** What is said of responders who ring back; first of all that it is a test, if it is one. */
  emergency(test: boolean): Notice;
  /** What a notice says of something that happened in a call. */
  news(each: CallNews): Notice;
};

/** How a ring reaches somebody who is not looking: ringtone, title, notice of the system. And calls that answer themselves. */
export type AttentionService = {
  readonly state: Store<AttentionState>;
  /** Says that an element shows what rings, until the returned function is called. */
  attend(attendant: Attendant): () => void;
  /** Lets the sound through; call it from a click. True: it is through. */
  unlock(): Promise<boolean>;
  /** Asks for notices of the system; call it from a click. */
  allowNotifications(): Promise<void>;
  /** The sound of an emergency of somebody else, once, whatever is set. False: the browser holds it back until a click. */
  alarm(): Promise<boolean>;
  /** The ringtone, once, as it is set now. */
  preview(): Promise<void>;
};

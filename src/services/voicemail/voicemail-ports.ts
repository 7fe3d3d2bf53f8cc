import type {SdkError} from '../../api/errors.ts';
import type {VoicemailRefusal} from '../../api/voicemail-client.ts';
import type {VoicemailPage, VoicemailQuestion, VoicemailView} from '../../api/wire/voicemail.ts';
import type {Store} from '../store.ts';

export type {VoicemailRefusal} from '../../api/voicemail-client.ts';
export type {
  VoicemailCallbackStatus,
  VoicemailPage,
  VoicemailQuestion,
  VoicemailStatus,
  VoicemailView,
} from '../../api/wire/voicemail.ts';

/** How a wish about a message ended. */
export type VoicemailOutcome =
  /** `voicemail`: as it is now; null: it is gone, as was wished. */
  | {readonly status: 'done'; readonly voicemail: VoicemailView | null}
  | {readonly status: 'refused'; readonly code: VoicemailRefusal}
  | {readonly status: 'failed'; readonly error: SdkError};

/** How fast a message is played. */
export const VOICEMAIL_SPEEDS = [1, 1.5, 2] as const;
export type VoicemailSpeed = (typeof VOICEMAIL_SPEEDS)[number];

/**
 * One message at a time.
 *
 * quiet ──▶ fetching ──▶ playing ◀──▶ paused
 *               └──▶ gone, failed
 */
export type VoicemailListening =
  | {readonly status: 'quiet'}
  | {readonly status: 'fetching'; readonly id: string}
  | {readonly status: 'playing' | 'paused'; readonly id: string; readonly placeMs: number}
  /** It has been deleted meanwhile. */
  | {readonly status: 'gone'; readonly id: string}
  | {readonly status: 'failed'; readonly id: string; readonly error: SdkError};

/** The messages that callers have left. */
export type VoicemailService = {
  /** @throws {SdkError} when the hub does not answer, or whoever asks may not */
  read(question: VoicemailQuestion): Promise<VoicemailPage>;
  setDone(id: string, done: boolean): Promise<VoicemailOutcome>;
  /** The call comes to whoever asks, as their next contact. */
  callBack(id: string): Promise<VoicemailOutcome>;
  /** Whether it comes to this page: one that only watches or sets up takes none. */
  takesWork(): boolean;
  remove(id: string): Promise<VoicemailOutcome>;
  readonly listening: Store<VoicemailListening>;
  readonly speed: Store<VoicemailSpeed>;
  /** Plays it, from where it was paused if it is the same; what else plays is silent. */
  listen(id: string): Promise<void>;
  pause(): void;
  seek(placeMs: number): void;
  setSpeed(speed: VoicemailSpeed): void;
  stop(): void;
};

/** The service, whose code comes with the first who asks for it. */
export type LateVoicemailService = {
  /** @throws {SdkError} `media-failed` when it does not load; the next time it is loaded again */
  get(): Promise<VoicemailService>;
};

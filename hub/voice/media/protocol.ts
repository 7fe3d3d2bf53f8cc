/**
 * The words spoken on the control channel of the media process: newline-delimited JSON on a unix socket. A request
 * carries an `id` that its reply repeats; an event has no `id`. The first request must be `authenticate`.
 *
 * Adding a field is compatible. A hub may adopt a media process of the release before it, so nothing here is renamed
 * or removed without leaving the old word understood for one release.
 */

/** Largest control line accepted, in bytes. A browser's audio offer is 2–6 kB. */
export const maxLineBytes = 256 * 1024;

/** What one leg hears. More than one entry in `legIds` is mixed; a `sound` is played once, by its name. */
export type HeardSource =
  | {readonly kind: 'silence'}
  | {readonly kind: 'music'}
  | {readonly kind: 'ringback'; readonly country?: string | undefined}
  | {readonly kind: 'sound'; readonly sound: string; readonly startedAtMs?: number | undefined}
  | {readonly kind: 'legs'; readonly legIds: readonly string[]};

export type HeardKind = HeardSource['kind'];

export type LegState = 'connecting' | 'connected' | 'disconnected' | 'closed';

export interface ConnectLeg {
  readonly legId: string;
  /** Counts the peer connections of this leg; a page reload joins with a higher one. */
  readonly epoch: number;
  /** The browser's session description. */
  readonly offer: string;
}

export interface MediaPlan {
  readonly contactId: string;
  /** Lower or equal to the last one applied means: ignored. */
  readonly version: number;
  /**
   * Instead of what was told at the same version; ignored where nothing was. A process of the release before does not know
   * it, and ignores the plan.
   */
  readonly corrects?: boolean | undefined;
  /** What each leg of the contact hears, by leg id. */
  readonly hears: Readonly<Record<string, HeardSource>>;
  /** What is recorded as long as the newest plan names it. A process of the release before does not know it. */
  readonly records?: readonly RecordPlan[] | undefined;
}

/** What one leg says, for a recording of this name. What was finished does not begin again under it. */
export interface RecordPlan {
  readonly recordingId: string;
  readonly legId: string;
}

/** Digits for one leg to hear. */
export interface PlayDigits {
  readonly legId: string;
  /** Asked again under the same name, they are not played again. */
  readonly requestId: string;
  /** `0-9 * # A-D`. */
  readonly digits: string;
  /** True: too late to play them now; only whether they were is asked. */
  readonly late: boolean;
}

export type MediaRequest =
  | {readonly type: 'authenticate'; readonly secret: string}
  | {readonly type: 'hello'}
  /** Whether it answers at all. One of the release before does not know the word, and answers that. */
  | {readonly type: 'pulse'}
  | ({readonly type: 'connect'} & ConnectLeg)
  | ({readonly type: 'plan'} & MediaPlan)
  /** A test call: the leg hears itself, a second later. */
  | ({readonly type: 'echo'} & ConnectLeg)
  | {readonly type: 'end-echo'; readonly legId: string}
  | ({readonly type: 'digits'} & PlayDigits)
  /** Everything of the recording up to this chunk is stored: the process may forget it. Safe to repeat. */
  | {readonly type: 'recorded-until'; readonly recordingId: string; readonly seq: number}
  | {readonly type: 'close'; readonly legId: string}
  | {readonly type: 'end'; readonly contactId: string}
  | {readonly type: 'stats'; readonly legId: string}
  | {readonly type: 'shutdown'};

export interface LegSummary {
  readonly legId: string;
  readonly epoch: number;
  readonly state: LegState;
}

export interface MediaHello {
  /** Made anew by every media process: a different one means that all legs must join again. */
  readonly processId: string;
  readonly pid: number;
  readonly startedAtMs: number;
  readonly legs: readonly LegSummary[];
  readonly plans: readonly {readonly contactId: string; readonly version: number}[];
  /** What it has cost since it was started; a process of an older release does not say. */
  readonly load?: {readonly cpuSeconds: number; readonly lateTicks: number} | undefined;
  /** Those that run, and those that have chunks nobody acknowledged; a process of an older release does not say. */
  readonly recordings?: readonly RecordingSummary[] | undefined;
}

export interface RecordingSummary extends RecordPlan {
  /** Number of the newest chunk. */
  readonly seq: number;
  readonly acknowledged: number | null;
  readonly finished: boolean;
}

/**
 * A piece of a recording, about a second of it. Sent to every control connection, and again to every new one, in order,
 * until it is acknowledged by `recorded-until`.
 */
export interface RecordedChunk extends RecordPlan {
  /** Counts from 0. Another media process counts from 0 anew. */
  readonly seq: number;
  /**
   * Base64 of records, in the order in which they are to be played: a length of two bytes, the higher one first, and so
   * many bytes of one Opus packet. Its first byte says how long it sounds; mostly 20 ms. Silence is a packet like others.
   */
  readonly packets: string;
  /** From the beginning of the recording to the end of this chunk. */
  readonly lastedMs: number;
  /** For how long of that there was a voice, or other sound as loud. */
  readonly heardMs: number;
  /** True on the last chunk. */
  readonly finished: boolean;
}

export interface LegStats {
  readonly packetsReceived: number;
  readonly bytesReceived: number;
  readonly packetsSent: number;
  readonly bytesSent: number;
  /** Epoch milliseconds of the last audio packet, null before the first. */
  readonly lastReceivedAtMs: number | null;
  readonly hears: HeardKind;
}

export type MediaEvent =
  | ({readonly event: 'leg-state'} & LegSummary)
  | {readonly event: 'dtmf'; readonly legId: string; readonly digit: string}
  /** A `sound` has been played to its end, or there is none of that name. */
  | {readonly event: 'sound-ended'; readonly legId: string; readonly sound: string}
  | ({readonly event: 'recorded'} & RecordedChunk)
  /** Which legs of a contact are heard speaking in its mix, whenever that changes. */
  | {readonly event: 'speaking'; readonly contactId: string; readonly legIds: readonly string[]};

/** Codes a media process answers with. */
export type MediaRefusalCode =
  | 'malformed'
  | 'not-authenticated'
  | 'stale-epoch'
  | 'epoch-taken'
  | 'bad-offer'
  | 'unknown-leg'
  | 'mixing-not-available'
  | 'media-failed';

export interface MediaRefusal {
  readonly refused: MediaRefusalCode;
  readonly message: string;
}

/** @param message one sentence for the operator, without numbers, addresses or session descriptions */
export function refuse(code: MediaRefusalCode, message: string): MediaRefusal {
  return {refused: code, message};
}

/** True when a result is a refusal. */
export function isRefusal(value: object): value is MediaRefusal {
  return 'refused' in value;
}

import type {Outcome} from '../ports.ts';
import type {Store} from '../store.ts';
import type {VoiceError} from '../voice/voice-adapter.ts';

/** What a device is for. The ringtone may play on other loudspeakers than the customer's voice. */
export type DeviceKind = 'microphone' | 'speaker' | 'ringtone';

/** A device as the browser lists it; the label is empty until the microphone has been allowed. */
export type AudioDevice = {readonly id: string; readonly label: string; readonly groupId: string};

/** One purpose: what there is, what the agent chose, what is used. */
export type DeviceSlot = {
  readonly available: readonly AudioDevice[];
  /** Null: whatever the system uses. */
  readonly chosen: AudioDevice | null;
  /** Differs from `chosen` while that is not plugged in. Null: whatever the system uses. */
  readonly used: AudioDevice | null;
};

/** Why there is no microphone. */
export type MicrophoneProblem =
  /** The person or the administrator said no, for this page. */
  | 'denied'
  /** The question was closed without an answer. */
  | 'dismissed'
  /** It was allowed, and taken back while it was in use. */
  | 'revoked'
  /** The operating system keeps it from the browser. */
  | 'system-denied'
  /** The page around this frame does not pass it on. */
  | 'frame-policy'
  | 'insecure-context'
  | 'missing'
  | 'busy'
  | 'failed';

export type MicrophoneState =
  /** Nobody has looked yet. */
  | {readonly status: 'pending'}
  | {readonly status: 'unknown'}
  | {readonly status: 'asking'}
  | {readonly status: 'granted'}
  | {readonly status: 'failed'; readonly problem: MicrophoneProblem};

/** Something happened to a device that the agent should know. */
export type DeviceNews =
  /** A chosen device is gone; `now` is what took its place, null for the system's own. */
  | {
      readonly type: 'lost';
      readonly label: string;
      readonly kinds: readonly DeviceKind[];
      readonly now: string | null;
    }
  | {readonly type: 'back'; readonly label: string; readonly kinds: readonly DeviceKind[]}
  /** Something to speak into was plugged in that was not there before. */
  | {readonly type: 'found'; readonly device: AudioDevice};

export type DeviceState = {
  readonly microphone: DeviceSlot;
  readonly speaker: DeviceSlot;
  readonly ringtone: DeviceSlot;
  /** False in browsers that play everything on the system's loudspeakers. */
  readonly outputsSelectable: boolean;
  readonly permission: MicrophoneState;
  readonly news: DeviceNews | null;
};

export type RingtoneName = 'two-notes' | 'bell' | 'marimba';

/** How this browser behaves; kept in it, never sent anywhere. */
export type DevicePreferences = {
  readonly ringtone: RingtoneName;
  /** 0–1. */
  readonly ringVolume: number;
  readonly ringtoneOff: boolean;
  readonly titleOff: boolean;
  readonly notificationsOff: boolean;
  /** Stays on the device that took over when the chosen one is plugged in again. */
  readonly staysAfterLoss: boolean;
  /** The dial pad is silent for the agent; the customer hears digits in any case. */
  readonly keyTonesOff: boolean;
};

/**
 * ```
 * idle ── start ──▶ connecting ──▶ connected ── 30 s, stop, a call ──▶ idle
 *  ▲                    └── refused, no microphone, no way ──▶ failed
 * ```
 */
export type EchoState =
  | {readonly status: 'idle'}
  | {readonly status: 'connecting'}
  /** `endsAt` by the hub's clock. */
  | {readonly status: 'connected'; readonly endsAt: number}
  | {readonly status: 'failed'; readonly outcome: Exclude<Outcome, {status: 'done'}>};

export type Chosen = {readonly ok: true} | {readonly ok: false; readonly error: VoiceError};

/** Microphones, loudspeakers and what this browser remembers of them. */
export type DeviceService = {
  readonly state: Store<DeviceState>;
  readonly preferences: Store<DevicePreferences>;
  readonly echo: Store<EchoState>;
  /** Asks for the microphone, from a click, and lets it go again at once. */
  allowMicrophone(): Promise<MicrophoneState>;
  /** Takes effect at once, on a live call too, and is remembered. Null: the system's own. */
  choose(kind: DeviceKind, deviceId: string | null): Promise<Chosen>;
  prefer(change: Partial<DevicePreferences>): void;
  dismissNews(): void;
  /** Tells how loud the microphone is, 0–1, until the returned function is called; the microphone is open meanwhile. */
  measure(onLevel: (level: number) => void): () => void;
  /** A short tone on the speaker. False: the browser holds it back. */
  playTestTone(): Promise<boolean>;
  /** A call in which the agent hears themselves a second later. */
  startEcho(): Promise<void>;
  stopEcho(): void;
};

/**
 * Where the audio of a contact comes from, hidden from the rest of the SDK. The desk decides what happens to a contact
 * (hold, consult, conference, recording are hub commands, the same for every adapter); an adapter only carries the
 * agent's own leg: microphone in, loudspeaker out. Ours reaches the hub's media process; a vendor's SDK can stand here
 * instead, and says through `capabilities` which verbs it takes over.
 */

/** What an adapter can do by itself. A verb that is missing here is the hub's, or its button is hidden. */
export type VoiceCapability =
  | 'mute'
  | 'dtmf'
  | 'rejoin'
  | 'device-selection'
  | 'quality'
  | 'media-streams'
  | 'hold'
  | 'transfer'
  | 'recording-control'
  | 'emergency';

export type VoiceErrorCode =
  | 'microphone-denied'
  | 'microphone-missing'
  | 'microphone-busy'
  | 'insecure-context'
  | 'media-failed';

/** A failure as a value. `message` is one English sentence saying what to do; show a translation by `code`. */
export interface VoiceError {
  readonly code: VoiceErrorCode;
  readonly message: string;
  readonly cause?: unknown;
}

export type VoiceResult<T> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly error: VoiceError};

/**
 * ```
 * connecting → connected ⇄ disconnected
 *     ↑            │            │
 *     └── rejoin ──┴────────────┤
 *                            failed        (any state) → closed, final
 * ```
 * `disconnected`: packets stopped, the leg is trying by itself. `failed`: it gave up; `rejoin` starts again.
 */
export type VoiceLegState = 'connecting' | 'connected' | 'disconnected' | 'failed' | 'closed';

/** `autoplay-blocked`: the browser wants a gesture; call `resumeAudio()` inside a click or key handler. */
export type VoicePlayback = 'waiting' | 'playing' | 'autoplay-blocked';

export interface VoiceQuality {
  /** Round trip to the media process, or null while unknown. */
  readonly roundTripMs: number | null;
  readonly jitterMs: number | null;
  /** Packets lost towards us since the leg joined, 0–100. */
  readonly lossPercent: number;
  /** Samples the browser had to invent since the leg joined, 0–100. */
  readonly concealedPercent: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly samplesReceived: number;
  readonly samplesConcealed: number;
  readonly packetsSent: number;
}

export interface VoiceLegEvents {
  readonly stateChanged: VoiceLegState;
  readonly playbackChanged: VoicePlayback;
  readonly mutedChanged: boolean;
  /** The leg could not go on by itself; `state` is `failed`. */
  readonly failed: VoiceError;
}

export type Unsubscribe = () => void;

/** One leg: this browser's audio in one contact. */
export interface VoiceLeg {
  readonly legId: string;
  readonly epoch: number;
  readonly state: VoiceLegState;
  readonly playback: VoicePlayback;
  readonly muted: boolean;
  /** What the far side sends, for level meters; null until it arrives. */
  readonly remoteStream: MediaStream | null;
  mute(): void;
  unmute(): void;
  /** Sends digits `0-9 * # A-D` as telephone-events. Resolves when they are queued, not when they have been heard. */
  sendDtmf(digits: string): Promise<VoiceResult<void>>;
  /** Starts playback after `autoplay-blocked`. Call it inside a user gesture. */
  resumeAudio(): Promise<VoiceResult<void>>;
  /** Joins again under a higher epoch, for instance because the hub has replaced the media process. */
  rejoin(epoch: number): Promise<VoiceResult<void>>;
  quality(): Promise<VoiceQuality>;
  /** Ends this leg's audio here. Idempotent. Telling the hub is the caller's business. */
  hangUp(): void;
  on<K extends keyof VoiceLegEvents>(event: K, listener: (value: VoiceLegEvents[K]) => void): Unsubscribe;
}

export interface LegJoin {
  readonly legId: string;
  readonly epoch: number;
  readonly muted?: boolean;
  /**
   * Asked when the audio broke: the epoch to join with next, or null when the leg is over. Without it the leg goes to
   * `failed` and waits for `rejoin`.
   */
  readonly nextEpoch?: (leg: {readonly legId: string; readonly epoch: number}) => Promise<number | null>;
}

export interface VoiceDevices {
  microphones(): Promise<readonly MediaDeviceInfo[]>;
  speakers(): Promise<readonly MediaDeviceInfo[]>;
  /** Takes effect at once on live legs. `undefined` means the system's default. */
  selectMicrophone(deviceId: string | undefined): Promise<VoiceResult<void>>;
  selectSpeaker(deviceId: string | undefined): Promise<VoiceResult<void>>;
  onChange(listener: () => void): Unsubscribe;
}

export interface VoiceAdapter {
  readonly name: string;
  readonly capabilities: ReadonlySet<VoiceCapability>;
  readonly devices: VoiceDevices;
  /** Resolves when the answer is in place (state `connecting`); listen to the leg for what follows. */
  join(leg: LegJoin): Promise<VoiceResult<VoiceLeg>>;
  /** Ends all legs and releases the microphone. Idempotent; the adapter is of no use afterwards. */
  dispose(): void;
}

import type {VoiceSignalling} from './audio-peer.ts';
import {onDeviceChange} from './device-change.ts';
import {HubVoiceLeg} from './hub-voice-leg.ts';
import type {IceServerSource} from './ice-servers.ts';
import {Microphone} from './microphone.ts';
import type {LegJoin, VoiceAdapter, VoiceCapability, VoiceDevices, VoiceLeg, VoiceResult} from './voice-adapter.ts';

export type {VoiceSignalling} from './audio-peer.ts';

export interface HubVoiceAdapterOptions {
  readonly signalling: VoiceSignalling;
  /** A microphone that others use too; without it the adapter has one of its own. */
  readonly microphone?: Microphone;
  /** The microphone to begin with. Default: the system's. */
  readonly microphoneId?: string;
  readonly speakerId?: string;
  /** For browsers that reach the media process only through a relay; asked before each connection. Default: none. */
  readonly iceServers?: IceServerSource;
  /** Laid over the microphone's defaults, for instance `{noiseSuppression: false}`. */
  readonly constraints?: MediaTrackConstraints;
}

/**
 * Voice through the hub's own media process. Nothing happens before the first `join`.
 * @example
 * const voice = new HubVoiceAdapter({signalling});
 * const joined = await voice.join({legId, epoch: 1, nextEpoch});
 * if (joined.ok) joined.value.on('stateChanged', show);
 */
export class HubVoiceAdapter implements VoiceAdapter {
  readonly name = 'hub';
  readonly capabilities: ReadonlySet<VoiceCapability> = new Set([
    'mute',
    'dtmf',
    'rejoin',
    'device-selection',
    'quality',
    'media-streams',
  ]);
  readonly devices: VoiceDevices = {
    microphones: () => devicesOf('audioinput'),
    speakers: () => devicesOf('audiooutput'),
    selectMicrophone: (deviceId) => this.#selectMicrophone(deviceId),
    selectSpeaker: (deviceId) => this.#selectSpeaker(deviceId),
    onChange: onDeviceChange,
  };
  readonly #options: HubVoiceAdapterOptions;
  readonly #microphone: Microphone;
  readonly #legs = new Set<HubVoiceLeg>();
  #speakerId: string;

  constructor(options: HubVoiceAdapterOptions) {
    this.#options = options;
    this.#microphone =
      options.microphone ?? new Microphone({deviceId: options.microphoneId, constraints: options.constraints});
    this.#speakerId = options.speakerId ?? '';
  }

  async join(join: LegJoin): Promise<VoiceResult<VoiceLeg>> {
    const leg = new HubVoiceLeg(join, {
      signalling: this.#options.signalling,
      microphone: this.#microphone,
      iceServers: this.#options.iceServers ?? (async () => []),
      onClosed: (closed) => this.#legs.delete(closed),
    });
    this.#legs.add(leg);
    if (this.#speakerId !== '') await leg.selectSpeaker(this.#speakerId);
    const started = await leg.start();
    if (started.ok) return {ok: true, value: leg};
    leg.hangUp();
    return started;
  }

  dispose(): void {
    for (const leg of [...this.#legs]) leg.hangUp();
  }

  async #selectMicrophone(deviceId: string | undefined): Promise<VoiceResult<void>> {
    this.#microphone.select(deviceId);
    return firstFailure([...this.#legs].map((leg) => leg.refreshMicrophone()));
  }

  async #selectSpeaker(deviceId: string | undefined): Promise<VoiceResult<void>> {
    this.#speakerId = deviceId ?? '';
    return firstFailure([...this.#legs].map((leg) => leg.selectSpeaker(this.#speakerId)));
  }
}

async function firstFailure(results: readonly Promise<VoiceResult<void>>[]): Promise<VoiceResult<void>> {
  const settled = await Promise.all(results);
  return settled.find((result) => !result.ok) ?? {ok: true, value: undefined};
}

async function devicesOf(kind: MediaDeviceKind): Promise<readonly MediaDeviceInfo[]> {
  if (!('mediaDevices' in navigator)) return [];
  return (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === kind);
}

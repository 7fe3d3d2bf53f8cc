import {AudioOutput} from './audio-output.ts';
import {negotiate, openAudioPeer, type AudioPeer, type VoiceSignalling} from './audio-peer.ts';
import {readQuality} from './leg-quality.ts';
import {Listeners} from './listeners.ts';
import type {Microphone} from './microphone.ts';
import {StallWatch} from './stall-watch.ts';
import type {
  LegJoin,
  Unsubscribe,
  VoiceError,
  VoiceLeg,
  VoiceLegEvents,
  VoiceLegState,
  VoicePlayback,
  VoiceQuality,
  VoiceResult,
} from './voice-adapter.ts';
import {voiceError} from './voice-errors.ts';

export interface HubVoiceLegEdges {
  readonly signalling: VoiceSignalling;
  readonly microphone: Microphone;
  readonly iceServers: readonly RTCIceServer[];
  /** Called once, when the leg is closed. */
  readonly onClosed: (leg: HubVoiceLeg) => void;
}

/** A path that is interrupted for less than this, in milliseconds, usually comes back by itself. */
const recoverAfterMs = 1000;

/** Waits between attempts to join again, in milliseconds; after the last one the leg fails. */
const retryAfterMs: readonly number[] = [0, 250, 500, 1000, 2000, 4000];

/** DTMF timing in milliseconds: long enough for any receiver (RFC 4733 §2.6), short enough to type ahead of. */
const toneMs = 100;
const toneGapMs = 70;

const done: VoiceResult<void> = {ok: true, value: undefined};

/** A leg to the hub's media process. */
export class HubVoiceLeg implements VoiceLeg {
  readonly legId: string;
  readonly #edges: HubVoiceLegEdges;
  readonly #nextEpoch: LegJoin['nextEpoch'];
  readonly #listeners = new Listeners<VoiceLegEvents>();
  readonly #output = new AudioOutput((playback) => this.#listeners.emit('playbackChanged', playback));
  #epoch: number;
  #state: VoiceLegState = 'connecting';
  #muted: boolean;
  #track: MediaStreamTrack | null = null;
  #audio: AudioPeer | null = null;
  #stallWatch: StallWatch | null = null;
  #recoverTimer: ReturnType<typeof setTimeout> | undefined;
  #recovering = false;
  /** Joins asked for from outside; a recovery that began before one of them stands back. */
  #rejoins = 0;

  constructor(join: LegJoin, edges: HubVoiceLegEdges) {
    this.legId = join.legId;
    this.#epoch = join.epoch;
    this.#muted = join.muted ?? false;
    this.#nextEpoch = join.nextEpoch;
    this.#edges = edges;
  }

  get epoch(): number {
    return this.#epoch;
  }

  get state(): VoiceLegState {
    return this.#state;
  }

  get playback(): VoicePlayback {
    return this.#output.playback;
  }

  get muted(): boolean {
    return this.#muted;
  }

  get remoteStream(): MediaStream | null {
    return this.#output.stream;
  }

  mute(): void {
    this.#setMuted(true);
  }

  unmute(): void {
    this.#setMuted(false);
  }

  async sendDtmf(digits: string): Promise<VoiceResult<void>> {
    const dtmf = this.#audio?.sender.dtmf;
    if (dtmf === undefined || dtmf === null || !dtmf.canInsertDTMF)
      return {ok: false, error: voiceError('media-failed')};
    try {
      // The buffer is replaced by each call: what has not been sent yet goes in front.
      dtmf.insertDTMF(dtmf.toneBuffer + digits, toneMs, toneGapMs);
      return done;
    } catch (cause) {
      return {ok: false, error: voiceError('media-failed', cause)};
    }
  }

  async resumeAudio(): Promise<VoiceResult<void>> {
    return this.#output.resume();
  }

  async quality(): Promise<VoiceQuality> {
    if (this.#audio !== null) return readQuality(this.#audio.peer);
    return {roundTripMs: null, jitterMs: null, lossPercent: 0, concealedPercent: 0, packetsReceived: 0, packetsSent: 0};
  }

  on<K extends keyof VoiceLegEvents>(event: K, listener: (value: VoiceLegEvents[K]) => void): Unsubscribe {
    return this.#listeners.add(event, listener);
  }

  /** The first join; the adapter calls it. */
  async start(): Promise<VoiceResult<void>> {
    return this.rejoin(this.#epoch);
  }

  async rejoin(epoch: number): Promise<VoiceResult<void>> {
    if (this.#state === 'closed') return {ok: false, error: voiceError('media-failed')};
    this.#rejoins++;
    const result = await this.#connect(epoch);
    if (!result.ok) this.#fail(result.error);
    return result;
  }

  /** Plays through this device from now on; empty means the system's default. */
  async selectSpeaker(deviceId: string): Promise<VoiceResult<void>> {
    return this.#output.select(deviceId);
  }

  /** Takes a new track of the microphone that was selected meanwhile, without joining again. */
  async refreshMicrophone(): Promise<VoiceResult<void>> {
    if (this.#audio === null) return done;
    const acquired = await this.#edges.microphone.acquire();
    if (!acquired.ok) return acquired;
    const old = this.#take(acquired.value);
    await this.#audio.sender.replaceTrack(acquired.value);
    if (old !== null) this.#edges.microphone.release(old);
    return done;
  }

  hangUp(): void {
    if (this.#state === 'closed') return;
    this.#dropPeer();
    this.#output.stop();
    if (this.#track !== null) this.#edges.microphone.release(this.#track);
    this.#track = null;
    this.#setState('closed');
    this.#listeners.clear();
    this.#edges.onClosed(this);
  }

  async #connect(epoch: number): Promise<VoiceResult<void>> {
    this.#epoch = epoch;
    this.#dropPeer();
    this.#setState('connecting');
    const track = this.#track ?? (await this.#ownTrack());
    if (!('kind' in track)) return {ok: false, error: track};
    const audio = openAudioPeer(track, this.#edges.iceServers);
    this.#audio = audio;
    this.#watch(audio);
    try {
      await negotiate(audio.peer, (offer) => this.#edges.signalling.connectLeg(this.legId, epoch, offer));
      return done;
    } catch (cause) {
      // A later join has taken over; how that goes is for it to tell.
      if (this.#audio !== audio) return done;
      return {ok: false, error: voiceError('media-failed', cause)};
    }
  }

  async #ownTrack(): Promise<MediaStreamTrack | VoiceError> {
    const acquired = await this.#edges.microphone.acquire();
    if (!acquired.ok) return acquired.error;
    // Hung up or joined twice while the person was being asked for permission.
    if (this.#state === 'closed' || this.#track !== null) {
      this.#edges.microphone.release(acquired.value);
      return this.#track ?? voiceError('media-failed');
    }
    this.#take(acquired.value);
    return acquired.value;
  }

  #take(track: MediaStreamTrack): MediaStreamTrack | null {
    const old = this.#track;
    track.enabled = !this.#muted;
    this.#track = track;
    return old;
  }

  #watch({peer}: AudioPeer): void {
    this.#stallWatch = new StallWatch(peer, (stalled) => {
      if (this.#audio?.peer !== peer) return;
      if (stalled) this.#interrupted(recoverAfterMs);
      else if (peer.connectionState === 'connected') this.#recovered();
    });
    peer.addEventListener('track', ({streams: [stream], track}) => {
      if (this.#audio?.peer === peer) void this.#output.play(stream ?? new MediaStream([track]));
    });
    peer.addEventListener('connectionstatechange', () => {
      if (this.#audio?.peer !== peer) return;
      if (peer.connectionState === 'connected') this.#recovered();
      if (peer.connectionState === 'disconnected') this.#interrupted(recoverAfterMs);
      if (peer.connectionState === 'failed') this.#interrupted(0);
    });
  }

  #recovered(): void {
    clearTimeout(this.#recoverTimer);
    this.#setState('connected');
  }

  #interrupted(waitMs: number): void {
    this.#setState('disconnected');
    clearTimeout(this.#recoverTimer);
    this.#recoverTimer = setTimeout(() => void this.#recover(), waitMs);
  }

  async #recover(): Promise<void> {
    if (this.#recovering) return;
    this.#recovering = true;
    const rejoins = this.#rejoins;
    let error = voiceError('media-failed');
    for (const waitMs of retryAfterMs) {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      const result = this.#rejoins === rejoins ? await this.#tryAgain() : 'over';
      this.#recovering = result !== 'over' && !result.ok;
      if (result === 'over' || result.ok) return;
      error = result.error;
    }
    this.#recovering = false;
    this.#fail(error);
  }

  async #tryAgain(): Promise<VoiceResult<void> | 'over'> {
    const rejoins = this.#rejoins;
    if (this.#state === 'closed' || this.#state === 'connected') return 'over';
    if (this.#nextEpoch === undefined) return {ok: false, error: voiceError('media-failed')};
    try {
      const epoch = await this.#nextEpoch({legId: this.legId, epoch: this.#epoch});
      // Joined anew from outside while the answer was under way.
      if (this.#rejoins !== rejoins) return 'over';
      if (epoch !== null) return await this.#connect(epoch);
      this.hangUp();
      return 'over';
    } catch (cause) {
      return {ok: false, error: voiceError('media-failed', cause)};
    }
  }

  #fail(error: VoiceError): void {
    if (this.#state === 'closed') return;
    this.#dropPeer();
    this.#setState('failed');
    this.#listeners.emit('failed', error);
  }

  #setMuted(muted: boolean): void {
    if (this.#track !== null) this.#track.enabled = !muted;
    if (this.#muted === muted) return;
    this.#muted = muted;
    this.#listeners.emit('mutedChanged', muted);
  }

  #setState(state: VoiceLegState): void {
    if (this.#state === state || this.#state === 'closed') return;
    this.#state = state;
    this.#listeners.emit('stateChanged', state);
  }

  #dropPeer(): void {
    clearTimeout(this.#recoverTimer);
    this.#stallWatch?.stop();
    this.#audio?.peer.close();
    this.#audio = null;
  }
}

import {type NetworkHint, watchNetwork} from '../../api/network-hints.ts';
import {AudioOutput} from './audio-output.ts';
import {negotiate, openAudioPeer, type AudioPeer, type VoiceSignalling} from './audio-peer.ts';
import {noQuality, readQuality} from './leg-quality.ts';
import {type Attempt, LegRecovery} from './leg-recovery.ts';
import {LegTrack} from './leg-track.ts';
import {Listeners} from './listeners.ts';
import type {IceServerSource} from './ice-servers.ts';
import type {Microphone} from './microphone.ts';
import {watchLeaving} from './page-leaving.ts';
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
  readonly iceServers: IceServerSource;
  /** Called once, when the leg is closed. */
  readonly onClosed: (leg: HubVoiceLeg) => void;
}

/** Packets have been missing for a moment when this wait begins, in milliseconds; often they come back by themselves. */
const recoverAfterMs = 500;

/** From the answer to the first packet, in milliseconds; a path that was never there is given up oftener than the browser would. */
const connectWithinMs = 6_000;

/** Without anybody to ask for an epoch a leg can only wait for its path to come back, this many milliseconds. */
const failAfterMs = 5_000;

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
  readonly #recovery = new LegRecovery(() => this.#tryAgain());
  readonly #unwatch = watchNetwork((hint) => this.#takeHint(hint));
  readonly #stay = watchLeaving({left: () => this.#leave(), back: () => this.#comeBack()});
  readonly #output = new AudioOutput((playback) => this.#listeners.emit('playbackChanged', playback));
  #epoch: number;
  #state: VoiceLegState = 'connecting';
  readonly #track: LegTrack;
  #audio: AudioPeer | null = null;
  /** The connection that shall take its place; until the hub has answered, the old one is kept: it may come back. */
  #next: AudioPeer | null = null;
  #stallWatch: StallWatch | null = null;
  #connectTimer: ReturnType<typeof setTimeout> | undefined;
  /** Joins asked for from outside; a recovery that began before one of them stands back. */
  #rejoins = 0;

  constructor(join: LegJoin, edges: HubVoiceLegEdges) {
    this.legId = join.legId;
    this.#epoch = join.epoch;
    this.#track = new LegTrack(edges.microphone, join.muted ?? false);
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
    return this.#track.muted;
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
    return noQuality;
  }

  on<K extends keyof VoiceLegEvents>(event: K, listener: (value: VoiceLegEvents[K]) => void): Unsubscribe {
    return this.#listeners.add(event, listener);
  }

  /** The first join; the adapter calls it. */
  async start(): Promise<VoiceResult<void>> {
    const result = await this.#connect(this.#epoch);
    if (!result.ok) this.#fail(result.error);
    return result;
  }

  async rejoin(epoch: number): Promise<VoiceResult<void>> {
    if (this.#state === 'closed') return {ok: false, error: voiceError('media-failed')};
    this.#rejoins++;
    this.#recovery.stop();
    const result = await this.#connect(epoch);
    if (this.#judge(result) === 'failed') this.#recovery.begin(recoverAfterMs);
    return result;
  }

  /** Plays through this device from now on; empty means the system's default. */
  async selectSpeaker(deviceId: string): Promise<VoiceResult<void>> {
    return this.#output.select(deviceId);
  }

  /** Takes a new track of the microphone that was selected meanwhile, without joining again. */
  async refreshMicrophone(): Promise<VoiceResult<void>> {
    return this.#audio === null ? done : this.#track.refresh(this.#audio.sender);
  }

  hangUp(): void {
    if (this.#state === 'closed') return;
    this.#unwatch();
    this.#stay();
    this.#recovery.stop();
    this.#dropNext();
    this.#dropPeer();
    this.#output.stop();
    this.#track.release();
    this.#setState('closed');
    this.#listeners.clear();
    this.#edges.onClosed(this);
  }

  async #connect(epoch: number): Promise<VoiceResult<void>> {
    this.#epoch = epoch;
    this.#dropNext();
    this.#setState('connecting');
    const [track, iceServers] = await Promise.all([this.#track.acquire(), this.#edges.iceServers()]);
    if (!('kind' in track)) return {ok: false, error: track};
    if (this.#epoch !== epoch) return done;
    const next = openAudioPeer(track, iceServers);
    this.#next = next;
    try {
      await negotiate(next.peer, async (offer) => {
        const answer = await this.#edges.signalling.connectLeg(this.legId, epoch, offer);
        if (this.#next === next) this.#use(next);
        return answer;
      });
      return done;
    } catch (cause) {
      // A later join has taken over; how that goes is for it to tell.
      if (this.#next !== next && this.#audio !== next) return done;
      this.#dropNext();
      return {ok: false, error: voiceError('media-failed', cause)};
    }
  }

  /** The hub has answered: from now on this connection has the sound, and the one before is closed. */
  #use(next: AudioPeer): void {
    this.#next = null;
    this.#dropPeer();
    this.#audio = next;
    this.#watch(next);
    if (this.#nextEpoch !== undefined) this.#connectTimer = setTimeout(() => this.#interrupted(0), connectWithinMs);
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
    clearTimeout(this.#connectTimer);
    this.#recovery.stop();
    this.#setState('connected');
  }

  #interrupted(waitMs: number): void {
    // Its successor is on the way already: one join at a time.
    if (this.#next !== null) return;
    this.#setState('disconnected');
    this.#recovery.begin(this.#nextEpoch === undefined ? failAfterMs : waitMs);
  }

  async #tryAgain(): Promise<Attempt> {
    const rejoins = this.#rejoins;
    if (this.#state === 'closed' || this.#state === 'connected') return 'over';
    try {
      if (this.#nextEpoch === undefined) return this.#judge({ok: false, error: voiceError('media-failed')});
      const epoch = await this.#nextEpoch({legId: this.legId, epoch: this.#epoch});
      // Joined anew from outside while the answer was under way.
      if (this.#rejoins !== rejoins) return 'over';
      if (epoch !== null) return this.#judge(await this.#connect(epoch));
      this.hangUp();
      return 'over';
    } catch {
      // Whoever counts the epochs cannot be asked just now.
      return 'failed';
    }
  }

  /** A microphone that is not there needs a person; anything else may be better in a moment. */
  #judge(result: VoiceResult<void>): Attempt {
    if (result.ok) return 'done';
    if (result.error.code === 'media-failed' && this.#nextEpoch !== undefined) {
      this.#setState('disconnected');
      return 'failed';
    }
    this.#fail(result.error);
    return 'over';
  }

  #takeHint(hint: NetworkHint): void {
    if (this.#state === 'connected' && hint !== 'slept') this.#stallWatch?.suspect();
    else if (this.#state === 'connected') this.#interrupted(recoverAfterMs);
    else this.#recovery.hurry();
  }

  /** Closed here, the connection says goodbye, and who is left hears music at once; left alone, it is missed after seconds. */
  #leave(): void {
    if (this.#audio === null && this.#next === null) return;
    this.#recovery.stop();
    this.#dropNext();
    this.#dropPeer();
    this.#setState('disconnected');
  }

  #comeBack(): void {
    if (this.#state === 'disconnected') this.#interrupted(0);
  }

  #fail(error: VoiceError): void {
    if (this.#state === 'closed') return;
    this.#dropPeer();
    this.#setState('failed');
    this.#listeners.emit('failed', error);
  }

  #setMuted(muted: boolean): void {
    if (this.#track.mute(muted)) this.#listeners.emit('mutedChanged', muted);
  }

  #setState(state: VoiceLegState): void {
    if (this.#state === state || this.#state === 'closed') return;
    this.#state = state;
    this.#listeners.emit('stateChanged', state);
  }

  #dropPeer(): void {
    clearTimeout(this.#connectTimer);
    this.#stallWatch?.stop();
    this.#audio?.peer.close();
    this.#audio = null;
  }

  #dropNext(): void {
    this.#next?.peer.close();
    this.#next = null;
  }
}

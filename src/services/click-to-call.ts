import type {LinkState} from '../api/hub-link.ts';
import {SdkError} from '../api/errors.ts';
import {WebCallClient, type WebCallRefusal, type WebCallRequest, askForCall} from '../api/web-call-client.ts';
import type {WebCall, WebCallState} from '../api/wire/web-call.ts';
import {CallKeep} from './click-to-call-keep.ts';
import {type MicrophoneLevel, watchLevel} from './click-to-call-level.ts';
import {leaveSlot, takeSlot} from './click-to-call-slot.ts';
import {type Store, WritableStore} from './store.ts';
import {HubVoiceAdapter} from './voice/hub-voice-adapter.ts';
import {hubIceServers} from './voice/ice-servers.ts';
import {Microphone} from './voice/microphone.ts';
import type {VoiceErrorCode, VoiceLeg} from './voice/voice-adapter.ts';

/**
 * idle → asking → connecting → waiting ⇄ connected ⇄ on-hold → ended
 *           └→ microphone         └→ closed, busy, …      (agent-lost, reconnecting: in between)
 */
export type ClickToCallView =
  | {readonly status: 'idle' | 'asking' | 'connecting' | 'resuming'}
  | {readonly status: 'microphone'; readonly problem: VoiceErrorCode}
  | {
      readonly status: 'waiting' | 'connected' | 'on-hold' | 'agent-lost' | 'reconnecting';
      /** Since when it has lasted, by this page's clock (epoch milliseconds). */
      readonly since: number;
      readonly muted: boolean;
      /** The browser wants a press before it plays anything. */
      readonly blocked: boolean;
    }
  | {readonly status: 'ended'; readonly talkedMs: number | null}
  | {readonly status: WebCallRefusal['refused']; readonly opensAt: number | null};

export type ClickToCallOptions = Omit<WebCallRequest, 'name' | 'data'> & {
  readonly microphoneConstraints?: MediaTrackConstraints;
};

const JOIN_AGAIN_MS = 2_000;
const ON = ['waiting', 'connected', 'on-hold', 'agent-lost', 'reconnecting', 'connecting', 'resuming', 'asking'];

/** True while there is a call to lose. */
export function isOn({status}: ClickToCallView): boolean {
  return ON.includes(status);
}

/** One button's call: asks for the microphone, then for a token, then has the call until it is over. */
export class ClickToCall {
  readonly #options: ClickToCallOptions;
  readonly #keep: CallKeep;
  readonly #view = new WritableStore<ClickToCallView>({status: 'idle'});
  readonly #level = new WritableStore<MicrophoneLevel>({level: 0, speech: false});
  readonly #microphone: Microphone;
  #adapter: HubVoiceAdapter | null = null;
  #client: WebCallClient | null = null;
  #call: (WebCall & {readonly since: number}) | null = null;
  #leg: VoiceLeg | null = null;
  #joining = false;
  #talkedSince: number | null = null;
  #linked = true;
  #muted = false;
  #letGo: () => void = () => undefined;
  /** Raised by each begin and end, so that what an earlier call was waiting for comes to nothing. */
  #round = 0;

  constructor(options: ClickToCallOptions) {
    this.#options = options;
    this.#keep = new CallKeep(options.hubUrl, options.siteKey, options.entryPoint);
    this.#microphone = new Microphone({constraints: options.microphoneConstraints});
  }

  get view(): Store<ClickToCallView> {
    return this.#view;
  }

  get level(): Store<MicrophoneLevel> {
    return this.#level;
  }

  /** Call it from a press: browsers give out microphone and sound to people, not to pages. */
  async start({name, data}: Pick<WebCallRequest, 'name' | 'data'>): Promise<void> {
    if (isOn(this.#view.value) || !takeSlot(this)) return;
    const round = this.#begin('asking');
    if (!(await this.#openMicrophone(round))) return;
    this.#view.set({status: 'connecting'});
    const asked = await askForCall({...this.#options, name, data});
    if (this.#round !== round) return;
    if ('refused' in asked) return this.#finish({status: asked.refused, opensAt: asked.opensAt});
    this.#keep.write(asked.token);
    await this.#keep.claim(asked.token);
    if (this.#round === round) this.#connect(asked.token, round);
  }

  /** Takes up the call that this page had before it was loaded again; without one nothing happens. */
  async resume(): Promise<void> {
    const token = this.#keep.read();
    if (token === null || isOn(this.#view.value) || !takeSlot(this)) return;
    const round = this.#begin('resuming');
    if (!(await this.#keep.claim(token))) {
      // Another tab has the call: this one is its copy.
      if (this.#round === round) this.#finish({status: 'idle'});
      return;
    }
    if (this.#round !== round || !(await this.#openMicrophone(round))) return;
    this.#connect(token, round);
  }

  hangUp(): void {
    if (!isOn(this.#view.value)) return;
    const client = this.#client;
    this.#client = null;
    // Told until it is known, while the page goes on: the hub gives a silent leg up by itself.
    void client
      ?.send('HangUpCall', {})
      .catch(() => undefined)
      .then(() => client.stop());
    this.#finish(this.#endedView());
  }

  mute(muted: boolean): void {
    this.#muted = muted;
    if (muted) this.#leg?.mute();
    else this.#leg?.unmute();
    this.#show();
  }

  /** Call it from a press, after `blocked`. */
  async resumeSound(): Promise<void> {
    await this.#leg?.resumeAudio();
    this.#show();
  }

  #begin(status: 'asking' | 'resuming'): number {
    this.#round += 1;
    this.#muted = false;
    this.#call = null;
    this.#talkedSince = null;
    this.#linked = true;
    this.#view.set({status});
    return this.#round;
  }

  async #openMicrophone(round: number): Promise<boolean> {
    const opened = await this.#microphone.acquire();
    if (this.#round !== round) {
      if (opened.ok) this.#microphone.release(opened.value);
      return false;
    }
    if (!opened.ok) {
      this.#finish({status: 'microphone', problem: opened.error.code});
      return false;
    }
    const track = opened.value;
    const stop = watchLevel(track, (level) => this.#level.set(level));
    this.#letGo = () => {
      stop();
      this.#microphone.release(track);
    };
    return true;
  }

  #connect(token: string, round: number): void {
    const client = new WebCallClient({
      hubUrl: this.#options.hubUrl,
      token,
      onCall: (state) => this.#round === round && this.#take(state, client),
      onState: (state) => this.#round === round && this.#takeLink(state),
    });
    this.#client = client;
    this.#adapter = new HubVoiceAdapter({
      signalling: {connectLeg: (_legId, epoch, sdp) => connectLeg(client, epoch, sdp)},
      microphone: this.#microphone,
      iceServers: hubIceServers(() => client.iceServers()),
    });
    client.start();
  }

  #takeLink(state: LinkState): void {
    // The token is good for as long as the call is.
    if (state.status === 'unauthorised') return this.#finish(this.#endedView());
    this.#linked = state.status !== 'reconnecting';
    this.#show();
  }

  #take({call}: WebCallState, client: WebCallClient): void {
    if (call === null) {
      void this.#startCall(client);
      return;
    }
    if (call.status === 'ended') return this.#finish(this.#endedView());
    this.#call = {...call, since: Date.now() - call.forMs};
    if (call.status !== 'waiting') this.#talkedSince ??= this.#call.since;
    this.#show();
    if (this.#leg === null && !this.#joining) void this.#join(this.#round);
    // Its media process was replaced: what the old one still sends is nobody's voice.
    else if (call.lost && this.#leg?.epoch === call.epoch && this.#leg.state !== 'connecting')
      void this.#leg.rejoin(call.epoch + 1);
  }

  async #startCall(client: WebCallClient): Promise<void> {
    const round = this.#round;
    const reply = await client.send('StartCall', {}).catch(() => ({refused: 'hub-unreachable'}));
    if (this.#round !== round || !('refused' in reply)) return;
    const status = START_REFUSED[reply.refused] ?? 'failed';
    this.#finish({status, opensAt: null});
  }

  async #join(round: number): Promise<void> {
    const call = this.#call;
    if (call === null || this.#adapter === null) return;
    this.#joining = true;
    const joined = await this.#adapter.join({
      legId: call.legId,
      epoch: call.epoch + 1,
      muted: this.#muted,
      nextEpoch: async (leg) => (this.#round === round ? Math.max(leg.epoch, this.#call?.epoch ?? 0) + 1 : null),
    });
    this.#joining = false;
    if (this.#round !== round) {
      if (joined.ok) joined.value.hangUp();
      return;
    }
    if (!joined.ok) {
      if (joined.error.code === 'media-failed')
        setTimeout(() => this.#round === round && void this.#join(round), JOIN_AGAIN_MS);
      else this.#finish({status: 'microphone', problem: joined.error.code});
      return;
    }
    const leg = joined.value;
    this.#leg = leg;
    leg.on('stateChanged', () => this.#show());
    leg.on('playbackChanged', () => this.#show());
    this.#show();
  }

  #show(): void {
    const call = this.#call;
    if (call === null || call.status === 'ended' || !isOn(this.#view.value)) return;
    const broken = !this.#linked || this.#leg?.state === 'disconnected' || this.#leg?.state === 'failed';
    const status = broken ? 'reconnecting' : call.status;
    const blocked = this.#leg?.playback === 'autoplay-blocked';
    this.#view.set({status, since: call.since, muted: this.#muted, blocked});
  }

  #endedView(): ClickToCallView {
    if (this.#call === null) return {status: 'idle'};
    return {status: 'ended', talkedMs: this.#talkedSince === null ? null : Date.now() - this.#talkedSince};
  }

  /** Lets go of everything, and says how it ended. */
  #finish(view: ClickToCallView): void {
    this.#round += 1;
    this.#leg?.hangUp();
    this.#leg = null;
    this.#joining = false;
    this.#adapter?.dispose();
    this.#adapter = null;
    this.#letGo();
    this.#letGo = () => undefined;
    void this.#client?.stop();
    this.#client = null;
    this.#call = null;
    // The copy of a tab keeps nothing either.
    this.#keep.forget();
    leaveSlot(this);
    this.#level.set({level: 0, speech: false});
    this.#view.set(view);
  }
}

const START_REFUSED: Readonly<Record<string, WebCallRefusal['refused']>> = {
  closed: 'closed',
  'limit-reached': 'busy',
  'hub-unreachable': 'offline',
};

async function connectLeg(client: WebCallClient, epoch: number, sdp: string): Promise<string> {
  const reply = await client.send('ConnectCall', {epoch, sdp});
  if ('sdp' in reply && reply.sdp !== null) return reply.sdp;
  throw new SdkError('media-failed', 'The sound could not be connected. Trying again.');
}

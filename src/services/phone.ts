import {SdkError} from '../api/errors.ts';
import {PhoneClient, claimNumber} from '../api/phone-client.ts';
import type {PhoneCall, PhoneCommandBodies, PhoneCommandName, PhoneState} from '../api/wire/phone.ts';
import {asSdkError} from './outcome.ts';
import type {Outcome} from './ports.ts';
import {type Store, WritableStore} from './store.ts';
import {HubVoiceAdapter} from './voice/hub-voice-adapter.ts';
import type {VoiceLeg} from './voice/voice-adapter.ts';

export type PhoneAudio =
  | {readonly status: 'idle'}
  | {readonly status: 'connecting'}
  | {readonly status: 'connected'}
  | {readonly status: 'autoplay-blocked'}
  | {readonly status: 'reconnecting'}
  | {readonly status: 'failed'; readonly error: SdkError};

export type PhoneView = {
  readonly connection: 'connecting' | 'connected' | 'reconnecting' | 'refused';
  readonly number: string;
  readonly call: PhoneCall | null;
  readonly audio: PhoneAudio;
  readonly muted: boolean;
  /** One sentence for the person, or null. */
  readonly error: string | null;
};

export type PhoneOptions = {
  readonly hubUrl: string;
  /** E.164, such as +12015550147. */
  readonly number: string;
  /** From an earlier `onClaimed`, so that a reloaded page has its number again. */
  readonly key?: string | null;
  readonly onClaimed?: (key: string) => void;
  readonly microphoneConstraints?: MediaTrackConstraints;
};

const RETRY_MS = 1_000;
const JOIN_AGAIN_MS = 2_000;

/** A customer's telephone in a browser, on the hub's simulated network. */
export class Phone {
  readonly #options: PhoneOptions;
  readonly #state: WritableStore<PhoneView>;
  readonly #client: PhoneClient;
  readonly #adapter: HubVoiceAdapter;
  #key: string | null;
  #leg: VoiceLeg | null = null;
  #joining: string | null = null;
  #disposed = false;

  constructor(options: PhoneOptions) {
    this.#options = options;
    this.#key = options.key ?? null;
    this.#state = new WritableStore<PhoneView>({
      connection: 'connecting',
      number: options.number,
      call: null,
      audio: {status: 'idle'},
      muted: false,
      error: null,
    });
    this.#client = new PhoneClient({
      hubUrl: options.hubUrl,
      getToken: () => this.#token(),
      onPhoneState: (state) => this.#take(state),
      onState: (link) => {
        if (link.status === 'connected' || link.status === 'reconnecting') this.#show({connection: link.status});
      },
    });
    this.#adapter = new HubVoiceAdapter({
      signalling: {connectLeg: (_legId, epoch, sdp) => this.#connect(epoch, sdp)},
      ...(options.microphoneConstraints === undefined ? {} : {constraints: options.microphoneConstraints}),
    });
    void this.#start();
  }

  get state(): Store<PhoneView> {
    return this.#state;
  }

  place(
    to: string,
    given: {readonly name: string | null; readonly data: Readonly<Record<string, string>>},
  ): Promise<Outcome> {
    return this.#send('PlaceCall', {to, ...given});
  }

  answer(): Promise<Outcome> {
    return this.#onCall('AnswerCall');
  }

  decline(): Promise<Outcome> {
    return this.#onCall('DeclineCall');
  }

  hangUp(): Promise<Outcome> {
    return this.#onCall('HangUpCall');
  }

  mute(): void {
    this.#leg?.mute();
    this.#show({muted: true});
  }

  unmute(): void {
    this.#leg?.unmute();
    this.#show({muted: false});
  }

  async sendDtmf(digits: string): Promise<void> {
    await this.#leg?.sendDtmf(digits);
  }

  /** Plays sound again after the browser blocked it; call it from a click. */
  async resumeAudio(): Promise<void> {
    await this.#leg?.resumeAudio();
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#leg?.hangUp();
    this.#adapter.dispose();
    await this.#client.stop();
  }

  async #start(): Promise<void> {
    try {
      await this.#token();
      if (!this.#disposed) this.#client.start();
    } catch (error) {
      const failure = asSdkError(error);
      const refused = failure.code === 'invalid-configuration';
      this.#show({connection: refused ? 'refused' : 'reconnecting', error: failure.message});
      if (!refused && !this.#disposed) setTimeout(() => void this.#start(), RETRY_MS);
    }
  }

  async #token(): Promise<string> {
    const claim = await claimNumber(this.#options.hubUrl, this.#options.number, this.#key);
    this.#key = claim.key;
    this.#options.onClaimed?.(claim.key);
    return claim.token;
  }

  #take({call}: PhoneState): void {
    this.#show({call, error: null});
    const live = call?.status === 'connected' ? call : null;
    if (this.#leg !== null && this.#leg.legId !== live?.legId) {
      this.#leg.hangUp();
      this.#leg = null;
      this.#show({audio: {status: 'idle'}, muted: false});
    }
    if (live === null) return;
    if (this.#leg === null && this.#joining !== live.legId) void this.#join(live);
    // Its media process was replaced: what the old one still sends is nobody's voice.
    else if (live.lost && this.#leg?.epoch === live.epoch && this.#leg.state !== 'connecting')
      void this.#leg.rejoin(live.epoch + 1);
  }

  async #join(call: PhoneCall): Promise<void> {
    this.#joining = call.legId;
    this.#show({audio: {status: 'connecting'}});
    const joined = await this.#adapter.join({
      legId: call.legId,
      epoch: call.epoch + 1,
      nextEpoch: async (leg) => (this.#liveLegId() === leg.legId ? leg.epoch + 1 : null),
    });
    this.#joining = null;
    if (!joined.ok) {
      this.#show({audio: {status: 'failed', error: new SdkError(joined.error.code, joined.error.message)}});
      if (joined.error.code === 'media-failed') setTimeout(() => this.#joinAgain(call.legId), JOIN_AGAIN_MS);
      return;
    }
    if (this.#liveLegId() !== call.legId) return joined.value.hangUp();
    const leg = joined.value;
    this.#leg = leg;
    const show = () => this.#leg === leg && this.#show({audio: audioOf(leg)});
    leg.on('stateChanged', show);
    leg.on('playbackChanged', show);
    show();
  }

  #joinAgain(legId: string): void {
    const {call} = this.#state.value;
    if (!this.#disposed && call !== null && this.#liveLegId() === legId && this.#leg === null && this.#joining === null)
      void this.#join(call);
  }

  #liveLegId(): string | null {
    const {call} = this.#state.value;
    return call?.status === 'connected' ? call.legId : null;
  }

  async #connect(epoch: number, sdp: string): Promise<string> {
    const {call} = this.#state.value;
    if (call === null) throw new SdkError('media-failed', 'The call is over.');
    const reply = await this.#client.send('ConnectCall', {callId: call.callId, epoch, sdp});
    if (reply.status === 'done' && reply.sdp !== null) return reply.sdp;
    throw new SdkError('media-failed', 'The network did not connect the audio. Try again.');
  }

  async #onCall(name: 'AnswerCall' | 'DeclineCall' | 'HangUpCall'): Promise<Outcome> {
    const {call} = this.#state.value;
    return call === null ? {status: 'refused', code: 'contact-gone'} : this.#send(name, {callId: call.callId});
  }

  async #send<Name extends PhoneCommandName>(name: Name, body: PhoneCommandBodies[Name]): Promise<Outcome> {
    try {
      const reply = await this.#client.send(name, body);
      return reply.status === 'done' ? {status: 'done'} : reply;
    } catch (error) {
      return {status: 'failed', error: asSdkError(error)};
    }
  }

  #show(change: Partial<PhoneView>): void {
    this.#state.set({...this.#state.value, ...change});
  }
}

function audioOf(leg: VoiceLeg): PhoneAudio {
  if (leg.playback === 'autoplay-blocked') return {status: 'autoplay-blocked'};
  if (leg.state === 'connected') return {status: 'connected'};
  return {status: leg.state === 'disconnected' ? 'reconnecting' : 'connecting'};
}

/** @example const phone = createPhone({hubUrl: 'https://hub.example.com', number: '+12015550147'}); */
export function createPhone(options: PhoneOptions): Phone {
  return new Phone(options);
}

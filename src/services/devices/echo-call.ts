import type {Commands} from '../commands.ts';
import {SdkError} from '../../api/errors.ts';
import {asSdkError, outcomeOf} from '../outcome.ts';
import type {Clock, Outcome} from '../ports.ts';
import {type Store, WritableStore} from '../store.ts';
import {HubVoiceAdapter} from '../voice/hub-voice-adapter.ts';
import type {IceServerSource} from '../voice/ice-servers.ts';
import type {Microphone} from '../voice/microphone.ts';
import type {VoiceLeg} from '../voice/voice-adapter.ts';
import type {EchoState} from './device-ports.ts';

/** As long as the hub lets it last. */
const LONGEST_MS = 30_000;

type Failure = Exclude<Outcome, {status: 'done'}>;

type Edges = {
  readonly hub: Commands;
  readonly clock: Clock;
  readonly microphone: Microphone;
  /** For browsers that reach the media process only through a relay. */
  readonly iceServers?: IceServerSource;
};

/** The test call: the same way to the hub's media process that a call takes, and back a second later. */
export class EchoCall {
  readonly #edges: Edges;
  readonly #state = new WritableStore<EchoState>({status: 'idle'});
  readonly #adapter: HubVoiceAdapter;
  #leg: VoiceLeg | null = null;
  #legId: string | null = null;
  #refusal: Failure | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(edges: Edges) {
    this.#edges = edges;
    this.#adapter = new HubVoiceAdapter({
      microphone: edges.microphone,
      signalling: {connectLeg: (legId, epoch, sdp) => this.#connect(legId, epoch, sdp)},
      ...(edges.iceServers === undefined ? {} : {iceServers: edges.iceServers}),
    });
  }

  get state(): Store<EchoState> {
    return this.#state;
  }

  async start(): Promise<void> {
    if (this.#legId !== null) return;
    const legId = crypto.randomUUID();
    this.#legId = legId;
    this.#refusal = null;
    this.#state.set({status: 'connecting'});
    const joined = await this.#adapter.join({legId, epoch: 1});
    if (this.#legId !== legId) return joined.ok ? joined.value.hangUp() : undefined;
    if (!joined.ok) {
      const {code, message, cause} = joined.error;
      return this.#end(this.#refusal ?? {status: 'failed', error: new SdkError(code, message, {cause})});
    }
    this.#follow(joined.value);
  }

  stop(): void {
    this.#end(null);
  }

  /** The devices in use are others now. */
  async refresh(): Promise<void> {
    await this.#adapter.devices.selectMicrophone(this.#edges.microphone.deviceId);
  }

  async selectSpeaker(deviceId: string | undefined): Promise<void> {
    await this.#adapter.devices.selectSpeaker(deviceId);
  }

  dispose(): void {
    this.stop();
    this.#adapter.dispose();
  }

  async #connect(legId: string, epoch: number, sdp: string): Promise<string> {
    try {
      const reply = await this.#edges.hub.send('ConnectEcho', {legId, epoch, sdp});
      if (reply.status === 'done') return reply.result.sdp;
      this.#refusal = reply;
    } catch (error) {
      this.#refusal = {status: 'failed', error: asSdkError(error)};
    }
    throw new SdkError('media-failed', 'The hub did not connect the test call.');
  }

  #follow(leg: VoiceLeg): void {
    this.#leg = leg;
    const endsAt = this.#edges.clock.now() + LONGEST_MS;
    this.#timer = setTimeout(() => this.stop(), LONGEST_MS);
    const show = (): void => {
      if (this.#leg !== leg) return;
      if (leg.state === 'connected') this.#state.set({status: 'connected', endsAt});
      // The hub ended it, or the way to it broke: a test call is not worth joining again.
      if (leg.state === 'disconnected' && this.#state.value.status === 'connected') this.stop();
    };
    leg.on('stateChanged', show);
    leg.on('failed', ({code, message}) => {
      if (this.#leg === leg) this.#end({status: 'failed', error: new SdkError(code, message)});
    });
    show();
  }

  #end(failure: Failure | null): void {
    const legId = this.#legId;
    if (legId === null) return;
    clearTimeout(this.#timer);
    this.#legId = null;
    const leg = this.#leg;
    this.#leg = null;
    leg?.hangUp();
    this.#state.set(failure === null ? {status: 'idle'} : {status: 'failed', outcome: failure});
    // Should the hub not hear of this, the call ends by itself.
    if (leg !== null) void outcomeOf(this.#edges.hub.send('EndEcho', {legId}));
  }
}

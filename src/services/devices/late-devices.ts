import type {SdkError} from '../../api/errors.ts';
import {asSdkError} from '../outcome.ts';
import {type Store, WritableStore} from '../store.ts';
import {type DeviceMemory, rememberedState} from './device-memory.ts';
import type {
  Chosen,
  DeviceKind,
  DevicePreferences,
  DeviceService,
  DeviceState,
  EchoState,
  MicrophoneState,
} from './device-ports.ts';

type Edges = {
  /** The devices themselves; rejects when they did not load, and is then asked again. */
  readonly load: () => Promise<DeviceService>;
  readonly memory: DeviceMemory;
  readonly playTestTone: () => Promise<boolean>;
};

type Loaded = {readonly ok: true; readonly value: DeviceService} | {readonly ok: false; readonly error: SdkError};

/**
 * The devices while their chunk is on its way. What this browser remembers is there at once, for the ring; what a person
 * asks for meanwhile is done when the devices are there, in the order in which it was asked for.
 */
export class LateDevices implements DeviceService {
  readonly #edges: Edges;
  readonly #state: WritableStore<DeviceState>;
  readonly #preferences: WritableStore<DevicePreferences>;
  readonly #echo = new WritableStore<EchoState>({status: 'idle'});
  readonly #ends: (() => void)[] = [];
  #there: DeviceService | null = null;
  #preferred: Partial<DevicePreferences> = {};
  #echoWanted = false;

  constructor(edges: Edges) {
    this.#edges = edges;
    const remembered = edges.memory.read();
    this.#state = new WritableStore(rememberedState(remembered));
    this.#preferences = new WritableStore(remembered.preferences);
  }

  get state(): Store<DeviceState> {
    return this.#state;
  }

  get preferences(): Store<DevicePreferences> {
    return this.#preferences;
  }

  get echo(): Store<EchoState> {
    return this.#echo;
  }

  /** The devices are there. */
  take(there: DeviceService): void {
    this.#there = there;
    // What was set until now is written down by whoever knows the rest.
    if (Object.keys(this.#preferred).length > 0) there.prefer(this.#preferred);
    this.#ends.push(
      follow(there.state, this.#state),
      follow(there.preferences, this.#preferences),
      follow(there.echo, this.#echo),
    );
  }

  /** Nobody can say what the browser would allow; asking for it tries again. */
  handleMissing(): void {
    if (this.#there === null) this.#permit({status: 'unknown'});
  }

  async allowMicrophone(): Promise<MicrophoneState> {
    if (this.#there === null) this.#permit({status: 'asking'});
    const loaded = await this.#loaded();
    if (loaded.ok) return loaded.value.allowMicrophone();
    this.#permit({status: 'failed', problem: 'failed'});
    return this.#state.value.permission;
  }

  async choose(kind: DeviceKind, deviceId: string | null): Promise<Chosen> {
    const loaded = await this.#loaded();
    if (loaded.ok) return loaded.value.choose(kind, deviceId);
    const {message, cause} = loaded.error;
    return {ok: false, error: {code: 'media-failed', message, cause}};
  }

  prefer(change: Partial<DevicePreferences>): void {
    if (this.#there !== null) return this.#there.prefer(change);
    this.#preferred = {...this.#preferred, ...change};
    this.#preferences.set({...this.#preferences.value, ...change});
  }

  dismissNews(): void {
    this.#there?.dismissNews();
  }

  measure(onLevel: (level: number) => void): () => void {
    let stop: (() => void) | null = null;
    let stopped = false;
    void this.#loaded().then((loaded) => {
      if (loaded.ok && !stopped) stop = loaded.value.measure(onLevel);
    });
    return () => {
      stopped = true;
      stop?.();
    };
  }

  playTestTone(): Promise<boolean> {
    return this.#edges.playTestTone();
  }

  async startEcho(): Promise<void> {
    this.#echoWanted = true;
    if (this.#there === null) this.#echo.set({status: 'connecting'});
    const loaded = await this.#loaded();
    if (!this.#echoWanted) return;
    if (loaded.ok) await loaded.value.startEcho();
    else this.#echo.set({status: 'failed', outcome: {status: 'failed', error: loaded.error}});
  }

  stopEcho(): void {
    this.#echoWanted = false;
    if (this.#there === null) this.#echo.set({status: 'idle'});
    else this.#there.stopEcho();
  }

  dispose(): void {
    for (const end of this.#ends) end();
  }

  async #loaded(): Promise<Loaded> {
    try {
      return {ok: true, value: await this.#edges.load()};
    } catch (error) {
      return {ok: false, error: asSdkError(error)};
    }
  }

  #permit(permission: MicrophoneState): void {
    this.#state.set({...this.#state.value, permission});
  }
}

/** One store shows what another one says. */
function follow<T>(from: Store<T>, to: WritableStore<T>): () => void {
  to.set(from.value);
  return from.subscribe((value) => to.set(value));
}

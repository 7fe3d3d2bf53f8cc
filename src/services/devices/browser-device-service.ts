import {type Store, WritableStore} from '../store.ts';
import type {Microphone} from '../voice/microphone.ts';
import type {VoiceDevices, VoiceError, VoiceResult} from '../voice/voice-adapter.ts';
import {devicesOf, newsOf, updateSlot} from './device-choice.ts';
import {DeviceMemory, type Remembered, rememberedState} from './device-memory.ts';
import type {
  Chosen,
  DeviceKind,
  DeviceNews,
  DevicePreferences,
  DeviceService,
  DeviceState,
  MicrophoneState,
} from './device-ports.ts';
import type {EchoCall} from './echo-call.ts';
import {LevelMeter} from './level-meter.ts';
import {MicrophonePermission, framePassesOn} from './microphone-permission.ts';

type Edges = {
  readonly microphone: Microphone;
  /** What carries calls; it is told which devices to use. */
  readonly voice: Pick<VoiceDevices, 'selectMicrophone' | 'selectSpeaker'>;
  readonly echo: EchoCall;
  readonly playTestTone: () => Promise<boolean>;
  readonly memory?: DeviceMemory;
};

const KINDS: readonly DeviceKind[] = ['microphone', 'speaker', 'ringtone'];

/** Devices as the browser lists them, as the agent chose them, and as they come and go. */
export class BrowserDeviceService implements DeviceService {
  readonly #edges: Edges;
  readonly #memory: DeviceMemory;
  readonly #state: WritableStore<DeviceState>;
  readonly #preferences: WritableStore<DevicePreferences>;
  readonly #permission = new MicrophonePermission(() => void this.#permissionChanged());
  readonly #meter: LevelMeter;
  readonly #unsubscribe: readonly (() => void)[];
  /** Looks at the devices are taken one after the other. */
  #looking: Promise<void> = Promise.resolve();
  #disposed = false;
  #everGranted = false;
  /** The microphone went while it was in use and nothing took its place yet. */
  #owed = false;

  constructor(edges: Edges) {
    this.#edges = edges;
    this.#memory = edges.memory ?? new DeviceMemory();
    const remembered = this.#memory.read();
    this.#preferences = new WritableStore<DevicePreferences>(remembered.preferences);
    this.#state = new WritableStore<DeviceState>(rememberedState(remembered));
    this.#meter = new LevelMeter(edges.microphone);
    this.#unsubscribe = [
      this.#memory.onChange((remembered) => this.#takeOver(remembered)),
      edges.microphone.on('opened', () => this.#opened()),
      edges.microphone.on('failed', (error) => this.#failed(error)),
      edges.microphone.on('ended', ({label}) => void this.#ended(label)),
    ];
    navigator.mediaDevices?.addEventListener('devicechange', this.#changed);
    void this.#start();
  }

  get state(): Store<DeviceState> {
    return this.#state;
  }

  get preferences(): Store<DevicePreferences> {
    return this.#preferences;
  }

  get echo(): EchoCall['state'] {
    return this.#edges.echo.state;
  }

  async allowMicrophone(): Promise<MicrophoneState> {
    this.#permit({status: 'asking'});
    const acquired = await this.#edges.microphone.acquire();
    if (acquired.ok) this.#edges.microphone.release(acquired.value);
    await this.#look();
    return this.#state.value.permission;
  }

  async choose(kind: DeviceKind, deviceId: string | null): Promise<Chosen> {
    const slot = this.#state.value[kind];
    const device = slot.available.find(({id}) => id === deviceId) ?? null;
    this.#set({[kind]: {...slot, chosen: device, used: device}, news: null});
    this.#remember();
    const applied = await this.#apply(kind);
    return applied.ok ? {ok: true} : applied;
  }

  prefer(change: Partial<DevicePreferences>): void {
    this.#preferences.set({...this.#preferences.value, ...change});
    this.#remember();
  }

  dismissNews(): void {
    this.#set({news: null});
  }

  measure(onLevel: (level: number) => void): () => void {
    return this.#meter.measure(onLevel);
  }

  playTestTone(): Promise<boolean> {
    return this.#edges.playTestTone();
  }

  startEcho(): Promise<void> {
    return this.#edges.echo.start();
  }

  stopEcho(): void {
    this.#edges.echo.stop();
  }

  dispose(): void {
    this.#disposed = true;
    navigator.mediaDevices?.removeEventListener('devicechange', this.#changed);
    this.#permission.stop();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#meter.stop();
    this.#edges.echo.dispose();
  }

  async #start(): Promise<void> {
    await this.#permission.start();
    await this.#permissionChanged();
  }

  readonly #changed = (): void => void this.#look();

  async #permissionChanged(): Promise<void> {
    const {answer} = this.#permission;
    const {status} = this.#state.value.permission;
    if (!isSecureContext) this.#permit({status: 'failed', problem: 'insecure-context'});
    else if (framePassesOn() === false) this.#permit({status: 'failed', problem: 'frame-policy'});
    else if (answer === 'denied') this.#permit({status: 'failed', problem: 'denied'});
    else if (answer === 'granted') this.#permit({status: 'granted'});
    else if (status !== 'asking') this.#permit({status: 'unknown'});
    await this.#look();
  }

  #opened(): void {
    this.#permit({status: 'granted'});
    // Labels are there from now on.
    void this.#look();
  }

  #failed(error: VoiceError): void {
    this.#permit({status: 'failed', problem: this.#permission.problem(error)});
  }

  /** The device went while it was in use: whoever uses it gets another one at once. */
  async #ended(label: string): Promise<void> {
    this.#owed = true;
    if (this.#permission.answer === 'denied') return this.#permit({status: 'failed', problem: 'denied'});
    await this.#look();
    const {microphone, news} = this.#state.value;
    if (!this.#owed && microphone.chosen === null && news?.type !== 'lost')
      this.#set({news: {type: 'lost', label, kinds: ['microphone'], now: null}});
  }

  #look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#lookNow());
    return this.#looking;
  }

  async #lookNow(): Promise<void> {
    if (this.#disposed || !('mediaDevices' in navigator)) return;
    const listed = await navigator.mediaDevices.enumerateDevices();
    const before = this.#state.value;
    const changes = KINDS.map((kind) => ({
      kind,
      before: before[kind],
      after: updateSlot(before[kind], devicesOf(kind, listed), this.#preferences.value),
    }));
    const [microphone, speaker, ringtone] = changes.map(({after}) => after);
    if (microphone === undefined || speaker === undefined || ringtone === undefined) return;
    this.#set({microphone, speaker, ringtone, news: newsOf(changes, null) ?? keptNews(before.news, listed)});
    this.#noticeMissing(listed);
    for (const each of changes) {
      const owed = each.kind === 'microphone' && this.#owed;
      if (owed || each.before.used?.id !== each.after.used?.id) await this.#apply(each.kind);
    }
  }

  /** Granted, and nothing to grant: the agent learns of it before a call does. */
  #noticeMissing(listed: readonly MediaDeviceInfo[]): void {
    const {permission} = this.#state.value;
    const none = !listed.some(({kind}) => kind === 'audioinput');
    if (none && permission.status === 'granted') this.#permit({status: 'failed', problem: 'missing'});
    const missing = permission.status === 'failed' && permission.problem === 'missing';
    if (!none && missing) this.#permit({status: this.#permission.answer === 'granted' ? 'granted' : 'unknown'});
  }

  async #apply(kind: DeviceKind): Promise<VoiceResult<void>> {
    const {voice, microphone, echo} = this.#edges;
    const id = this.#state.value[kind].used?.id;
    if (kind === 'ringtone') return {ok: true, value: undefined};
    if (kind === 'speaker') {
      await echo.selectSpeaker(id);
      return voice.selectSpeaker(id);
    }
    microphone.select(id);
    this.#meter.restart();
    await echo.refresh();
    const applied = await voice.selectMicrophone(id);
    this.#owed = !applied.ok;
    return applied;
  }

  /** Another page of this browser chose. */
  #takeOver({devices, preferences}: Remembered): void {
    this.#preferences.set(preferences);
    const {microphone, speaker, ringtone} = this.#state.value;
    this.#set({
      microphone: {...microphone, chosen: devices.microphone},
      speaker: {...speaker, chosen: devices.speaker},
      ringtone: {...ringtone, chosen: devices.ringtone},
    });
    void this.#look();
  }

  #remember(): void {
    const {microphone, speaker, ringtone} = this.#state.value;
    this.#memory.write({
      devices: {microphone: microphone.chosen, speaker: speaker.chosen, ringtone: ringtone.chosen},
      preferences: this.#preferences.value,
    });
  }

  #permit(told: MicrophoneState): void {
    const now = this.#state.value.permission;
    if (told.status === 'granted') this.#everGranted = true;
    const revoked = this.#everGranted && told.status === 'failed' && told.problem === 'denied';
    const permission: MicrophoneState = revoked ? {status: 'failed', problem: 'revoked'} : told;
    const same = now.status === 'failed' && permission.status === 'failed' && now.problem === permission.problem;
    if (!same && (now.status !== permission.status || permission.status === 'failed')) this.#set({permission});
  }

  #set(change: Partial<DeviceState>): void {
    this.#state.set({...this.#state.value, ...change});
  }
}

/** News stays until it is put away; a found device that went again is none. */
function keptNews(news: DeviceNews | null, listed: readonly MediaDeviceInfo[]): DeviceNews | null {
  if (news?.type !== 'found') return news;
  return listed.some(({deviceId}) => deviceId === news.device.id) ? news : null;
}

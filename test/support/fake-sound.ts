import type {
  AttentionState,
  Attendant,
  Chosen,
  DeviceKind,
  DevicePreferences,
  DeviceState,
  EchoState,
  MicrophoneState,
} from '../../src/services/ports.ts';
import {WritableStore} from '../../src/services/store.ts';

export const HEADSET = {id: 'm-2', label: 'Jabra Evolve2 65', groupId: 'g-2'};
export const BUILT_IN = {id: 'm-1', label: 'Built-in microphone', groupId: 'g-1'};
const EARS = {id: 's-2', label: 'Jabra Evolve2 65', groupId: 'g-2'};
const LOUD = {id: 's-1', label: 'Built-in speakers', groupId: 'g-1'};

export const DEVICES: DeviceState = {
  microphone: {available: [BUILT_IN, HEADSET], chosen: HEADSET, used: HEADSET},
  speaker: {available: [LOUD, EARS], chosen: EARS, used: EARS},
  ringtone: {available: [LOUD, EARS], chosen: null, used: null},
  outputsSelectable: true,
  permission: {status: 'granted'},
  news: null,
};

export const PREFERENCES: DevicePreferences = {
  ringtone: 'two-notes',
  ringVolume: 0.7,
  ringtoneOff: false,
  titleOff: false,
  notificationsOff: false,
  staysAfterLoss: false,
  keyTonesOff: false,
};

/** Devices a test plugs in and out by setting the store; what an element asked for is kept in `asked`. */
export class FakeDevices {
  readonly state: WritableStore<DeviceState> = new WritableStore<DeviceState>(DEVICES);
  readonly preferences: WritableStore<DevicePreferences> = new WritableStore<DevicePreferences>(PREFERENCES);
  readonly echo: WritableStore<EchoState> = new WritableStore<EchoState>({status: 'idle'});
  readonly asked: (readonly unknown[])[] = [];
  readonly meters: Set<(level: number) => void> = new Set();
  /** What choosing a device and playing on it come to. */
  chosen: Chosen = {ok: true};
  audible = true;

  async allowMicrophone(): Promise<MicrophoneState> {
    this.asked.push(['allowMicrophone']);
    return this.state.value.permission;
  }

  async choose(kind: DeviceKind, deviceId: string | null): Promise<Chosen> {
    this.asked.push(['choose', kind, deviceId]);
    return this.chosen;
  }

  prefer(change: Partial<DevicePreferences>): void {
    this.asked.push(['prefer', change]);
    this.preferences.set({...this.preferences.value, ...change});
  }

  dismissNews(): void {
    this.state.set({...this.state.value, news: null});
  }

  measure(onLevel: (level: number) => void): () => void {
    this.meters.add(onLevel);
    return () => this.meters.delete(onLevel);
  }

  async playTestTone(): Promise<boolean> {
    this.asked.push(['playTestTone']);
    return this.audible;
  }

  async startEcho(): Promise<void> {
    this.asked.push(['startEcho']);
  }

  stopEcho(): void {
    this.asked.push(['stopEcho']);
  }
}

/** A ring that a test sets; nothing is heard. */
export class FakeAttention {
  readonly state: WritableStore<AttentionState> = new WritableStore<AttentionState>({
    ring: 'quiet',
    sound: 'unlocked',
    notifications: 'granted',
    autoAnswer: null,
  });
  readonly asked: string[] = [];
  readonly attendants: Set<Attendant> = new Set();

  attend(attendant: Attendant): () => void {
    this.attendants.add(attendant);
    return () => this.attendants.delete(attendant);
  }

  async unlock(): Promise<boolean> {
    this.asked.push('unlock');
    return this.state.value.sound === 'unlocked';
  }

  async allowNotifications(): Promise<void> {
    this.asked.push('allowNotifications');
  }

  async alarm(): Promise<boolean> {
    this.asked.push('alarm');
    return this.state.value.sound === 'unlocked';
  }

  async preview(): Promise<void> {
    this.asked.push('preview');
  }
}

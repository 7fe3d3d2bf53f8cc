import * as v from 'valibot';
import type {AudioDevice, DeviceKind, DevicePreferences, DeviceSlot, DeviceState} from './device-ports.ts';

export type Remembered = {
  readonly devices: {readonly [kind in DeviceKind]: AudioDevice | null};
  readonly preferences: DevicePreferences;
};

const KEY = 'cordboard-devices';

const NOTHING: Remembered = {
  devices: {microphone: null, speaker: null, ringtone: null},
  preferences: {
    ringtone: 'two-notes',
    ringVolume: 0.7,
    ringtoneOff: false,
    titleOff: false,
    notificationsOff: false,
    staysAfterLoss: false,
    keyTonesOff: false,
  },
};

const device = v.fallback(v.nullable(v.object({id: v.string(), label: v.string(), groupId: v.string()})), null);
const off = v.fallback(v.boolean(), false);

/** Whatever is there, of whatever release: what cannot be read is as if it had never been chosen. */
const schema = v.fallback(
  v.object({
    devices: v.fallback(v.object({microphone: device, speaker: device, ringtone: device}), NOTHING.devices),
    preferences: v.fallback(
      v.object({
        ringtone: v.fallback(v.picklist(['two-notes', 'bell', 'marimba']), NOTHING.preferences.ringtone),
        ringVolume: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), NOTHING.preferences.ringVolume),
        ringtoneOff: off,
        titleOff: off,
        notificationsOff: off,
        staysAfterLoss: off,
        keyTonesOff: off,
      }),
      NOTHING.preferences,
    ),
  }),
  NOTHING,
);

/**
 * What this browser remembers, for all its pages of one origin; nothing of it is ever sent. A frame without storage
 * remembers as long as it lives.
 */
export class DeviceMemory {
  readonly #storage: Storage | null;

  constructor(storage: Storage | null = ownStorage()) {
    this.#storage = storage;
  }

  read(): Remembered {
    try {
      return parse(this.#storage?.getItem(KEY) ?? null);
    } catch (error) {
      if (error instanceof DOMException) return NOTHING;
      throw error;
    }
  }

  write(remembered: Remembered): void {
    try {
      this.#storage?.setItem(KEY, JSON.stringify(remembered));
    } catch (error) {
      // Full, or forbidden meanwhile: the choice holds until the page goes.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  /** Another page of this browser changed something. */
  onChange(listener: (remembered: Remembered) => void): () => void {
    const heard = (event: StorageEvent): void => {
      if (event.key === KEY && event.storageArea === this.#storage) listener(parse(event.newValue));
    };
    globalThis.addEventListener('storage', heard);
    return () => globalThis.removeEventListener('storage', heard);
  }
}

/** What is known of the devices before anybody has looked at them. */
export function rememberedState({devices}: Remembered): DeviceState {
  const slot = (chosen: AudioDevice | null): DeviceSlot => ({available: [], chosen, used: null});
  return {
    microphone: slot(devices.microphone),
    speaker: slot(devices.speaker),
    ringtone: slot(devices.ringtone),
    outputsSelectable: 'setSinkId' in HTMLMediaElement.prototype,
    permission: {status: 'pending'},
    news: null,
  };
}

function parse(text: string | null): Remembered {
  if (text === null) return NOTHING;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), text);
  return v.parse(schema, parsed.success ? parsed.output : null);
}

/** Reading the property alone throws where storage is blocked. */
function ownStorage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

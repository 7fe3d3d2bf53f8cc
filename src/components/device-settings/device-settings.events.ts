import type {DeviceKind, DevicePreferences} from '../../services/ports.ts';

/** The agent chose a device; null is whatever the system uses. Cancel it to choose by the page's own means. */
export class DeviceChooseRequestEvent extends Event {
  readonly kind: DeviceKind;
  readonly deviceId: string | null;

  constructor(kind: DeviceKind, deviceId: string | null) {
    super('cordboard-device-choose-request', {bubbles: true, composed: true, cancelable: true});
    this.kind = kind;
    this.deviceId = deviceId;
  }
}

/** The agent changed how this browser rings or tells of rings. Cancel it to leave it as it was. */
export class PreferenceRequestEvent extends Event {
  readonly change: Partial<DevicePreferences>;

  constructor(change: Partial<DevicePreferences>) {
    super('cordboard-preference-request', {bubbles: true, composed: true, cancelable: true});
    this.change = change;
  }
}

/** The agent wants the microphone opened once, so that the browser asks. Cancelable. */
export class MicrophoneAllowRequestEvent extends Event {
  constructor() {
    super('cordboard-microphone-allow-request', {bubbles: true, composed: true, cancelable: true});
  }
}

/** The agent begins or ends a test call. Cancelable. */
export class TestCallRequestEvent extends Event {
  readonly wanted: 'start' | 'end';

  constructor(wanted: 'start' | 'end') {
    super('cordboard-test-call-request', {bubbles: true, composed: true, cancelable: true});
    this.wanted = wanted;
  }
}

/** The agent is done with the device settings. */
export class DeviceSettingsClosedEvent extends Event {
  constructor() {
    super('cordboard-device-settings-closed', {bubbles: true, composed: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-device-choose-request': DeviceChooseRequestEvent;
    'cordboard-preference-request': PreferenceRequestEvent;
    'cordboard-microphone-allow-request': MicrophoneAllowRequestEvent;
    'cordboard-test-call-request': TestCallRequestEvent;
    'cordboard-device-settings-closed': DeviceSettingsClosedEvent;
  }
}

/** The agent wants the device settings, the only thing beside ending the call that an emergency leaves ([EM-25]). */
export class EmergencySettingsRequestEvent extends Event {
  constructor() {
    super('cordboard-emergency-settings-request', {bubbles: true, composed: true, cancelable: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-emergency-settings-request': EmergencySettingsRequestEvent;
  }
}

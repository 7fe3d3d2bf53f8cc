/**
 * The agent wants the device settings, the only thing beside ending the call that an emergency leaves ([EM-25]). It stays where it
 * is told: the page around the desk learns of no emergency ([EM-30]).
 */
export class EmergencySettingsRequestEvent extends Event {
  constructor() {
    super('cordboard-emergency-settings-request', {cancelable: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-emergency-settings-request': EmergencySettingsRequestEvent;
  }
}

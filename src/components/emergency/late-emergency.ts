import {defineDeviceSettings} from '../device-settings/define.ts';
import {defineTimer} from '../timer/define.ts';
import {defineEmergency} from './define.ts';

export {CordboardEmergency} from './emergency.ts';
export {CordboardEmergencyAlerts} from '../emergency-alerts/emergency-alerts.ts';

/** For a page that has neither panel nor dialer: what an emergency needs, loaded when the agent has one. */
export function defineEmergencyParts(prefix: string): void {
  defineTimer(prefix);
  defineDeviceSettings(prefix);
  defineEmergency(prefix);
}

import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardEmergencyAlerts} from './emergency-alerts.ts';

/** Registers `<prefix>-emergency-alerts`. */
export function defineEmergencyAlerts(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'emergency-alerts', CordboardEmergencyAlerts);
}

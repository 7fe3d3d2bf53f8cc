import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardDeviceSettings} from './device-settings.ts';

/** Registers `<prefix>-device-settings`. */
export function defineDeviceSettings(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'device-settings', CordboardDeviceSettings);
}

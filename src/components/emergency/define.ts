import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardEmergency} from './emergency.ts';

/** Registers `<prefix>-emergency`. */
export function defineEmergency(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'emergency', CordboardEmergency);
}

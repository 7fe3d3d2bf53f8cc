import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardEmergencyCalling} from './emergency-calling.ts';

/** Registers `<prefix>-emergency-calling`. */
export function defineEmergencyCalling(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'emergency-calling', CordboardEmergencyCalling);
}

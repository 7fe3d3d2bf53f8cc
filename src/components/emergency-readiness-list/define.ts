import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardEmergencyReadinessList} from './emergency-readiness-list.ts';

/** Registers `<prefix>-emergency-readiness-list`. */
export function defineEmergencyReadinessList(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'emergency-readiness-list', CordboardEmergencyReadinessList);
}

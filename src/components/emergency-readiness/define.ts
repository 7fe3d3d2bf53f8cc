import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardEmergencyReadiness} from './emergency-readiness.ts';

/** Registers `<prefix>-emergency-readiness`. */
export function defineEmergencyReadiness(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'emergency-readiness', CordboardEmergencyReadiness);
}

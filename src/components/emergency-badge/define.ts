import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardEmergencyBadge} from './emergency-badge.ts';

/** Registers `<prefix>-emergency-badge`. */
export function defineEmergencyBadge(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'emergency-badge', CordboardEmergencyBadge);
}

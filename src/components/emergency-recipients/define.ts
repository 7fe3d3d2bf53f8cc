import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {defineNotice} from '../notice/define.ts';
import {CordboardEmergencyRecipients} from './emergency-recipients.ts';

/** Registers `<prefix>-emergency-recipients` and what it shows. */
export function defineEmergencyRecipients(prefix: string = DEFAULT_PREFIX): void {
  defineNotice(prefix);
  defineElement(prefix, 'emergency-recipients', CordboardEmergencyRecipients);
}

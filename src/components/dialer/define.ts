import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {defineEmergency} from '../emergency/define.ts';
import {CordboardDialer} from './dialer.ts';

/**
 * Registers `<prefix>-dialer` and, for the call that must not wait for a file, `<prefix>-emergency`. Its pad it loads when somebody
 * comes near it, unless the page registers that too.
 */
export function defineDialer(prefix: string = DEFAULT_PREFIX): void {
  defineEmergency(prefix);
  defineElement(prefix, 'dialer', CordboardDialer);
}

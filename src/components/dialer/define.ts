import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {defineDialPad} from '../dial-pad/define.ts';
import {CordboardDialer} from './dialer.ts';

/** Registers `<prefix>-dialer` and the pad in it. */
export function defineDialer(prefix: string = DEFAULT_PREFIX): void {
  defineDialPad(prefix);
  defineElement(prefix, 'dialer', CordboardDialer);
}

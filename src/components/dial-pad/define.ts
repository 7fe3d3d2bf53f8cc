import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardDialPad} from './dial-pad.ts';

/** Registers `<prefix>-dial-pad`. */
export function defineDialPad(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'dial-pad', CordboardDialPad);
}

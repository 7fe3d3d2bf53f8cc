import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {defineDialPad} from '../dial-pad/define.ts';
import {CordboardCallKeypad} from './call-keypad.ts';

/** Registers `<prefix>-call-keypad` and the pad in it. */
export function defineCallKeypad(prefix: string = DEFAULT_PREFIX): void {
  defineDialPad(prefix);
  defineElement(prefix, 'call-keypad', CordboardCallKeypad);
}

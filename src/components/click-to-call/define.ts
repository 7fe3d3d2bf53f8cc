import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardClickToCall} from './click-to-call.ts';

/** Registers `<prefix>-click-to-call`. */
export function defineClickToCall(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'click-to-call', CordboardClickToCall);
}

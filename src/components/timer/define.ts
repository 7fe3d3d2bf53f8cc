import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardTimer} from './timer.ts';

/** Registers `<prefix>-timer`. */
export function defineTimer(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'timer', CordboardTimer);
}

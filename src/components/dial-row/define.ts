import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardDialRow} from './dial-row.ts';

/** Registers `<prefix>-dial-row`. */
export function defineDialRow(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'dial-row', CordboardDialRow);
}

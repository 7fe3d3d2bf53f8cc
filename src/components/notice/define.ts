import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardNotice} from './notice.ts';

/** Registers `<prefix>-notice`. */
export function defineNotice(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'notice', CordboardNotice);
}

import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardPopover} from './popover.ts';

/** Registers `<prefix>-popover`. */
export function definePopover(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'popover', CordboardPopover);
}

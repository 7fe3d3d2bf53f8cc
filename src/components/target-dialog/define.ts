import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardTargetDialog} from './target-dialog.ts';

/** Registers `<prefix>-target-dialog`. */
export function defineTargetDialog(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'target-dialog', CordboardTargetDialog);
}

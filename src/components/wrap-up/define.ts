import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardWrapUp} from './wrap-up.ts';

/** Registers `<prefix>-wrap-up`. */
export function defineWrapUp(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'wrap-up', CordboardWrapUp);
}

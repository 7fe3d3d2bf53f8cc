import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardCallProgress} from './call-progress.ts';

/** Registers `<prefix>-call-progress`. */
export function defineCallProgress(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'call-progress', CordboardCallProgress);
}

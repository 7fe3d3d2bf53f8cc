import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardCallbackFigures} from './callback-figures.ts';

/** Registers `<prefix>-callback-figures`. */
export function defineCallbackFigures(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'callback-figures', CordboardCallbackFigures);
}

import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardInteraction} from './interaction.ts';

/** Registers `<prefix>-interaction`. */
export function defineInteraction(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'interaction', CordboardInteraction);
}

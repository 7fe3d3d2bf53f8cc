import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardConsultPane} from './consult-pane.ts';

/** Registers `<prefix>-consult-pane`. */
export function defineConsultPane(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'consult-pane', CordboardConsultPane);
}

import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardCommunicationPanel} from './communication-panel.ts';

/** Registers `<prefix>-communication-panel`. */
export function defineCommunicationPanel(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'communication-panel', CordboardCommunicationPanel);
}

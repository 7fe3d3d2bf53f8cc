import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardCallbackInbox} from './callback-inbox.ts';

/** Registers `<prefix>-callback-inbox`. */
export function defineCallbackInbox(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'callback-inbox', CordboardCallbackInbox);
}

import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardCallbackRequest} from './callback-request.ts';

/** Registers `<prefix>-callback-request`. */
export function defineCallbackRequest(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'callback-request', CordboardCallbackRequest);
}

import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardDialer} from './dialer.ts';

/** Registers `<prefix>-dialer`. It loads its pad when somebody comes near it, unless the page registers that too. */
export function defineDialer(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'dialer', CordboardDialer);
}

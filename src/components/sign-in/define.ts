import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardSignIn} from './sign-in.ts';

/** Registers `<prefix>-sign-in`. */
export function defineSignIn(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'sign-in', CordboardSignIn);
}

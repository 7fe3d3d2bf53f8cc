import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardListening} from './listening.ts';

/** Registers `<prefix>-listening`. */
export function defineListening(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'listening', CordboardListening);
}

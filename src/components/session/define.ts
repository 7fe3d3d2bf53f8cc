import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardSession} from './session.ts';

/** Registers `<prefix>-session`. */
export function defineSession(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'session', CordboardSession);
}

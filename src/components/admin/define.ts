import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardAdmin} from './admin.ts';

/** Registers `<prefix>-admin`. */
export function defineAdmin(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'admin', CordboardAdmin);
}

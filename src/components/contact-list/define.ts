import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardContactList} from './contact-list.ts';

/** Registers `<prefix>-contact-list`. */
export function defineContactList(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'contact-list', CordboardContactList);
}

import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardCustomerData} from './customer-data.ts';

/** Registers `<prefix>-customer-data`. */
export function defineCustomerData(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'customer-data', CordboardCustomerData);
}

import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardQueueTable} from './queue-table.ts';

/** Registers `<prefix>-queue-table`. */
export function defineQueueTable(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'queue-table', CordboardQueueTable);
}

import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardGoOnline} from './go-online.ts';

/** Registers `<prefix>-go-online`. */
export function defineGoOnline(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'go-online', CordboardGoOnline);
}

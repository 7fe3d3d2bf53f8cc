import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardCallbackScheduler} from './callback-scheduler.ts';

/** Registers `<prefix>-callback-scheduler`. */
export function defineCallbackScheduler(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'callback-scheduler', CordboardCallbackScheduler);
}

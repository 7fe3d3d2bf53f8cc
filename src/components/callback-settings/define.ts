import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardCallbackSettings} from './callback-settings.ts';

/** Registers `<prefix>-callback-settings`. */
export function defineCallbackSettings(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'callback-settings', CordboardCallbackSettings);
}

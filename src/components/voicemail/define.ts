import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardVoicemail} from './voicemail.ts';

/** Registers `<prefix>-voicemail`. */
export function defineVoicemail(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'voicemail', CordboardVoicemail);
}

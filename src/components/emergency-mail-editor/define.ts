import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardEmergencyMailEditor} from './emergency-mail-editor.ts';

/** Registers `<prefix>-emergency-mail-editor`. */
export function defineEmergencyMailEditor(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'emergency-mail-editor', CordboardEmergencyMailEditor);
}

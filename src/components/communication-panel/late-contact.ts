import {defineCallKeypad} from '../call-keypad/define.ts';
import {defineCallProgress} from '../call-progress/define.ts';
import {defineWrapUp} from '../wrap-up/define.ts';

export {CordboardWrapUp} from '../wrap-up/wrap-up.ts';

/** What belongs to a contact and is not there when it begins: one chunk. */
export function defineContactParts(prefix: string): void {
  defineCallKeypad(prefix);
  defineCallProgress(prefix);
  defineWrapUp(prefix);
}

import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardAvailabilityChoice} from './availability-choice.ts';

/** Registers `<prefix>-availability-choice`. */
export function defineAvailabilityChoice(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'availability-choice', CordboardAvailabilityChoice);
}

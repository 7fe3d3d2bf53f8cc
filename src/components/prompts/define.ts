import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardPrompts} from './prompts.ts';

/** Registers `<prefix>-prompts`. */
export function definePrompts(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'prompts', CordboardPrompts);
}

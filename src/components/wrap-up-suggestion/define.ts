import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardWrapUpSuggestion} from './wrap-up-suggestion.ts';

/** Registers `<prefix>-wrap-up-suggestion`. */
export function defineWrapUpSuggestion(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'wrap-up-suggestion', CordboardWrapUpSuggestion);
}

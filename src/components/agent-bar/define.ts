import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardAgentBar} from './agent-bar.ts';

/** Registers `<prefix>-agent-bar`. */
export function defineAgentBar(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'agent-bar', CordboardAgentBar);
}

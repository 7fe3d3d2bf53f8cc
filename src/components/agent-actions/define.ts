import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardAgentActions} from './agent-actions.ts';

/** Registers `<prefix>-agent-actions`. */
export function defineAgentActions(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'agent-actions', CordboardAgentActions);
}

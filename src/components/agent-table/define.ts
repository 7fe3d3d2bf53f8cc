import {defineAgentActions} from '../agent-actions/define.ts';
import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardAgentTable} from './agent-table.ts';

/** Registers `<prefix>-agent-table` and the menus in it. */
export function defineAgentTable(prefix: string = DEFAULT_PREFIX): void {
  defineAgentActions(prefix);
  defineElement(prefix, 'agent-table', CordboardAgentTable);
}

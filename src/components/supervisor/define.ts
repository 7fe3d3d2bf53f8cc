import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {CordboardSupervisor} from './supervisor.ts';

/** Registers `<prefix>-supervisor`. */
export function defineSupervisor(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, 'supervisor', CordboardSupervisor);
}

import type {Contact} from './contact.ts';
import {done, unchanged} from './contact-change.ts';
import type {ContactTransition} from './contact-transition.ts';
import {refusalOf} from './controls.ts';
import {isOfType} from './variable-types.ts';

/** [CV-10] */
export const VARIABLE_VALUE_MAX = 256;

/** An agent changes what is known of a contact. `version` is the variable's as the agent saw it. */
export type VariableAction = {
  readonly type: 'set-variable';
  readonly agentId: string;
  readonly name: string;
  readonly value: string | null;
  readonly version: number;
};

/**
 * [CO-47] [CV-19] Only who is in charge, and [CV-2] only what was set up to be edited; [CV-6] of two who change the same
 * variable the first one's value stays.
 */
export function transitionVariable(contact: Contact, action: VariableAction): ContactTransition {
  const refused = refusalOf(contact, action.agentId, 'edit');
  if (refused !== null) return {refused};
  const {name, value, version} = action;
  const variable = contact.variables.find((each) => each.name === name);
  if (variable === undefined || variable.secure || !variable.editable) return {refused: 'not-editable'};
  if (variable.value === value) return unchanged(contact);
  if (variable.version !== version) return {refused: 'variable-changed'};
  const fits = value === null || (value.length <= VARIABLE_VALUE_MAX && isOfType(variable.type, value));
  if (!fits) return {refused: 'invalid-value'};
  const set = {...variable, value, version: version + 1};
  return done({...contact, variables: contact.variables.map((each) => (each === variable ? set : each))});
}

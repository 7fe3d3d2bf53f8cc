import {unreachable} from '../../src/domain/unreachable.ts';
import type {Organisation, UsedVariable} from './organisation-schema.ts';

/** A variable as contacts get it. */
export type ConfiguredVariable = {
  readonly name: string;
  readonly label: string;
  readonly type: 'string' | 'integer' | 'decimal' | 'boolean' | 'datetime' | 'json';
  readonly value: string | null;
  readonly secure: boolean;
  readonly editable: boolean;
  readonly popoverPlace: number | null;
};

/** Where variables are shown: the popover of a contact that arrives, or of a call that an agent places. */
export type Surface = 'popoverPlace' | 'outdialPlace';

/** A used variable with what its definition says, where it says nothing itself. Secure once is secure. */
export function resolveVariable(
  {variables}: Pick<Organisation, 'variables'>,
  used: UsedVariable,
  surface: Surface,
): ConfiguredVariable {
  const defined = variables.find((each) => each.name === used.name);
  return {
    name: used.name,
    label: used.label ?? defined?.label ?? used.name,
    type: used.type ?? defined?.type ?? 'string',
    value: used.value === undefined ? (defined?.value ?? null) : used.value,
    secure: used.secure === true || defined?.secure === true,
    editable: used.editable ?? defined?.editable ?? false,
    popoverPlace: used[surface] === undefined ? (defined?.[surface] ?? null) : used[surface],
  };
}

/** True when the text is a value of the type. */
export function isOfType(type: ConfiguredVariable['type'], value: string): boolean {
  switch (type) {
    case 'string':
      return true;
    case 'integer':
      return /^-?\d{1,15}$/.test(value);
    case 'decimal':
      return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value);
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'datetime':
      return /^\d{4}-\d\d-\d\dT.+(?:Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value));
    case 'json':
      return isJson(value);
    default:
      return unreachable(type);
  }
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

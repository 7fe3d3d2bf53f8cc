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

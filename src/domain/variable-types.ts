import type {Variable} from './contact.ts';
import {unreachable} from './unreachable.ts';

export type VariableType = Variable['type'];

/** Longest value a flow writes. */
const VALUE_MAX = 256;

/** True when the text is a value of the type. */
export function isOfType(type: VariableType, value: string): boolean {
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

/** Whether every value of the one type is a value of the other. */
export function mayHold(type: VariableType, from: VariableType): boolean {
  return type === from || type === 'string' || (type === 'decimal' && from === 'integer');
}

/**
 * A value of another system as a variable of the type keeps it; null empties the variable, undefined is no value of the
 * type. Text has no control characters and no half of a surrogate pair, which neither a screen nor a database can hold.
 */
export function valueFromJson(type: VariableType, value: unknown): string | null | undefined {
  if (value === null) return null;
  const text = textOf(type, value);
  if (text === undefined || text.length > VALUE_MAX || /[\p{Cc}\p{Cs}]/u.test(text)) return undefined;
  return isOfType(type, text) ? text : undefined;
}

function textOf(type: VariableType, value: unknown): string | undefined {
  if (type === 'json') return value === undefined ? undefined : JSON.stringify(value);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A variable's value as JSON has it: a number for a number. */
export function valueToJson(type: VariableType, value: string | null): unknown {
  if (value === null) return null;
  switch (type) {
    case 'integer':
    case 'decimal':
      return isOfType(type, value) ? Number(value) : value;
    case 'boolean':
      return isOfType(type, value) ? value === 'true' : value;
    case 'json':
      return isJson(value) ? JSON.parse(value) : value;
    case 'string':
    case 'datetime':
      return value;
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

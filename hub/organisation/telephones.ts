import {parseDialNumber} from '../../src/domain/dial-number.ts';
import {toE164} from '../../src/domain/e164.ts';
import {callingCodeOf} from '../../src/domain/emergency-numbers.ts';
import type {Organisation} from './organisation-schema.ts';

type Agent = Organisation['agents'][number];

/** The number that rings for an agent; null: they speak in the browser. */
export function telephoneOf({device, number}: Pick<Agent, 'device' | 'number'>, country: string): string | null {
  if (device !== 'telephone' || number === null) return null;
  const parsed = parseDialNumber(number);
  return parsed.ok ? toE164(parsed.number, callingCodeOf(country)) : null;
}

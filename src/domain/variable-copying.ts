import type {Variable} from './contact.ts';

/** What an entry point asks to be known of its contacts: a variable before it belongs to a contact. */
export type ConfiguredVariable = Omit<Variable, 'version'>;

/**
 * The variables of a contact that goes to another flow: those the flow has, each with the value it comes with where name
 * and type are the same ([TR-11], [TR-13]); of another type ([TR-14]) or without a match ([TR-12]) nothing goes along.
 */
export function carryOver(from: readonly Variable[], to: readonly ConfiguredVariable[]): readonly Variable[] {
  return to.map((wanted) => {
    const known = from.find((each) => each.name === wanted.name && each.type === wanted.type);
    return known === undefined || known.value === null
      ? {...wanted, version: 1}
      : {...wanted, value: known.value, version: known.version + 1};
  });
}

import fc from 'fast-check';

export function record<T>(model: {[name in keyof T]: fc.Arbitrary<T[name]>}): fc.Arbitrary<T> {
  return fc.record<T>(model, {noNullPrototype: true});
}

export const id = fc.string({minLength: 1, maxLength: 64});
export const text = fc.string({maxLength: 40});
export const digits = fc.stringMatching(/^[0-9]{1,5}$/);
export const count = fc.nat();
/** 1970 to 2100, by the millisecond. */
export const time = fc.integer({min: 0, max: Date.UTC(2100, 0, 1)});
export const flag = fc.boolean();
export const few = {maxLength: 3};
export const base = fc.constantFrom('available', 'busy', 'do-not-disturb', 'away', 'offline');

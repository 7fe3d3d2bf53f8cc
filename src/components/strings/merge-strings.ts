import {english, type Strings} from './english.ts';

/** A translation or change of wording: any group, and of a group any string. */
export type StringsOverride = {readonly [Group in keyof Strings]?: Partial<Strings[Group]>};

/**
 * English, with another wording laid over it.
 * @example mergeStrings({interaction: {hold: 'Park'}}).interaction.hold // 'Park'
 */
export function mergeStrings(override: StringsOverride): Strings {
  const merged: {[group: string]: object} = {};
  for (const [group, words] of Object.entries(english)) merged[group] = {...words, ...Reflect.get(override, group)};
  return {...english, ...merged};
}

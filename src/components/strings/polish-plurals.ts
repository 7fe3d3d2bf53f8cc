const rules = new Intl.PluralRules('pl');

/**
 * A number with its noun: Polish has a form for one, one for two to four, and one for the rest.
 * @example counted(3, 'zadanie', 'zadania', 'zadań') // '3 zadania'
 */
export function counted(count: number, one: string, few: string, many: string): string {
  return `${count} ${nounFor(count, one, few, many)}`;
}

export function nounFor(count: number, one: string, few: string, many: string): string {
  const rule = rules.select(count);
  if (rule === 'one') return one;
  return rule === 'few' ? few : many;
}

/** By which column a table is sorted. */
export type SortOrder<Column extends string> = {readonly column: Column; readonly descending: boolean};

/** Pressed again the same column turns round; another one begins the way it says most. */
export function nextOrder<Column extends string>(
  order: SortOrder<Column>,
  column: Column,
  descendingFirst: readonly Column[],
): SortOrder<Column> {
  if (order.column === column) return {column, descending: !order.descending};
  return {column, descending: descendingFirst.includes(column)};
}

const names = new Intl.Collator(undefined, {numeric: true, sensitivity: 'base'});

/** Names as people look them up: digits by their value, case and accents last. */
export function byName(one: string, other: string): number {
  return names.compare(one, other);
}

/** A sorted copy; what the comparison holds equal stays in the order of names. */
export function sorted<Row extends {readonly name: string; readonly id: string}>(
  rows: readonly Row[],
  descending: boolean,
  compare: (one: Row, other: Row) => number,
): readonly Row[] {
  const turn = descending ? -1 : 1;
  return rows.toSorted(
    (one, other) =>
      turn * compare(one, other) ||
      byName(one.name, other.name) ||
      (one.id < other.id ? -1 : Number(one.id > other.id)),
  );
}

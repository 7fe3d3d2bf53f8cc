export function checkIds(root: string): {
  readonly counts: Readonly<Record<string, number>>;
  readonly tested: number;
  readonly problems: readonly string[];
};

/** Says of a CPU profile where the time went: by the package or module it was spent in, and by function. */

type Frame = {readonly functionName: string; readonly url: string};
type ProfileNode = {readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[]};
export type Profile = {
  readonly nodes: readonly ProfileNode[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
};

/** Microseconds by name, the largest first. */
export type Shares = readonly (readonly [name: string, microseconds: number])[];
export type WhereTimeGoes = {
  readonly byPlace: Shares;
  readonly selfByFunction: Shares;
  readonly totalByFunction: Shares;
};

/** The thread doing nothing, and the profiler looking at itself. */
const NOT_WORK = new Set(['(idle)', '(root)']);

export function whereTimeGoes(profile: Profile): WhereTimeGoes {
  const self = selfTimes(profile);
  const places = new Map<string, number>();
  const functions = new Map<string, number>();
  for (const node of profile.nodes) {
    const spent = self.get(node.id) ?? 0;
    if (spent === 0 || NOT_WORK.has(node.callFrame.functionName)) continue;
    add(places, placeOf(node.callFrame), spent);
    add(functions, nameOf(node.callFrame), spent);
  }
  return {
    byPlace: largest(places),
    selfByFunction: largest(functions),
    totalByFunction: largest(totals(profile, self)),
  };
}

function selfTimes({samples = [], timeDeltas = []}: Profile): ReadonlyMap<number, number> {
  const self = new Map<number, number>();
  samples.forEach((id, at) => add(self, id, timeDeltas[at + 1] ?? 0));
  return self;
}

/** A function that calls itself is counted once. */
function totals({nodes}: Profile, self: ReadonlyMap<number, number>): Map<string, number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const sums = new Map<string, number>();
  const walk = (node: ProfileNode, above: ReadonlySet<string>): number => {
    const name = nameOf(node.callFrame);
    const within = new Set([...above, name]);
    const children = (node.children ?? []).flatMap((id) => byId.get(id) ?? []);
    const total = children.reduce((sum, child) => sum + walk(child, within), self.get(node.id) ?? 0);
    if (!above.has(name) && node.callFrame.url !== '') add(sums, name, total);
    return total;
  };
  const root = nodes[0];
  if (root !== undefined) walk(root, new Set());
  return sums;
}

function nameOf({functionName, url}: Frame): string {
  const file = url.split('/').at(-1) ?? '';
  return `${functionName === '' ? '(anonymous)' : functionName}${file === '' ? '' : ` ${file}`}`;
}

/** `node_modules/lit-html/…` → lit-html; a module of ours → its folder; the browser's own work by its name. */
function placeOf({functionName, url}: Frame): string {
  const path = url === '' ? '' : new URL(url).pathname;
  const [, packagePath] = path.split('/node_modules/');
  if (packagePath !== undefined)
    return packagePath
      .split('/')
      .slice(0, packagePath.startsWith('@') ? 2 : 1)
      .join('/');
  if (path === '') return functionName.startsWith('(') ? functionName : '(built-in functions)';
  const folders = path.split('/').slice(2, -1);
  return folders.join('/') || path;
}

function add<K>(sums: Map<K, number>, key: K, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}

function largest(sums: ReadonlyMap<string, number>): Shares {
  return [...sums].toSorted(([, one], [, other]) => other - one).slice(0, 15);
}

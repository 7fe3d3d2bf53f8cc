/** What a design aim says of a figure. `ratio` compares with the floor measured in the same run. */
export type Aim = {readonly of: 'value' | 'ratio'} & ({readonly atMost: number} | {readonly atLeast: number});

/** One measured thing. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The floor of the same run and in the same unit. */
  readonly floor?: number;
  /** Median of the rounds' ratios where there were rounds; else value to floor. */
  readonly ratio?: number;
  /** Lowest and highest ratio of the rounds; of the values where there is no ratio. */
  readonly spread?: readonly [number, number];
  readonly aim?: Aim;
};

export type Section = {
  readonly title: string;
  readonly figures: readonly Figure[];
  /** Lines below the table. */
  readonly notes?: readonly string[];
  /** What only the JSON file keeps. */
  readonly details?: unknown;
};

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('There is no median of nothing: no round was measured.');
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

export function spreadOf(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** A figure of several rounds in which ours and the floor took turns. */
export function inTurns(name: string, unit: string, ours: readonly number[], floor: readonly number[]): Figure {
  const ratios = ours.map((value, at) => value / (floor[at] ?? Number.NaN));
  if ([...ours, ...floor].some((each) => !Number.isFinite(each) || each <= 0) || ours.length !== floor.length)
    throw new Error(`${name}: a round measured nothing (${ours.join(', ')} beside ${floor.join(', ')}).`);
  return {name, unit, value: median(ours), floor: median(floor), ratio: median(ratios), spread: spreadOf(ratios)};
}

export type Verdict = 'pass' | 'over' | 'under' | '';

export function verdict({value, ratio, aim}: Figure): Verdict {
  if (aim === undefined) return '';
  const measured = aim.of === 'value' ? value : ratio;
  if (measured === undefined) return '';
  if ('atMost' in aim) return measured <= aim.atMost ? 'pass' : 'over';
  return measured >= aim.atLeast ? 'pass' : 'under';
}

const HEAD = ['', 'measured', 'floor', 'ratio', 'spread', 'aim', ''];

/** The section as a Markdown table, so that a run can be pasted into docs/bench.md as it is. */
export function tableOf({title, figures, notes = []}: Section): string {
  const rows = [HEAD, ...figures.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const [head = [], ...body] = rows;
  const below = notes.length === 0 ? [] : ['', ...notes];
  return [`### ${title}`, '', line(head), rule, ...body.map(line), ...below, ''].join('\n');
}

function rowOf(figure: Figure): readonly string[] {
  const {name, value, unit, floor, ratio, spread, aim} = figure;
  return [
    name,
    `${short(value)} ${unit}`,
    floor === undefined ? '' : `${short(floor)} ${unit}`,
    ratio === undefined ? '' : `${short(ratio)} ×`,
    spread === undefined ? '' : `${short(spread[0])}–${short(spread[1])}`,
    aim === undefined ? '' : aimText(aim, unit),
    verdict(figure),
  ];
}

function aimText(aim: Aim, unit: string): string {
  const [sign, bound] = 'atMost' in aim ? ['≤', aim.atMost] : ['≥', aim.atLeast];
  return `${sign} ${bound} ${aim.of === 'ratio' ? '×' : unit}`;
}

function short(value: number): string {
  if (Number.isInteger(value)) return `${value}`;
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

/** What a page downloads for each use of the package, beside what it would download for Lit and SignalR alone. */
import {brotliCompressSync, constants, gzipSync} from 'node:zlib';
import type {OutputChunk} from 'rollup';
import {type Bundle, bundleForPage} from './bundle.ts';
import type {Figure, Section} from './figures.ts';

type Size = {readonly min: number; readonly gzip: number; readonly brotli: number};
type Use = {
  readonly name: string;
  readonly source: string;
  readonly atMostKb?: number;
  readonly floor?: 'lit' | 'lit-signalr';
  readonly build?: 'redirect';
};

const ENTRIES = 'test/bench/entries';
const FLOORS = {lit: `${ENTRIES}/lit.ts`, 'lit-signalr': `${ENTRIES}/lit-signalr.ts`} as const;

const USES: readonly Use[] = [
  {name: 'whole desk (CDN)', source: 'src/define.ts', floor: 'lit-signalr'},
  {name: 'dialer + popover + SignalR', source: `${ENTRIES}/dialer-popover.ts`, atMostKb: 30, floor: 'lit-signalr'},
  {name: 'popover + SignalR', source: `${ENTRIES}/popover.ts`, floor: 'lit-signalr'},
  {name: 'panel', source: `${ENTRIES}/panel.ts`, atMostKb: 60, floor: 'lit-signalr'},
  {name: 'phone', source: 'src/phone.ts'},
  {name: 'redirect page', source: 'src/cdn/redirect.ts', build: 'redirect'},
];

/** Chunks that a page gets only when somebody signs in through them, mail is used, or a number is typed. */
const ON_DEMAND = /msal|graph|token-source|phone-metadata/;

export async function measureSizes(): Promise<Section> {
  const floors = {lit: await sizeOfFloor('lit'), 'lit-signalr': await sizeOfFloor('lit-signalr')};
  const figures: Figure[] = [
    {name: 'floor: bare lit', value: kb(floors.lit.brotli), unit: 'kB'},
    {name: 'floor: lit + SignalR', value: kb(floors['lit-signalr'].brotli), unit: 'kB'},
  ];
  const sizes: Record<string, Size> = {'floor: bare lit': floors.lit, 'floor: lit + SignalR': floors['lit-signalr']};
  let lateChunks: Figure[] = [];
  for (const use of USES) {
    const bundle = await bundleForPage(use.source, use.build);
    const {early, late} = split(bundle);
    const size = total(early);
    sizes[use.name] = size;
    figures.push(figureOf(use, size, use.floor === undefined ? undefined : floors[use.floor]));
    // The first use is the whole desk: it has every late chunk there is.
    if (use === USES[0]) lateChunks = late.map((chunk) => lateFigure(chunk, sizes));
  }
  figures.push(...lateChunks);
  return {title: 'Sizes of what a page downloads (brotli)', figures, notes: notesOf(sizes), details: sizes};
}

async function sizeOfFloor(name: keyof typeof FLOORS): Promise<Size> {
  return total(split(await bundleForPage(FLOORS[name])).early);
}

function figureOf(use: Use, size: Size, floor: Size | undefined): Figure {
  const value = kb(size.brotli);
  return {
    name: use.name,
    value,
    unit: 'kB',
    ...(floor === undefined ? {} : {floor: kb(floor.brotli), ratio: value / kb(floor.brotli)}),
    ...(use.atMostKb === undefined ? {} : {aim: {of: 'value', atMost: use.atMostKb}}),
  };
}

function lateFigure(chunk: OutputChunk, sizes: Record<string, Size>): Figure {
  const name = `on demand: ${chunk.fileName.replace(/^cordboard-|\.js$/g, '')}`;
  const size = total([chunk]);
  sizes[name] = size;
  return {name, value: kb(size.brotli), unit: 'kB'};
}

/** What is loaded on start and to connect, and what waits for a need of its own. */
function split({entry, chunks}: Bundle): {
  readonly early: readonly OutputChunk[];
  readonly late: readonly OutputChunk[];
} {
  const early = new Set<OutputChunk>();
  const visit = (chunk: OutputChunk): void => {
    if (early.has(chunk)) return;
    early.add(chunk);
    for (const name of chunk.imports) follow(name);
    for (const name of chunk.dynamicImports) if (!ON_DEMAND.test(name)) follow(name);
  };
  const follow = (name: string): void => {
    const chunk = chunks.get(name);
    if (chunk === undefined) throw new Error(`${name} is imported and was not bundled: the size would be too small.`);
    visit(chunk);
  };
  visit(entry);
  return {early: [...early], late: [...chunks.values()].filter((chunk) => !early.has(chunk))};
}

/** Each file is compressed by itself, as a server does. */
function total(chunks: readonly OutputChunk[]): Size {
  const sizes = chunks.map(({code}): Size => {
    const bytes = Buffer.from(code);
    const brotli = brotliCompressSync(bytes, {params: {[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length}});
    return {min: bytes.length, gzip: gzipSync(bytes, {level: 9}).length, brotli: brotli.length};
  });
  const sum = (key: keyof Size): number => sizes.reduce((before, size) => before + size[key], 0);
  return {min: sum('min'), gzip: sum('gzip'), brotli: sum('brotli')};
}

function kb(bytes: number): number {
  return Math.round(bytes / 10) / 100;
}

function notesOf(sizes: Readonly<Record<string, Size>>): readonly string[] {
  const rows = Object.entries(sizes).map(([name, {min, gzip, brotli}]) => `| ${name} | ${min} | ${gzip} | ${brotli} |`);
  return ['| bytes | min | gzip | brotli |', '|---|---|---|---|', ...rows];
}

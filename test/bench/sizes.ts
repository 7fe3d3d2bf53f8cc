/** What a page downloads for each use of the package, beside what it would download for Lit and SignalR alone. */
import {gzipSync} from 'node:zlib';
import type {OutputChunk} from 'rollup';
import {bundleForPage} from './bundle.ts';
import type {Figure, Section} from './figures.ts';
import {brotliSize, split} from './page-load.ts';

type Size = {readonly min: number; readonly gzip: number; readonly brotli: number};
type Use = {
  readonly name: string;
  readonly source: string;
  readonly atMostKb?: number;
  readonly floor?: 'lit' | 'lit-signalr';
  readonly build?: 'redirect' | 'cordboard-callback-request';
};

const ENTRIES = 'test/bench/entries';
const FLOORS = {lit: `${ENTRIES}/lit.ts`, 'lit-signalr': `${ENTRIES}/lit-signalr.ts`} as const;

const USES: readonly Use[] = [
  {name: 'whole desk (CDN)', source: 'src/define.ts', floor: 'lit-signalr'},
  {name: 'dialer + popover + SignalR', source: `${ENTRIES}/dialer-popover.ts`, atMostKb: 30, floor: 'lit-signalr'},
  {name: 'popover + SignalR', source: `${ENTRIES}/popover.ts`, floor: 'lit-signalr'},
  {name: 'panel', source: `${ENTRIES}/panel.ts`, atMostKb: 60, floor: 'lit-signalr'},
  {name: 'callback form', source: 'src/cdn/callback-request.ts', atMostKb: 25, build: 'cordboard-callback-request'},
  {name: 'phone', source: 'src/phone.ts'},
  {name: 'redirect page', source: 'src/cdn/redirect.ts', build: 'redirect'},
];

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
    const {first, after, onDemand} = split(bundle);
    const size = total(first);
    sizes[use.name] = size;
    figures.push(figureOf(use, size, use.floor === undefined ? undefined : floors[use.floor]));
    if (after.length > 0) figures.push(lateFigure(`${use.name}, once connected`, after, sizes));
    // The first use is the whole desk: it has every late chunk there is.
    if (use === USES[0])
      lateChunks = onDemand.map((chunk) => lateFigure(`on demand: ${nameOf(chunk)}`, [chunk], sizes));
  }
  figures.push(...lateChunks);
  return {title: 'Sizes of what a page downloads (brotli)', figures, notes: notesOf(sizes), details: sizes};
}

async function sizeOfFloor(name: keyof typeof FLOORS): Promise<Size> {
  return total(split(await bundleForPage(FLOORS[name])).first);
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

function nameOf({fileName}: OutputChunk): string {
  return fileName.replace(/^cordboard-|\.js$/g, '');
}

function lateFigure(name: string, chunks: readonly OutputChunk[], sizes: Record<string, Size>): Figure {
  const size = total(chunks);
  sizes[name] = size;
  return {name, value: kb(size.brotli), unit: 'kB'};
}

/** Each file is compressed by itself, as a server does. */
function total(chunks: readonly OutputChunk[]): Size {
  const sizes = chunks.map(({code}): Size => {
    const bytes = Buffer.from(code);
    return {min: bytes.length, gzip: gzipSync(bytes, {level: 9}).length, brotli: brotliSize(bytes)};
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

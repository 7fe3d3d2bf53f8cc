/** From the hub's event to the painted popover: main-thread CPU beside a page that writes one text node. */
import {type Browser, chromium} from 'playwright-core';
import {bundleForPage, bundleForProfile} from './bundle.ts';
import {DeskServer} from './desk-server.ts';
import {type Figure, type Section, inTurns} from './figures.ts';
import {BenchPage, type Sample, type Smoothness} from './popover-page.ts';
import {type PageKind, resources} from './popover-pages.ts';
import {type Shares, whereTimeGoes} from './profile.ts';

const ROUNDS = 5;
/** For each page and round; 100 offers and 100 withdrawals in all. */
const OFFERS = 20;
const WATCHED_OFFERS = 20;
const CUSTOMER = 'Ada Nkemelu';
const KINDS: readonly PageKind[] = ['raw', 'by-hand', 'desk', 'desk-still'];

type Samples = ReadonlyMap<PageKind, Sample[]>;

export async function measurePopover(): Promise<Section> {
  const cdn = await bundleForPage('src/define.ts');
  const readable = await bundleForProfile('src/define.ts');
  const server = await DeskServer.start(resources(cdn, readable));
  const args = ['--autoplay-policy=no-user-gesture-required', '--mute-audio'];
  const browser = await chromium.launch({executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium', args});
  try {
    return await measureIn(browser, server);
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function measureIn(browser: Browser, server: DeskServer): Promise<Section> {
  const samples: Samples = new Map(KINDS.map((kind) => [kind, []]));
  const smooth = new Map<PageKind, Smoothness>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = round % 2 === 0 ? KINDS : KINDS.toReversed();
    for (const kind of order) {
      await onPage(kind, server, browser, async (page) => {
        samples.get(kind)?.push(await page.measure(OFFERS));
        if (round === 0 && (kind === 'raw' || kind === 'desk')) smooth.set(kind, await page.watch(WATCHED_OFFERS));
      });
    }
  }
  const profile = await onPage('desk-profile', server, browser, (page) => page.profile(WATCHED_OFFERS));
  const where = whereTimeGoes(profile);
  return {
    title: 'Hub event → painted popover: main-thread CPU per event',
    figures: [...cpuFigures(samples), ...partFigures(samples), ...smoothFigures(smooth)],
    notes: [sharesText('By place', where.byPlace), sharesText('Functions with what they call', where.totalByFunction)],
    details: {samples: Object.fromEntries(samples), smooth: Object.fromEntries(smooth), profile: where},
  };
}

/** Each page is alone while it is measured, and warmed up with offers that are not counted. */
async function onPage<T>(
  kind: PageKind,
  server: DeskServer,
  browser: Browser,
  act: (page: BenchPage) => Promise<T>,
): Promise<T> {
  const page = await BenchPage.open(kind, server, browser);
  try {
    await (kind === 'raw' ? page.measure(4) : page.proveCard(CUSTOMER));
    return await act(page);
  } finally {
    await page.close();
    await server.quiet();
  }
}

function cpuFigures(samples: Samples): readonly Figure[] {
  const floor = tasks(samples, 'raw');
  const desk = inTurns('desk, beside one text node', 'µs', tasks(samples, 'desk'), floor);
  return [
    {...desk, aim: {of: 'ratio', atMost: 2}},
    inTurns('desk with reduced motion, beside one text node', 'µs', tasks(samples, 'desk-still'), floor),
    inTurns('the same card by hand, beside one text node', 'µs', tasks(samples, 'by-hand'), floor),
    inTurns('desk, beside the same card by hand', 'µs', tasks(samples, 'desk'), tasks(samples, 'by-hand')),
  ];
}

function partFigures(samples: Samples): readonly Figure[] {
  const parts = ['script', 'style', 'layout'] as const;
  return parts.map((part) => {
    const of = (kind: PageKind) => samplesOf(samples, kind).map((sample) => sample[part]);
    return inTurns(`of which ${part}: desk, beside the card by hand`, 'µs', of('desk'), of('by-hand'));
  });
}

function tasks(samples: Samples, kind: PageKind): readonly number[] {
  return samplesOf(samples, kind).map(({task}) => task);
}

function samplesOf(samples: Samples, kind: PageKind): readonly Sample[] {
  const found = samples.get(kind) ?? [];
  if (found.length !== ROUNDS) throw new Error(`The ${kind} page was measured ${found.length} times, not ${ROUNDS}.`);
  return found;
}

function smoothFigures(smooth: ReadonlyMap<PageKind, Smoothness>): readonly Figure[] {
  const desk = smooth.get('desk');
  const raw = smooth.get('raw');
  if (desk === undefined || raw === undefined) throw new Error('The frames were not watched.');
  return [
    {name: 'tasks over 50 ms', value: desk.longTasks, unit: '', floor: raw.longTasks, aim: {of: 'value', atMost: 0}},
    {
      name: `frames missed of ${desk.frames}`,
      value: desk.missedFrames,
      unit: '',
      floor: raw.missedFrames,
      aim: {of: 'value', atMost: 0},
    },
  ];
}

function sharesText(title: string, shares: Shares): string {
  const perEvent = (microseconds: number) => Math.round(microseconds / (WATCHED_OFFERS * 2));
  return `${title}, µs per event by the profiler’s clock: ${shares.map(([name, spent]) => `${name} ${perEvent(spent)}`).join(', ')}.`;
}

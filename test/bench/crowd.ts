/** A desk with far more than anybody has: two hundred requests at once, a thousand tasks, a thousand that come and go. */
import {type Browser, chromium} from 'playwright-core';
import type {HubEventBody} from '../../src/api/wire/events.ts';
import {connectedContact, missedContact, ringing, wrapUpContact} from '../support/component-contacts.ts';
import {bundleForPage} from './bundle.ts';
import {type Alive, CrowdPage, type Watched} from './crowd-page.ts';
import {DeskServer} from './desk-server.ts';
import {type Figure, type Section, median, spreadOf} from './figures.ts';
import {resources} from './popover-pages.ts';

const ROUNDS = 2;
const REQUESTS = 200;
const TASKS = 1_000;
/** As many in one message as the hub sends after a gap. */
const BATCH = 25;
const COME_AND_GO = 1_000;
const SAMPLE_EVERY = 100;
/** The first contacts pay for code that is compiled and caches that are filled. */
const SETTLED_AFTER = 300;

export async function measureCrowd(): Promise<Section> {
  const cdn = await bundleForPage('src/define.ts');
  const server = await DeskServer.start(resources(cdn, cdn));
  const browser = await launch([]);
  // Compiled code is kept in the same heap and grows for a long time: without a compiler what is kept is the desk's.
  const plain = await launch(['--js-flags=--no-opt --no-sparkplug --no-maglev']);
  try {
    const requests = await inRounds(server, browser, watchRequests);
    const single = await inRounds(server, browser, watchRequestsOneByOne);
    const work = await inRounds(server, browser, async (page) => ({
      tasks: await page.watch(() => takeTasks(page)),
      scrolling: await page.watch(() => page.scrollThrough(`Customer ${TASKS - 1}`)),
    }));
    const tasks = work.map((each) => each.tasks);
    const scrolling = work.map((each) => each.scrolling);
    const heap = await withPage(server, plain, sampleHeap);
    return {
      title: 'A crowd: panel and popover on one page',
      figures: [
        ...longTasks(`${REQUESTS} requests in one message`, requests),
        ...longTasks(`${REQUESTS} requests, a message each`, single),
        ...longTasks(`${TASKS} tasks, ${BATCH} a message`, tasks),
        ...longTasks(`scrolling through ${TASKS} tasks`, scrolling),
        ...heapFigures(heap),
      ],
      details: {requests, single, tasks, scrolling, heap},
    };
  } finally {
    await Promise.all([browser.close(), plain.close()]);
    await server.stop();
  }
}

function launch(args: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: ['--autoplay-policy=no-user-gesture-required', '--mute-audio', ...args],
  });
}

async function withPage<T>(server: DeskServer, browser: Browser, act: (page: CrowdPage) => Promise<T>): Promise<T> {
  const page = await CrowdPage.open(server, browser);
  try {
    return await act(page);
  } finally {
    await page.close();
    await server.quiet();
  }
}

async function inRounds<T>(
  server: DeskServer,
  browser: Browser,
  act: (page: CrowdPage) => Promise<T>,
): Promise<readonly T[]> {
  const watched: T[] = [];
  for (let round = 0; round < ROUNDS; round += 1) watched.push(await withPage(server, browser, act));
  return watched;
}

function offered(count: number, from = 0): readonly HubEventBody[] {
  const now = Date.now();
  return Array.from({length: count}, (_unused, at) => {
    const {offer, contact} = ringing({
      id: `request-${from + at}`,
      name: `Customer ${from + at}`,
      channel: at === 0 ? 'voice' : 'chat',
      offeredAt: now + at,
      since: now - 20_000,
    });
    return {type: 'ContactOffered', offer: {...offer, expiresAt: now + 60_000}, contact};
  });
}

function watchRequests(page: CrowdPage): Promise<Watched> {
  return page.watch(async () => {
    page.tell(offered(REQUESTS));
    await page.waitForText('[part="range"]', `1–5 of ${REQUESTS}`);
  });
}

function watchRequestsOneByOne(page: CrowdPage): Promise<Watched> {
  return page.watch(async () => {
    for (const each of offered(REQUESTS)) page.tell([each]);
    await page.waitForText('[part="range"]', `1–5 of ${REQUESTS}`);
  });
}

async function takeTasks(page: CrowdPage): Promise<void> {
  const all = Array.from({length: TASKS}, (_unused, at): HubEventBody => {
    const options = {id: `task-${at}`, name: `Customer ${at}`, channel: 'email', subject: 'Re: contract'} as const;
    return {type: 'ContactConnected', contact: connectedContact(options, Date.now() - 60_000)};
  });
  for (let at = 0; at < TASKS; at += BATCH) page.tell(all.slice(at, at + BATCH));
  await page.waitForText('.tasks-count', `${TASKS}`);
}

/** Each rings, is answered, ends, is wrapped up and is gone; every tenth is missed instead, and put away. */
async function sampleHeap(page: CrowdPage): Promise<readonly Alive[]> {
  const samples: Alive[] = [];
  for (let at = 0; at < COME_AND_GO; at += 1) {
    page.tell(lifeOf(at));
    if ((at + 1) % 10 === 0) await page.painted();
    if ((at + 1) % SAMPLE_EVERY === 0) samples.push(await page.alive());
  }
  return samples;
}

function lifeOf(at: number): readonly HubEventBody[] {
  const id = `life-${at}`;
  const now = Date.now();
  const {offer, contact} = ringing({
    id,
    offerId: `offer-${at}`,
    name: `Customer ${at}`,
    channel: 'chat',
    offeredAt: now,
  });
  if (at % 10 === 9) {
    const missed = missedContact({offerId: offer.id, contactId: id, channel: 'chat', minutesAgo: 0});
    return [
      {type: 'ContactOffered', offer, contact},
      {type: 'OfferNoAnswer', offer: {...offer, status: 'no-answer'}},
      {type: 'ContactMissed', missed},
      {type: 'MissedDismissed', offerIds: [offer.id]},
    ];
  }
  const options = {id, name: `Customer ${at}`, channel: 'chat'} as const;
  return [
    {type: 'ContactOffered', offer, contact},
    {type: 'OfferAccepted', offer: {...offer, status: 'accepted'}, deskId: null},
    {type: 'ContactConnected', contact: connectedContact(options, now - 1_000)},
    {type: 'ContactEnded', contact: wrapUpContact(options)},
    {type: 'ContactReleased', contactId: id},
  ];
}

function longTasks(name: string, rounds: readonly Watched[]): readonly Figure[] {
  const counts = rounds.map(({longTasks: count}) => count);
  const longest = rounds.map(({longestCpuMs}) => longestCpuMs);
  const wall = rounds.map(({longestWallMs}) => longestWallMs);
  return [
    {
      name: `${name}: tasks over 50 ms of CPU`,
      value: median(counts),
      unit: '',
      spread: spreadOf(counts),
      aim: {of: 'value', atMost: 0},
    },
    {name: '… longest task, CPU', value: median(longest), unit: 'ms', spread: spreadOf(longest)},
    {name: '… longest task, on the wall', value: median(wall), unit: 'ms', spread: spreadOf(wall)},
  ];
}

function heapFigures(samples: readonly Alive[]): readonly Figure[] {
  const settled = samples.slice(SETTLED_AFTER / SAMPLE_EVERY);
  const [first, last] = [settled[0], settled.at(-1)];
  if (first === undefined || last === undefined) throw new Error('The heap was not sampled.');
  const kept = (name: string, unit: string, values: readonly number[], atMost: number): Figure => ({
    name: `${name} kept for each of ${COME_AND_GO} contacts that came and went`,
    value: slopeOf(values) / SAMPLE_EVERY,
    unit,
    aim: {of: 'value', atMost},
  });
  return [
    kept(
      'heap',
      'B',
      settled.map(({bytes}) => bytes),
      200,
    ),
    kept(
      'nodes',
      '',
      settled.map(({nodes}) => nodes),
      0.05,
    ),
    kept(
      'listeners',
      '',
      settled.map(({listeners}) => listeners),
      0.05,
    ),
    {
      name: '… heap after them, beside the heap after the first 400',
      value: last.bytes / 1e6,
      unit: 'MB',
      floor: first.bytes / 1e6,
    },
  ];
}

/** Least squares: bytes from one sample to the next. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const along = values.reduce((sum, each, at) => sum + (at - middle) * (each - mean), 0);
  return along / values.reduce((sum, _each, at) => sum + (at - middle) ** 2, 0);
}

/** A customer's call arrives at a hub with a thousand desks: until the popover of the next agent is painted. */
import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import type {AddressInfo} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import pg from 'pg';
import {type Browser, chromium} from 'playwright-core';
import {startEngine} from '../../hub/store/engine/index.ts';
import type {PhoneState} from '../../src/api/wire/phone.ts';
import {type TestPhone, connectPhone} from '../support/desk-client.ts';
import {DeskPage} from '../support/desk-page.ts';
import {BILLING_LINE} from '../support/test-hub.ts';
import {ArrivalPage} from './arrival-page.ts';
import {type Arrival, type Measured, arrivalSection} from './arrival-figures.ts';
import type {Stamp} from './arrival-stamps.ts';
import {ArrivalSite} from './arrival-site.ts';
import type {Section} from './figures.ts';
import {WebSocket} from './hub-ws.ts';
import {Crowd} from './storm-crowd.ts';
import {RealHub} from './storm-hub.ts';
import {MIXED, peopleOf} from './storm-people.ts';
import {monotonicMs} from './storm-wire.ts';

const DESKS = 1_000;
/** A hub that has just started is slower for what it has not compiled yet. */
const WARM_UP = 40;
const ARRIVALS = 60;
const SIGN_IN_LIMIT_MS = 120_000;
const STEP_LIMIT_MS = 15_000;
const IDLE_MS = 5_000;
const FLOOR = fileURLToPath(new URL('./arrival-floor.ts', import.meta.url));
const AGENT = 'next-agent';

export async function measureArrival(): Promise<Section> {
  const args = ['--autoplay-policy=no-user-gesture-required', '--mute-audio'];
  const browser = await chromium.launch({executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium', args});
  const site = await ArrivalSite.start();
  const hub = await RealHub.start(site.origin, new URL('./arrival-stamps.ts', import.meta.url)).catch(
    async (error: unknown) => {
      await Promise.all([browser.close(), site.stop()]);
      throw error;
    },
  );
  try {
    return await measureAt(hub, site, browser);
  } finally {
    await Promise.all([browser.close(), hub.stop(), site.stop()]);
  }
}

async function measureAt(hub: RealHub, site: ArrivalSite, browser: Browser): Promise<Section> {
  const {connection} = await startEngine({
    dataDir: hub.dataDir,
    logger: {info: () => undefined, warn: () => undefined},
  });
  const db = new pg.Client(connection);
  await db.connect();
  const crowd = new Crowd();
  const phone = await connectPhone({url: hub.url}, '+12015550177');
  const page = await ArrivalPage.open(
    browser,
    site.page(hub.url, await hub.issuer.token(AGENT, {name: 'Mira Kovács'})),
  );
  try {
    // The first to be free, and free all the time: always the one who has been idle longest.
    await new DeskPage(page.page).choosePresence('Available');
    const calls = {hub, page, phone, db};
    const alone = await measured(hub, (count) => callsInTurn(calls, count));
    crowd.connect('hub', hub.url, await peopleOf(hub.issuer, DESKS - 1, MIXED));
    const {met, tally} = await crowd.until(({connected}) => connected === crowd.size, SIGN_IN_LIMIT_MS);
    if (!met) throw new Error(`Only ${tally.connected} desks signed in: ${JSON.stringify(tally.failed)}.`);
    await crowd.choose();
    // So many who sign in at once can cost the page its connection; it comes back, with its place.
    await untilIdle(db);
    const among = await measured(hub, (count) => callsInTurn(calls, count));
    const {offered} = await crowd.tally();
    if (offered > 0) throw new Error(`${offered} calls went to other desks.`);
    await page.close();
    const floor = await measureFloor(connection, browser);
    return arrivalSection({desks: DESKS, among, alone, floor});
  } finally {
    await phone.stop();
    await crowd.stop();
    await db.end();
  }
}

/** The arrivals, and what the hub's processes spent on them beyond what they spend while nothing arrives. */
async function measured(hub: RealHub, act: (count: number) => Promise<readonly Arrival[]>): Promise<Measured> {
  await act(WARM_UP);
  const start = await hub.costs();
  await pause(IDLE_MS);
  const idle = await hub.costs();
  const startedAt = performance.now();
  const arrivals = await act(ARRIVALS);
  const seconds = (performance.now() - startedAt) / 1_000;
  const end = await hub.costs();
  const net = (of: 'hub' | 'postgres'): number => {
    const idlePerS = (idle[of] - start[of]) / (IDLE_MS / 1_000);
    return ((end[of] - idle[of] - idlePerS * seconds) * 1_000) / ARRIVALS;
  };
  const idleMsPerS = ((idle.hub - start.hub) * 1_000) / (IDLE_MS / 1_000);
  const idlePostgresMsPerS = ((idle.postgres - start.postgres) * 1_000) / (IDLE_MS / 1_000);
  return {arrivals, hubMs: net('hub'), postgresMs: net('postgres'), idleMsPerS, idlePostgresMsPerS};
}

type Calls = {readonly hub: RealHub; readonly page: ArrivalPage; readonly phone: TestPhone; readonly db: pg.Client};

let calls = 0;

/** One after another: the caller hangs up when the card is seen, and the agent is next again. */
async function callsInTurn({hub, page, phone, db}: Calls, count: number): Promise<readonly Arrival[]> {
  const arrivals: Arrival[] = [];
  for (let at = 0; at < count; at += 1) {
    calls += 1;
    const from = phone.states.all.length;
    const name = `Caller ${calls} of the bench`;
    // Not in step with whatever happens once a second, nor with the screen.
    await pause(20 + Math.random() * 60);
    arrivals.push(
      await stamped(hub.child, page, name, async () => {
        const {status} = await phone.client.send('PlaceCall', {to: BILLING_LINE, name, data: {reason: 'Invoice 2231'}});
        if (status !== 'done') throw new Error('The call was refused.');
      }),
    );
    const {call} = await phone.states.find('the call', isOpen, from);
    await phone.client.send('HangUpCall', {callId: call?.callId ?? ''});
    await inTime(page.gone(name), () => `The card of ${name} did not go.`);
    await untilIdle(db);
  }
  return arrivals;
}

function isOpen({call}: PhoneState): boolean {
  return call !== null && call.status !== 'ended';
}

const IS_IDLE = 'select 1 from idle_agent join agent on agent.id = idle_agent.agent_id where agent.subject = $1';

async function untilIdle(db: pg.Client): Promise<void> {
  const giveUpAt = performance.now() + STEP_LIMIT_MS;
  while ((await db.query(IS_IDLE, [AGENT])).rowCount === 0) {
    if (performance.now() > giveUpAt) throw new Error('The agent is not free again.');
    await pause(20);
  }
}

async function measureFloor(connection: pg.ClientConfig, browser: Browser): Promise<readonly Arrival[]> {
  const server = fork(FLOOR, [], {execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc']});
  const ready = once(server, 'message', {signal: AbortSignal.timeout(STEP_LIMIT_MS)});
  server.send({...connection});
  try {
    const [address]: AddressInfo[] = await ready;
    if (address === undefined) throw new Error('The floor has no port.');
    const {port} = address;
    const page = await ArrivalPage.open(browser, `http://127.0.0.1:${port}/`);
    await page.page.waitForFunction(() => document.title === 'open');
    const sender = new WebSocket(`ws://127.0.0.1:${port}/sender`, {perMessageDeflate: false});
    await once(sender, 'open');
    const arrivals: Arrival[] = [];
    for (let at = 0; at < WARM_UP + ARRIVALS; at += 1) {
      const name = `Caller ${at} of the floor`;
      await pause(20 + Math.random() * 60);
      const arrival = await stamped(server, page, name, async () => sender.send(name));
      if (at >= WARM_UP) arrivals.push(arrival);
    }
    await page.close();
    return arrivals;
  } finally {
    server.kill('SIGKILL');
  }
}

async function stamped(
  server: ChildProcess,
  page: ArrivalPage,
  name: string,
  place: () => Promise<void>,
): Promise<Arrival> {
  const heard = new Map<Stamp['stamp'], number>();
  const {promise: both, resolve} = Promise.withResolvers<void>();
  const hear = ({stamp, at}: Stamp): void => {
    if (!heard.has(stamp)) heard.set(stamp, at);
    if (heard.size === 2) resolve();
  };
  server.on('message', hear);
  try {
    const seen = page.seen(name);
    const placedAt = monotonicMs();
    const [{receivedAt, paintedAt}] = await inTime(
      Promise.all([seen, place(), both]),
      () => `${name} was not seen; heard from the server: ${[...heard.keys()].join(', ')}.`,
    );
    return {
      placedAt,
      commitAt: heard.get('commit') ?? Number.NaN,
      sentAt: heard.get('sent') ?? Number.NaN,
      receivedAt,
      paintedAt,
    };
  } finally {
    server.off('message', hear);
  }
}

async function inTime<T>(work: Promise<T>, otherwise: () => string): Promise<T> {
  const {promise: late, reject} = Promise.withResolvers<never>();
  const limit = setTimeout(() => reject(new Error(otherwise())), STEP_LIMIT_MS);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(limit);
  }
}

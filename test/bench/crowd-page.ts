/** The page of the crowd section: a panel and a popover on a session of its own. */
import type {Browser, BrowserContext, CDPSession, Page} from 'playwright-core';
import type {HubEventBody} from '../../src/api/wire/events.ts';
import type {DeskServer} from './desk-server.ts';
import {CROWD_PATH} from './popover-pages.ts';

/**
 * Tasks that took more than 50 ms of the main thread's own time, and the longest one: by the thread's clock, and by the
 * one on the wall, which counts what other programs do to this machine.
 */
export type Watched = {readonly longTasks: number; readonly longestCpuMs: number; readonly longestWallMs: number};

/** Bytes of V8's heap, nodes of the page and listeners on them. */
export type Alive = {readonly bytes: number; readonly nodes: number; readonly listeners: number};

const LONG_MS = 50;

const READY_LIMIT_MS = 20_000;
/** Scrolled by this much a frame, as by a wheel that is turned fast. */
const STEP_PX = 400;

export class CrowdPage {
  readonly #server: DeskServer;
  readonly #browser: Browser;
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #cdp: CDPSession;

  private constructor(server: DeskServer, browser: Browser, context: BrowserContext, page: Page, cdp: CDPSession) {
    this.#server = server;
    this.#browser = browser;
    this.#context = context;
    this.#page = page;
    this.#cdp = cdp;
  }

  static async open(server: DeskServer, browser: Browser): Promise<CrowdPage> {
    const context = await browser.newContext({viewport: {width: 1_280, height: 800}});
    const page = await context.newPage();
    await page.goto(`${server.origin}${CROWD_PATH}`);
    await page.getByText('No contact right now').waitFor({timeout: READY_LIMIT_MS});
    const cdp = await context.newCDPSession(page);
    return new CrowdPage(server, browser, context, page, cdp);
  }

  tell(bodies: readonly HubEventBody[]): void {
    this.#server.tellAll(bodies);
  }

  /** Traces the tasks while `act` runs and until all of it is painted. */
  async watch(act: () => Promise<void>): Promise<Watched> {
    await this.#browser.startTracing(this.#page, {categories: ['toplevel']});
    await act();
    await this.painted();
    return tasksOf(await this.#browser.stopTracing());
  }

  async waitForText(selector: string, text: string): Promise<void> {
    await this.#page.locator(selector).filter({hasText: text}).first().waitFor({timeout: READY_LIMIT_MS});
  }

  /** Asked of the browser directly: Playwright's own evaluation keeps a listener in the page for each call. */
  async painted(): Promise<void> {
    const expression = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(0))))';
    await this.#cdp.send('Runtime.evaluate', {expression, awaitPromise: true, returnByValue: true});
  }

  /** Frame by frame to the end of the list, where the last entry has to be. */
  async scrollThrough(last: string): Promise<void> {
    await this.#page.evaluate(scrollDown, STEP_PX);
    await this.#page.getByText(last, {exact: true}).first().waitFor({timeout: READY_LIMIT_MS});
  }

  /** What is alive after all garbage is gone. */
  async alive(): Promise<Alive> {
    for (let times = 0; times < 3; times += 1) await this.#cdp.send('HeapProfiler.collectGarbage');
    const {usedSize} = await this.#cdp.send('Runtime.getHeapUsage');
    const {nodes, jsEventListeners} = await this.#cdp.send('Memory.getDOMCounters');
    return {bytes: usedSize, nodes, listeners: jsEventListeners};
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

/** What is used of an event of Chromium's trace. Durations are microseconds: `dur` on the wall, `tdur` of the thread. */
type TraceEvent = {
  readonly name: string;
  readonly tid: number;
  readonly pid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: {readonly name?: string};
};

/** The tasks of the pages' main threads. */
function tasksOf(trace: Buffer): Watched {
  const {traceEvents}: {readonly traceEvents: readonly TraceEvent[]} = JSON.parse(trace.toString());
  const threads = new Set(
    traceEvents
      .filter(({name, args}) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({pid, tid}) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({name, dur, pid, tid}) =>
      name === 'ThreadControllerImpl::RunTask' && dur !== undefined && threads.has(`${pid} ${tid}`),
  );
  if (tasks.length === 0) throw new Error('The trace has no task of a page.');
  // The shortest have no time of their own; a long one always has.
  const cpu = tasks.map(({dur = 0, tdur = dur}) => tdur / 1_000);
  const wall = tasks.map(({dur}) => (dur ?? 0) / 1_000);
  return {
    longTasks: cpu.filter((each) => each > LONG_MS).length,
    longestCpuMs: Math.max(...cpu),
    longestWallMs: Math.max(...wall),
  };
}

/** Runs in the page: scrolls until nothing moves any more. */
async function scrollDown(step: number): Promise<void> {
  const scroller = document.scrollingElement ?? document.documentElement;
  for (let still = 0, before = -1; still < 5;) {
    scroller.scrollTop += step;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    still = scroller.scrollTop === before ? still + 1 : 0;
    before = scroller.scrollTop;
  }
}

/** One page of the popover section: plays offers to it and reads what its main thread spent. */
import type {Browser, BrowserContext, CDPSession, Page} from 'playwright-core';
import type {DeskServer} from './desk-server.ts';
import {PATHS, type PageKind} from './popover-pages.ts';

/** Main-thread CPU, in microseconds for one event. */
export type Sample = {readonly task: number; readonly script: number; readonly style: number; readonly layout: number};

/** What the eye sees: how many frames came late, and tasks that held the thread for more than 50 ms. */
export type Smoothness = {
  readonly missedFrames: number;
  readonly frames: number;
  readonly longTasks: number;
  readonly longestTaskMs: number;
};

declare global {
  var __bench: {events: number};
}

const READY_LIMIT_MS = 15_000;

/** A page in a browser context, and so in a renderer process, of its own. */
export class BenchPage {
  readonly kind: PageKind;
  readonly #server: DeskServer;
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #cdp: CDPSession;

  private constructor(kind: PageKind, server: DeskServer, context: BrowserContext, page: Page, cdp: CDPSession) {
    this.kind = kind;
    this.#server = server;
    this.#context = context;
    this.#page = page;
    this.#cdp = cdp;
  }

  static async open(kind: PageKind, server: DeskServer, browser: Browser): Promise<BenchPage> {
    const before = server.listeners(wireOf(kind));
    const reducedMotion = kind === 'desk-still' ? 'reduce' : 'no-preference';
    const context = await browser.newContext({viewport: {width: 1_280, height: 800}, reducedMotion});
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(`${server.origin}${PATHS[kind]}`);
    const giveUpAt = performance.now() + READY_LIMIT_MS;
    while (server.listeners(wireOf(kind)) === before) {
      if (performance.now() > giveUpAt) throw new Error(`The ${kind} page did not connect. ${problems.join('; ')}`);
      await page.waitForTimeout(20);
    }
    const cdp = await context.newCDPSession(page);
    // By the clock of the thread: what other programs do to this machine is not counted.
    await cdp.send('Performance.enable', {timeDomain: 'threadTicks'});
    return new BenchPage(kind, server, context, page, cdp);
  }

  /** Plays offers and gives the CPU time of the page's main thread for one event. */
  async measure(offers: number): Promise<Sample> {
    await this.#painted();
    const before = await this.#metrics();
    await this.#play(offers);
    await this.#painted();
    const after = await this.#metrics();
    const perEvent = (name: string): number =>
      (((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1_000_000) / (offers * 2);
    return {
      task: perEvent('TaskDuration'),
      script: perEvent('ScriptDuration'),
      style: perEvent('RecalcStyleDuration'),
      layout: perEvent('LayoutDuration'),
    };
  }

  /** Plays offers while the page watches its own frames; a run of its own, since watching costs time too. */
  async watch(offers: number): Promise<Smoothness> {
    const watching = await this.#page.evaluateHandle(watchFrames);
    await this.#play(offers);
    const seen = await watching.evaluate((watch) => watch.end());
    if (seen.frames === 0) throw new Error(`The ${this.kind} page drew no frame.`);
    return seen;
  }

  /** Plays offers under the profiler. */
  async profile(offers: number) {
    await this.#cdp.send('Profiler.enable');
    await this.#cdp.send('Profiler.setSamplingInterval', {interval: 100});
    await this.#cdp.send('Profiler.start');
    await this.#play(offers);
    const {profile} = await this.#cdp.send('Profiler.stop');
    return profile;
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  /** A page that was told less than was sent, or shows no card, was not measured at all. */
  async #play(offers: number): Promise<void> {
    const before = await this.#page.evaluate(() => __bench.events);
    await this.#server.play(wireOf(this.kind), offers);
    const told = (await this.#page.evaluate(() => __bench.events)) - before;
    if (told !== offers * 2) throw new Error(`The ${this.kind} page took ${told} of ${offers * 2} events.`);
  }

  async #painted(): Promise<void> {
    await this.#page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))),
    );
  }

  async #metrics(): Promise<ReadonlyMap<string, number>> {
    const {metrics} = await this.#cdp.send('Performance.getMetrics');
    return new Map(metrics.map(({name, value}) => [name, value]));
  }

  /** Waits until a card is in sight while offers are played: the proof that this page paints them. */
  async proveCard(name: string): Promise<void> {
    const seen = this.#page.getByText(name, {exact: true}).first().waitFor({state: 'visible', timeout: 5_000});
    await Promise.all([seen, this.#play(4)]);
  }
}

function wireOf(kind: PageKind): 'signalr' | 'raw' {
  return kind === 'raw' || kind === 'by-hand' ? 'raw' : 'signalr';
}

/** Runs in the page. Must not use anything outside itself. */
function watchFrames(): {end(): Smoothness} {
  const times: number[] = [];
  const tasks: number[] = [];
  const take = (entries: PerformanceEntryList) => tasks.push(...entries.map(({duration}) => duration));
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({type: 'longtask'});
  let request = requestAnimationFrame(function next(time) {
    times.push(time);
    request = requestAnimationFrame(next);
  });
  return {
    end() {
      cancelAnimationFrame(request);
      take(observer.takeRecords());
      observer.disconnect();
      const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time));
      const frameMs = 1_000 / 60;
      const missedFrames = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / frameMs) - 1), 0);
      return {missedFrames, frames: times.length, longTasks: tasks.length, longestTaskMs: Math.max(0, ...tasks)};
    },
  };
}

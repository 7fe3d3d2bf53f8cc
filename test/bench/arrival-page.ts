/** The page of the arrival section, and its clock beside that of every other process of this machine. */
import type {Browser, BrowserContext, Page} from 'playwright-core';
import {monotonicMs} from './storm-wire.ts';

/** CLOCK_MONOTONIC, milliseconds. */
export type Seen = {readonly receivedAt: number; readonly paintedAt: number};

declare global {
  var __arrivals: {
    /** By the page's own clock: when the message that names this customer came in, and when they were drawn. */
    seen(name: string): Promise<Seen>;
    gone(name: string): Promise<void>;
  };
}

export class ArrivalPage {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #startedAt: number;

  private constructor(page: Page, context: BrowserContext, startedAt: number) {
    this.page = page;
    this.#context = context;
    this.#startedAt = startedAt;
  }

  static async open(browser: Browser, url: string): Promise<ArrivalPage> {
    const context = await browser.newContext({viewport: {width: 1_280, height: 800}});
    const page = await context.newPage();
    await page.addInitScript(watchArrivals);
    await page.goto(url);
    return new ArrivalPage(page, context, await startOf(page));
  }

  async seen(name: string): Promise<Seen> {
    const {receivedAt, paintedAt} = await this.page.evaluate((customer) => __arrivals.seen(customer), name);
    return {receivedAt: this.#startedAt + receivedAt, paintedAt: this.#startedAt + paintedAt};
  }

  async gone(name: string): Promise<void> {
    await this.page.evaluate((customer) => __arrivals.gone(customer), name);
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

/**
 * The moment of the page's zero on CLOCK_MONOTONIC, by which Chromium on Linux counts as Node does. Proved: the
 * browser's present lies between two moments of ours.
 */
async function startOf(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const before = monotonicMs();
  const {metrics} = await cdp.send('Performance.getMetrics');
  const after = monotonicMs();
  await cdp.send('Performance.disable');
  await cdp.detach();
  const of = (wanted: string): number => (metrics.find(({name}) => name === wanted)?.value ?? Number.NaN) * 1_000;
  const now = of('Timestamp');
  if (!(before <= now && now <= after)) throw new Error(`The browser has another clock: ${before}, ${now}, ${after}.`);
  return of('NavigationStart');
}

/** Runs in the page before anything else. Must not use anything outside itself. */
function watchArrivals(): void {
  const received: {text: string; at: number}[] = [];
  const shown = (root: Document | ShadowRoot, name: string): boolean => {
    if (root instanceof Document && root.getElementById('text')?.textContent === name) return true;
    const cards = root.querySelector('cordboard-popover')?.shadowRoot?.querySelectorAll('cordboard-offer-card') ?? [];
    return [...cards].some((card) => card.shadowRoot?.querySelector('[part~="name"]')?.textContent?.includes(name));
  };
  let wake: () => void = () => undefined;
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      // Before whoever made it listens: the time is that of the message, not of what is made of it.
      this.addEventListener('message', ({data}) => {
        const at = performance.now();
        if (typeof data !== 'string' || !data.includes('"ContactOffered"')) return;
        received.push({text: data, at});
        wake();
      });
    }
  };
  const frame = (): Promise<number> =>
    new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
  globalThis.__arrivals = {
    async seen(name) {
      for (;;) {
        const found = received.find(({text}) => text.includes(`"${name}"`));
        if (found !== undefined) {
          for (;;) {
            const paintedAt = await frame();
            if (shown(document, name)) return {receivedAt: found.at, paintedAt};
          }
        }
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    async gone(name) {
      while (shown(document, name)) await frame();
    },
  };
}

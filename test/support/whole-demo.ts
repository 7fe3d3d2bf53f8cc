import {chmod, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import pg from 'pg';
import type {BrowserContext, Page} from 'playwright-core';
import {takeFreePorts} from '../../demo/ports.ts';
import {type Demo, startDemo} from '../../demo/start-demo.ts';
import {startEngine} from '../../hub/store/engine/index.ts';
import {type ToneBrowser, launchToneBrowser} from './tones.ts';

export const AGENT_HZ = 440;
export const CUSTOMER_HZ = 1_000;

/** The demo as `npm start` runs it, on ports and in a folder of its own. */
export type WholeDemo = {
  readonly demo: Demo;
  readonly dataDir: string;
  /** In the hub's database, for what only time would bring. */
  query<Row extends pg.QueryResultRow>(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  stop(): Promise<void>;
};

export async function startWholeDemo(organisation?: string): Promise<WholeDemo> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cbe-'));
  await chmod(dataDir, 0o755);
  const demo = await startDemo({
    ports: await takeFreePorts(),
    dataDir,
    pagesDir: join(dataDir, 'pages'),
    hubEnv: {
      CORDBOARD_DATA: dataDir,
      CORDBOARD_MEDIA_LOOPBACK: '1',
      CORDBOARD_LOG_LEVEL: 'warn',
      ...(organisation === undefined ? {} : {CORDBOARD_ORGANISATION: organisation}),
    },
    say: () => undefined,
  });
  await demo.waitUntilReady();
  return {
    demo,
    dataDir,
    query: (statement, values = []) => queryHub(dataDir, statement, values),
    async stop() {
      await demo.stop();
      await rm(dataDir, {recursive: true, force: true, maxRetries: 10});
    },
  };
}

/** The database that the hub started is found by its folder, and left running. */
async function queryHub<Row extends pg.QueryResultRow>(
  dataDir: string,
  statement: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const {connection} = await startEngine({dataDir, logger: {info: () => undefined, warn: () => undefined}});
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query<Row>(statement, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** A person at a browser: pages with a microphone that is a tone, and what a page complained of. */
export type Person = {
  readonly browser: ToneBrowser;
  readonly complaints: string[];
  open(url: string): Promise<Page>;
  close(): Promise<void>;
};

export async function startPerson(hertz: number): Promise<Person> {
  const browser = await launchToneBrowser(hertz);
  const complaints: string[] = [];
  await prepare(browser.context);
  return {
    browser,
    complaints,
    async open(url) {
      const page = await browser.context.newPage();
      page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || /Content Security|Trusted/i.test(message.text()))
          complaints.push(message.text());
      });
      await page.goto(url);
      return page;
    },
    close: () => browser.close(),
  };
}

/** The browser's own processing takes a steady tone for noise: it is switched off where the page does not ask for it. */
async function prepare(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const media = navigator.mediaDevices;
    if (media === undefined) return;
    const ask = media.getUserMedia.bind(media);
    media.getUserMedia = (constraints) =>
      ask({...constraints, audio: {echoCancellation: false, noiseSuppression: false, autoGainControl: false}});
  });
}

/** Signs in through the real window of the demo's sign-in service. */
export async function signIn(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', {name: 'Sign in'});
  await button.waitFor();
  const popup = page.waitForEvent('popup');
  await button.click();
  await (await popup).getByRole('button', {name}).click();
}

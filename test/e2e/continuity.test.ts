import assert from 'node:assert/strict';
import {join} from 'node:path';
import {type TestContext, after, afterEach, before, describe, it} from 'node:test';
import type {CDPSession, Page} from 'playwright-core';
import {readRunRecord} from '../../hub/voice/run-record.ts';
import {DeskPage, type TwoPeople, bothTalk, call, hearsMusic, startTwoPeople} from '../support/desk-page.ts';
import {hearUntil, isSilence, isTone} from '../support/tones.ts';
import {type Person, signIn, startPerson} from '../support/whole-demo.ts';

const SECOND_COMPUTER_HZ = 700;

/** What a browser writes down by itself when a hub or a network is away. */
const EXPECTED =
  /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_INTERNET_DISCONNECTED|WebSocket|Failed to fetch|status of 503/;

/** One call that lives through everything: nobody hangs up until the last test. */
describe('a call that nothing ends', () => {
  let two: TwoPeople;
  let desk: DeskPage;
  let deskPage: Page;
  let phone: Page;
  let laptop: Person | undefined;

  before(async () => {
    two = await startTwoPeople();
    ({desk, deskPage, phone} = two);
    await call(phone);
    await desk.answer();
    await bothTalk(deskPage, phone);
  });

  after(async () => {
    await laptop?.close();
    await two?.stop();
  });

  afterEach(() => {
    assert.deepEqual(two.complaints(EXPECTED), []);
  });

  async function mediaPid(): Promise<number> {
    const record = await readRunRecord(join(two.whole.dataDir, 'run'));
    assert.ok(record !== null);
    return record.pid;
  }

  async function hold(): Promise<void> {
    await desk.press('Hold');
    await desk.text('Customer hears music').waitFor();
    await heldBothWays(deskPage, phone);
  }

  async function resume(): Promise<void> {
    await desk.press('Resume');
    await bothTalk(deskPage, phone);
  }

  it('[NL-8] a reload in mid-call: both hear each other again', async (test) => {
    const back = timer(test, 'reload');
    await deskPage.reload();
    await bothTalk(deskPage, phone);
    back();
  });

  it('[NL-18] the last page of the agent is closed: the customer hears music, and opened again they talk', async (test) => {
    const music = timer(test, 'page closed');
    await deskPage.close();
    await hearsMusic(phone);
    music();
    deskPage = await two.openDesk('Anna Kowalska');
    desk = new DeskPage(deskPage);
    await bothTalk(deskPage, phone);
  });

  it('[NL-18] the agent goes to another page and comes back: music meanwhile, then the call again', async (test) => {
    const music = timer(test, 'page left');
    await deskPage.goto('about:blank');
    await hearsMusic(phone);
    music();
    await deskPage.goBack();
    await bothTalk(deskPage, phone);
  });

  it('[NL-4] the renderer of the page with the sound crashes: another tab has it', async (test) => {
    const secondPage = await two.openDesk('Anna Kowalska');
    const second = new DeskPage(secondPage);
    await second.button('Bring it here').click();
    await bothTalk(secondPage, phone);
    await desk.text('Your sound is on another page').waitFor();
    const crashed = secondPage.waitForEvent('crash');
    void secondPage.goto('chrome://crash').catch(() => undefined);
    await crashed;
    const back = timer(test, 'crash of the tab');
    await bothTalk(deskPage, phone);
    back();
    await secondPage.close();
  });

  it('[NL-3] a second computer fetches the sound, and the first gets it back', async (test) => {
    laptop = await startPerson(SECOND_COMPUTER_HZ);
    const laptopPage = await laptop.open(two.whole.demo.urls.desk);
    await signIn(laptopPage, 'Anna Kowalska');
    const there = new DeskPage(laptopPage);
    await there.text('Your sound is on another page').waitFor();
    await bothTalk(deskPage, phone);
    await there.button('Bring it here').click();
    const moved = timer(test, 'to the second computer');
    await hearUntil(phone, isTone(SECOND_COMPUTER_HZ));
    moved();
    await desk.text('Your sound is on another page').waitFor();
    await desk.button('Bring it here').click();
    const back = timer(test, 'and back');
    await bothTalk(deskPage, phone);
    back();
    await there.text('Your sound is on another page').waitFor();
    await laptop.close();
    await bothTalk(deskPage, phone);
  });

  /** Until another process carries the sound. What the desk says meanwhile may be over before anybody can read it. */
  async function replaced(pid: number): Promise<void> {
    while ((await mediaPid()) === pid) await new Promise((resolve) => setImmediate(resolve));
  }

  it('[NL-14] [NL-15] the media process is killed while the customer is on hold: hold stays, and resume is heard', async (test) => {
    await hold();
    const killed = await mediaPid();
    process.kill(killed, 'SIGKILL');
    const back = timer(test, 'media process killed');
    await replaced(killed);
    await heldBothWays(deskPage, phone);
    back();
    await resume();
  });

  it('[NL-14] the media process hangs: it is replaced, and both hear each other again', async (test) => {
    const stopped = await mediaPid();
    process.kill(stopped, 'SIGSTOP');
    const back = timer(test, 'media process stopped');
    await replaced(stopped);
    await bothTalk(deskPage, phone);
    back();
  });

  it('[NL-15] the hub is killed while the customer is on hold: hold stays', async () => {
    await hold();
    const killed = two.whole.demo.hubPid;
    assert.ok(killed !== null);
    process.kill(killed, 'SIGKILL');
    await heldBothWays(deskPage, phone);
    await two.whole.demo.waitUntilReady();
    await heldBothWays(deskPage, phone);
    await resume();
  });

  it('[NL-5] the computer sleeps in mid-call: the customer hears music, and awake it is back by itself', async (test) => {
    const renderers = await renderersOf(deskPage);
    for (const pid of renderers) process.kill(pid, 'SIGSTOP');
    try {
      await hearsMusic(phone);
    } finally {
      for (const pid of renderers) process.kill(pid, 'SIGCONT');
    }
    const back = timer(test, 'awake');
    await bothTalk(deskPage, phone);
    back();
  });

  it('[NL-6] the network goes and the media process with it: online again, both hear each other', async (test) => {
    const control = await controlOf(deskPage);
    await offline(control, true);
    await deskPage.waitForFunction(() => !navigator.onLine);
    process.kill(await mediaPid(), 'SIGKILL');
    await hearsMusic(phone);
    await offline(control, false);
    const back = timer(test, 'online again');
    await bothTalk(deskPage, phone);
    back();
  });

  it('[NL-7] and it is still the same call, which the agent ends', async () => {
    await desk.press('End');
    await desk.finish('Solved');
  });
});

/** The customer hears music, the agent nothing: nobody is heard by somebody who put them on hold. */
async function heldBothWays(deskPage: Page, phone: Page): Promise<void> {
  await hearsMusic(phone);
  await hearUntil(deskPage, isSilence);
}

function controlOf(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

/** The processes that run the pages of this page's browser: stopped, they are as a computer that sleeps. */
async function renderersOf(page: Page): Promise<readonly number[]> {
  const control = await page.context().browser()?.newBrowserCDPSession();
  assert.ok(control !== undefined);
  const {processInfo} = await control.send('SystemInfo.getProcessInfo');
  await control.detach();
  return processInfo.filter(({type}) => type === 'renderer').map(({id}) => id);
}

async function offline(control: CDPSession, isOffline: boolean): Promise<void> {
  const anyRate = -1;
  await control.send('Network.enable');
  await control.send('Network.emulateNetworkConditions', {
    offline: isOffline,
    latency: 0,
    downloadThroughput: anyRate,
    uploadThroughput: anyRate,
  });
}

/** Tells how long it took; listening alone takes 0.3 s a side. */
function timer(test: TestContext, what: string): () => void {
  const startMs = performance.now();
  return () => test.diagnostic(`${what}: heard after ${Math.round(performance.now() - startMs)} ms`);
}

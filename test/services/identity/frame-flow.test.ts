import assert from 'node:assert/strict';
import {after, before, it} from 'node:test';
import type {Browser, Frame, Page} from 'playwright-core';
import {bundle, launchBrowser, servePages, type Pages} from '../../hub/identity/page-fixture.ts';

/** The page around the frame. `?broken` runs no broker; tokens count up, and `state` says whether somebody is signed in. */
const HOST = `
  import {serveFrameTokens} from './src/services/identity/frame-token-broker.ts';
  import {SdkError} from './src/api/errors.ts';
  const frame = document.createElement('iframe');
  frame.src = '{{frame}}/';
  document.body.append(frame);
  window.state = {signedIn: true, renewals: 0};
  const getToken = async ({renew}) => {
    if (!state.signedIn) throw new SdkError('sign-in-required', 'Nobody');
    if (renew) state.renewals += 1;
    return 'token-' + state.renewals;
  };
  window.stop = serveFrameTokens({frame, frameOrigin: '{{frame}}', getToken, signIn: async () => { state.signedIn = true; }});
`;

/** The desk's side. Strangers' messages are kept, to see that none of them held a token. */
const FRAME = `
  import {createFrameTokenSource} from './src/services/identity/frame-token-source.ts';
  const source = createFrameTokenSource({allowedOrigins: ['{{host}}']});
  const tell = (work) => work.then((value) => value ?? 'done', (error) => error.code ?? String(error));
  window.ask = (name, options) => tell(source[name](options));
`;

let browser: Browser;
let host: Pages;
let frame: Pages;
let stranger: Pages;

before(async () => {
  const [hostScript, frameScript] = await Promise.all([bundle(HOST), bundle(FRAME)]);
  frame = await servePages('localhost', () => frameScript.replaceAll('{{host}}', host.origin));
  host = await servePages('127.0.0.1', () => hostScript.replaceAll('{{frame}}', frame.origin));
  stranger = await servePages('127.0.0.1', () => hostScript.replaceAll('{{frame}}', frame.origin));
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  for (const pages of [host, frame, stranger]) pages?.stop();
});

it('[ID-30] a desk in a frame of another site gets its token from the page around it', async () => {
  const {desk, page} = await open(host);
  assert.equal(await ask(desk, 'getToken'), 'token-0');
  assert.equal(await ask(desk, 'getToken', {renew: true}), 'token-1');
  assert.equal(await page.evaluate(() => window.state.renewals), 1);
});

it('[ID-31] nobody signed in is said at once, and Sign in inside the frame is the surrounding page’s', async () => {
  const {desk, page} = await open(host);
  await page.evaluate(() => {
    window.state.signedIn = false;
  });
  assert.equal(await ask(desk, 'getToken'), 'sign-in-required');
  assert.equal(await ask(desk, 'signIn'), 'done');
  assert.equal(await ask(desk, 'getToken'), 'token-0');
});

it('[ID-32] a page that is not on the list is not asked for a token', async () => {
  const {desk} = await open(stranger);
  assert.equal(await ask(desk, 'getToken'), 'invalid-configuration');
});

it('[ID-33] the broker answers its own frame only, and only in the right form', async () => {
  const {page, desk} = await open(host);
  await page.evaluate((origin) => {
    const other = document.createElement('iframe');
    other.src = `${origin}/?other`;
    document.body.append(other);
  }, frame.origin);
  const other = await page.waitForEvent('framenavigated', (each) => each.url().endsWith('?other'));
  const request = {
    type: 'cordboard-token-request',
    version: 1,
    requestId: crypto.randomUUID(),
    action: 'get-token',
    renew: false,
  };
  assert.deepEqual(await answersTo(page, other, [request]), []);
  const malformed = [
    {...request, action: 'everything'},
    {...request, extra: 1},
    {...request, requestId: '1'},
    'token please',
    null,
  ];
  assert.deepEqual(await answersTo(page, desk, malformed), []);
  assert.deepEqual(await answersTo(page, desk, [request]), ['cordboard-token-response']);
});

it('[ID-34] a desk that is in no frame says so', async () => {
  const page = await browser.newPage();
  await page.goto(frame.origin);
  assert.equal(await ask(page.mainFrame(), 'getToken'), 'invalid-configuration');
});

async function open(site: Pages): Promise<{page: Page; desk: Frame}> {
  const page = await browser.newPage();
  await page.goto(site.origin);
  const element = await page.waitForSelector('iframe');
  const desk = await element.contentFrame();
  assert.ok(desk);
  await desk.waitForFunction(() => 'ask' in window);
  return {page, desk};
}

async function ask(desk: Frame, name: 'getToken' | 'signIn', options?: {readonly renew: boolean}): Promise<string> {
  await desk.waitForFunction(() => 'ask' in window);
  return desk.evaluate(([method, given]) => window.ask(method, given), [name, options] as const);
}

/**
 * Posts messages to the page around a frame and tells the types of what came back. Messages between two windows keep
 * their order: the last one makes the page around answer with an end mark, which can only come after all the rest.
 */
async function answersTo(page: Page, from: Frame, messages: readonly unknown[]): Promise<readonly string[]> {
  await page.evaluate(() => {
    window.addEventListener('message', ({data, source, origin}) => {
      if (data !== 'end') return;
      // A task of its own: the broker's promises are all through when its turn comes.
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => source?.postMessage({type: 'end'}, {targetOrigin: origin});
      port2.postMessage(null);
    });
  });
  return from.evaluate(async (posted) => {
    const received: string[] = [];
    const ended = new Promise<void>((resolve) => {
      window.addEventListener('message', ({data}) => {
        if (data.type === 'end') resolve();
        else received.push(String(data.type));
      });
    });
    for (const message of [...posted, 'end']) window.parent.postMessage(message, '*');
    await ended;
    return received;
  }, messages);
}

declare global {
  interface Window {
    ask(name: 'getToken' | 'signIn', options?: {readonly renew: boolean}): Promise<string>;
    state: {signedIn: boolean; renewals: number};
  }
}

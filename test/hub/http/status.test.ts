import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {after, before, describe, it} from 'node:test';
import {type Browser, type Page, chromium} from 'playwright-core';
import {type TestDesk, type TestPhone, connectDesk, connectPhone} from '../../support/desk-client.ts';
import {BILLING_LINE, type TestHub, startTestHub} from '../../support/test-hub.ts';
import {findChromium} from '../identity/find-chromium.ts';

const TOKEN = 'a-token-for-the-status-page';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe('the status page', () => {
  let hub: TestHub;
  let desk: TestDesk;
  let phone: TestPhone;
  let browser: Browser;

  before(async () => {
    hub = await startTestHub();
    desk = await connectDesk(hub, 'anna', 'Marked-Agent-Name');
    phone = await connectPhone(hub, '+12015554321');
    await phone.client.send('PlaceCall', {
      to: BILLING_LINE,
      name: 'Marked-Caller-Name',
      data: {reason: 'marked-reason'},
    });
    browser = await chromium.launch({executablePath: findChromium(), args: ['--no-sandbox']});
  });

  after(async () => {
    await browser?.close();
    await phone?.stop();
    await desk?.stop();
    await hub?.stop();
  });

  it('[OP-45] says at first sight, without a script, how hubs, media, database and queues are, and nobody’s name', async () => {
    const context = await browser.newContext({javaScriptEnabled: false});
    const page = await context.newPage();
    await page.goto(`${hub.url}/status`);
    const text = (await page.textContent('body')) ?? '';
    assert.match(text, /Ready/);
    const row = page.getByRole('row', {name: /^billing/});
    assert.match((await row.textContent()) ?? '', /^billing1\d+ s/);
    assert.match(text, /Desks at this hub\s*1/);
    assert.match(text, /schema 00\d\d-/);
    assert.match(text, /this one/);
    assert.ok((await page.getByRole('table').count()) === 3);
    for (const marked of ['Marked', 'marked', '4321', 'anna']) assert.ok(!text.includes(marked), marked);
    await context.close();
  });

  it('[OP-45] brings itself up to date, until it is paused', async () => {
    const page = await browser.newPage();
    await page.goto(`${hub.url}/status`);
    await phone.client.send('HangUpCall', {callId: phone.states.all.at(-1)?.call?.callId ?? ''});
    await page.waitForFunction(() => document.querySelector('tbody tr')?.textContent.startsWith('billing0'));
    await page.getByRole('button', {name: 'Pause'}).click();
    assert.equal(await page.getByRole('button', {pressed: true}).count(), 1);
    await page.close();
  });

  for (const [width, scheme] of [
    [320, 'light'],
    [1_100, 'dark'],
  ] as const) {
    it(`[OP-46] is readable at ${width} pixels in ${scheme} colours, by axe and without scrolling sideways`, async () => {
      const context = await browser.newContext({viewport: {width, height: 800}, colorScheme: scheme, bypassCSP: true});
      const page = await context.newPage();
      await page.goto(`${hub.url}/status`);
      const {scrollWidth, clientWidth} = await page.evaluate(() => {
        const {scrollWidth, clientWidth} = document.documentElement;
        return {scrollWidth, clientWidth};
      });
      assert.ok(scrollWidth <= clientWidth, `${scrollWidth} > ${clientWidth}`);
      assert.deepEqual(await violations(page), []);
      await context.close();
    });
  }

  it('[OP-46] runs under a policy without inline code, which its own script and style keep', async () => {
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    const response = await page.goto(`${hub.url}/status`);
    const policy = response?.headers()['content-security-policy'] ?? '';
    assert.ok(policy.includes("default-src 'none'") && !policy.includes('unsafe'), policy);
    const before = await page.textContent('.asked');
    await page.waitForFunction((was) => document.querySelector('.asked')?.textContent !== was, before);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).margin !== '8px'), true);
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('[OP-45] tells a warning of the hub in the hub’s words', async () => {
    await hub.query('alter table agent_outbox rename to agent_outbox_away');
    await hub.log.said('a background task failed and will run again');
    await hub.query('alter table agent_outbox_away rename to agent_outbox');
    const page = await browser.newPage();
    await page.goto(`${hub.url}/status`);
    assert.match((await page.textContent('.warnings')) ?? '', /Error a background task failed and will run again/);
    await page.close();
  });

  it('[OP-23] with a token it is for whoever has it, from anywhere', async () => {
    await hub.restart({watching: {metricsToken: TOKEN, statusToken: TOKEN, tracesEndpoint: null}});
    for (const path of ['/metrics', '/status', '/status/page.js']) {
      const refused = await fetch(`${hub.url}${path}`);
      assert.equal(refused.status, 401);
      assert.match(refused.headers.get('www-authenticate') ?? '', /^Basic /);
      assert.ok(!(await refused.text()).includes(TOKEN));
      const headers = {authorization: `Bearer ${TOKEN}`};
      assert.equal((await fetch(`${hub.url}${path}`, {headers})).status, 200);
    }
    const context = await browser.newContext({httpCredentials: {username: 'operator', password: TOKEN}});
    const page = await context.newPage();
    await page.goto(`${hub.url}/status`);
    const first = await page.textContent('.asked');
    await page.waitForFunction((was) => document.querySelector('.asked')?.textContent !== was, first);
    await context.close();
  });
});

async function violations(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({content: await readFile(AXE, 'utf8')});
  return page.evaluate(async () => {
    const axe: {run(): Promise<{violations: {id: string; nodes: {html: string}[]}[]}>} = Reflect.get(globalThis, 'axe');
    return (await axe.run()).violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`);
  });
}

import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Frame, Page} from 'playwright-core';
import {DeskPage, type Surface, call} from '../support/desk-page.ts';
import {hearUntil, isTone} from '../support/tones.ts';
import {AGENT_HZ, type Person, type WholeDemo, signIn, startPerson, startWholeDemo} from '../support/whole-demo.ts';

const RESPONDER_HZ = 1_610;

/** What ties an agent to a call for help. */
const MARKS = /emergenc|(?<![\w.-])911(?![\w.-])|1201555018/i;

type Shape = {readonly page: Page; readonly desk: Surface; readonly inside: () => Page | Frame};

describe('an emergency in each place where a desk may be', {timeout: 600_000}, () => {
  let whole: WholeDemo;
  let psap: Person;
  let responder: Page;

  before(async () => {
    whole = await startWholeDemo();
    psap = await startPerson(RESPONDER_HZ);
    responder = await psap.open(`${whole.demo.urls.phone}?number=911`);
    await responder.getByText('On the network').waitFor();
  });

  after(async () => {
    await psap?.close();
    await whole?.stop();
  });

  /** Everything of the desk that a host's page hears is kept, as its own listeners would hear it. */
  async function overhear({page}: Shape): Promise<void> {
    await page.evaluate(() => {
      const told: string[] = [];
      Reflect.set(globalThis, 'told', told);
      const own: unknown = Reflect.get(EventTarget.prototype, 'dispatchEvent');
      if (typeof own !== 'function') throw new TypeError('no dispatchEvent');
      Reflect.set(EventTarget.prototype, 'dispatchEvent', function spied(this: EventTarget, event: Event): unknown {
        const outside = event.composed || (this instanceof Node && this.getRootNode() === document);
        if (event.type.startsWith('cordboard-') && outside) told.push(`${event.type} ${JSON.stringify(event)}`);
        return Reflect.apply(own, this, [event]);
      });
      addEventListener('message', ({data}) => told.push(`message ${JSON.stringify(data)}`));
    });
  }

  /** What the host heard, and what the browser keeps for page and desk. */
  async function known({page, inside}: Shape): Promise<string> {
    const told: unknown = await page.evaluate(() => Reflect.get(globalThis, 'told'));
    const stored = await inside().evaluate(() => {
      try {
        return JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]);
      } catch (error) {
        // Nothing can be kept in a frame that a browser keeps apart.
        return error instanceof DOMException && error.name === 'SecurityError' ? 'no storage' : String(error);
      }
    });
    assert.match(stored, /^(\[|no storage$)/);
    return `${JSON.stringify(told)} ${stored}`;
  }

  /** Dialled in the ordinary dialer, spoken, cut off, rung back, ended; the host learns nothing of it. */
  async function callsForHelp(shape: Shape): Promise<void> {
    const {desk, inside} = shape;
    const emergency = desk.getByRole('region', {name: 'Emergency call'});
    await overhear(shape);
    await desk.getByRole('combobox', {name: 'New call'}).fill('911');
    await desk.getByRole('button', {name: 'Call emergency services (911)'}).click();
    await responder.getByRole('button', {name: 'Answer'}).click();
    await hearUntil(inside(), isTone(RESPONDER_HZ));
    await hearUntil(responder, isTone(AGENT_HZ));
    await responder.getByRole('button', {name: 'Hang up'}).click();
    await emergency.getByText('The call was cut off').waitFor();
    await call(responder);
    await emergency.getByText('Emergency services are calling back').waitFor();
    await emergency.getByRole('button', {name: 'Answer'}).click();
    await hearUntil(inside(), isTone(RESPONDER_HZ));
    // Sooner than nobody hangs up on purpose, and the desk takes it for the second press of the answer ([EC-51]).
    await emergency.getByText(/^0?0:0[1-9]$/).waitFor();
    await emergency.getByRole('button', {name: 'End call'}).click();
    await desk.getByText(/^Emergency services can ring you back until/).waitFor();
    assert.doesNotMatch(await known(shape), MARKS);
  }

  async function withPerson(url: string, name: string, use: (page: Page) => Promise<void>): Promise<void> {
    const person = await startPerson(AGENT_HZ);
    try {
      const page = await person.open(url);
      await signIn(page, name);
      await use(page);
      assert.deepEqual(person.complaints, []);
    } finally {
      await person.close();
    }
  }

  it('[EM-1] [EM-30] on a page of its own', async () => {
    await withPerson(whole.demo.urls.desk, 'Anna Kowalska', async (page) => {
      await new DeskPage(page).choosePresence('Available');
      await callsForHelp({page, desk: page, inside: () => page});
    });
  });

  it('[EM-1] [EM-30] in the page of a CRM', async () => {
    await withPerson(whole.demo.urls.crm, 'Ben Okafor', async (page) => {
      await new DeskPage(page).choosePresence('Available');
      await callsForHelp({page, desk: page, inside: () => page});
    });
  });

  it('[EM-1] [EM-30] in a frame of another site', async () => {
    await withPerson(whole.demo.urls.portal, 'Anna Kowalska', async (page) => {
      const desk = page.frameLocator('iframe');
      await new DeskPage(desk).choosePresence('Available');
      const inside = (): Frame =>
        page.frames().find((each) => each.url().includes('/frame.html')) ?? assert.fail('no frame');
      await callsForHelp({page, desk, inside});
    });
  });
});

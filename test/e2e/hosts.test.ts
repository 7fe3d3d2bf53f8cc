import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {DeskPage, bothTalk, call} from '../support/desk-page.ts';
import {
  AGENT_HZ,
  CUSTOMER_HZ,
  type Person,
  type WholeDemo,
  signIn,
  startPerson,
  startWholeDemo,
} from '../support/whole-demo.ts';

describe("the desk in somebody else's page", () => {
  let whole: WholeDemo;
  let ada: Person;
  let phone: Page;

  before(async () => {
    whole = await startWholeDemo();
    ada = await startPerson(CUSTOMER_HZ);
    phone = await ada.open(whole.demo.urls.phone);
  });

  after(async () => {
    await ada?.close();
    await whole?.stop();
  });

  it('[EM-1] a CRM page with a strict policy and Trusted Types gets the desk by one script tag, and pops the record', async () => {
    const anna = await startPerson(AGENT_HZ);
    try {
      const crm = await anna.open(whole.demo.urls.crm);
      const desk = new DeskPage(crm);
      await signIn(crm, 'Anna Kowalska');
      await desk.choosePresence('Available');
      await call(phone);
      await desk.answer();
      await bothTalk(crm, phone);
      assert.equal(await nestedShapes(crm), 0, 'the script tag carries icons with shapes inside shapes');
      await desk.text(/0142 · Billing · Inbound/).waitFor();
      await crm.getByRole('status').filter({hasText: 'is on the line'}).waitFor();
      await desk.press('Hold');
      await desk.text('Customer hears music').waitFor();
      await desk.press('Resume');
      await bothTalk(crm, phone);
      await desk.press('End');
      await desk.finish('Solved');
      await desk.choosePresence('Lunch');
      assert.deepEqual(anna.complaints, []);
    } finally {
      await anna.close();
    }
  });

  it('[EM-1] a frame of another site works with the token its host page hands in', async () => {
    const ben = await startPerson(AGENT_HZ);
    try {
      const portal = await ben.open(whole.demo.urls.portal);
      const frame = portal.frameLocator('iframe');
      const desk = new DeskPage(frame);
      await signIn(portal, 'Ben Okafor');
      await desk.choosePresence('Available');
      await call(phone);
      await desk.popover.getByText('Invoice 2231').waitFor();
      await desk.answer();
      const inside = portal.frames().find((each) => each.url().includes('/frame.html'));
      assert.ok(inside !== undefined);
      await bothTalk(inside, phone);
      await desk.press('Hold');
      await desk.text('Customer hears music').waitFor();
      await desk.press('Resume');
      await bothTalk(inside, phone);
      await desk.press('End');
      await desk.finish('Solved');
      assert.deepEqual(ben.complaints, []);
    } finally {
      await ben.close();
    }
  });
});

/** Shapes that became children of shapes are not drawn: a minifier took the closing slash. */
async function nestedShapes(page: Page): Promise<number> {
  return page.locator('svg :is(path, rect, circle) :is(path, rect, circle)').count();
}

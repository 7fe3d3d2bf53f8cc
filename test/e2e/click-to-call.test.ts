import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {DeskPage, bothTalk, hearsMusic} from '../support/desk-page.ts';
import {hearUntil, isSilence, isTone} from '../support/tones.ts';
import {
  AGENT_HZ,
  CUSTOMER_HZ,
  type Person,
  type WholeDemo,
  signIn,
  startPerson,
  startWholeDemo,
} from '../support/whole-demo.ts';

describe('a visitor of another company’s page calls', () => {
  let whole: WholeDemo;
  const people: Person[] = [];
  let deskPage: Page;
  let portal: Page;

  before(async () => {
    whole = await startWholeDemo();
    const [agent, visitor] = [await startPerson(AGENT_HZ), await startPerson(CUSTOMER_HZ)];
    people.push(agent, visitor);
    deskPage = await agent.open(whole.demo.urls.desk);
    await visitor.browser.context.addInitScript(() => {
      const right = Date.now;
      Date.now = () => right() - 86_400_000;
    });
    portal = await visitor.open(whole.demo.urls.portal);
  });

  after(async () => {
    for (const person of people) await person.close();
    await whole?.stop();
  });

  const said = (text: string) => portal.locator('cordboard-click-to-call').getByText(text).first();
  const press = (name: string) => portal.locator('cordboard-click-to-call').getByRole('button', {name}).click();

  it('[CC-34] [CC-10] [CC-22] [CC-32] [CC-33] [HU-105] a day behind by their clock: hears music, talks, is held, has the call again after a reload, and hangs up', async () => {
    const desk = new DeskPage(deskPage);
    await signIn(deskPage, 'Anna Kowalska');
    await press('Call Northwind’s support');
    await said('Waiting for somebody to answer').waitFor();
    await hearsMusic(portal);
    await desk.choosePresence('Available');
    await deskPage.getByText('Web call').first().waitFor();
    await deskPage.getByText('A partner asks').first().waitFor();
    await desk.answer();
    await said('You are connected').waitFor();
    await said('They can hear you').waitFor();
    await bothTalk(deskPage, portal);

    await desk.press('Hold');
    await said('You hear music while they look something up.').waitFor();
    await hearsMusic(portal);
    await desk.press('Resume');
    await bothTalk(deskPage, portal);

    await press('Mute');
    await said('They cannot hear you').waitFor();
    await hearUntil(deskPage, isSilence);
    await press('Unmute');
    await hearUntil(deskPage, isTone(CUSTOMER_HZ));

    const asked = portal.waitForEvent('dialog');
    const reloaded = portal.reload();
    const dialog = await asked;
    assert.equal(dialog.type(), 'beforeunload');
    await dialog.accept();
    await reloaded;
    await said('You are connected').waitFor();
    await bothTalk(deskPage, portal);

    await press('Hang up');
    await said('The call has ended').waitFor();
    await desk.finish('Solved');
    const complaints = people.flatMap((person) => person.complaints);
    assert.deepEqual(complaints, []);
    // Over is over: nothing is asked, and nothing comes back.
    await portal.reload();
    await portal.getByRole('button', {name: 'Call Northwind’s support'}).waitFor();
  });
});

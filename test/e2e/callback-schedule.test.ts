import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {DeskPage, type TwoPeople, startTwoPeople} from '../support/desk-page.ts';
import {AGENT_HZ, type Person, signIn, startPerson} from '../support/whole-demo.ts';

const DAY_MS = 86_400_000;

describe('an agent promises a call', {timeout: 180_000}, () => {
  let two: TwoPeople;
  let colleague: Person;
  let benPage: Page;

  before(async () => {
    two = await startTwoPeople();
    colleague = await startPerson(AGENT_HZ);
    benPage = await colleague.open(two.whole.demo.urls.desk);
    await signIn(benPage, 'Ben Okafor');
    await new DeskPage(benPage).choosePresence('Available');
  });

  after(async () => {
    await colleague?.close();
    await two?.stop();
  });

  const manage = (page: Page) => page.getByRole('tab', {name: /^Manage callbacks/}).click();
  const item = (page: Page) => page.getByRole('listitem').filter({hasText: 'Łucja Żółć'}).first();

  it('[CB-20] [CB-27] [CB-40] [CB-44] [CB-45] [CB-56] [CB-59] for a customer in another zone, changes it, and gives it to a colleague, who sees it', async () => {
    const {deskPage} = two;
    await deskPage.getByRole('button', {name: 'Schedule callback'}).first().click();
    const field = (id: string) => deskPage.locator(`cordboard-callback-scheduler #${id}`);
    await field('number').fill('+81 3 1234 5678');
    await field('name').fill('Łucja Żółć');
    await field('date').fill(inTokyo(2));
    await field('start').fill('10:00');
    await field('end').fill('11:00');
    await field('zone').fill('Asia/Tokyo');
    await field('queue').selectOption({label: 'Billing'});
    await field('reason').fill('The meter');
    // Both clocks: the customer's as it is written, the agent's below.
    await deskPage.locator('#for-you').filter({hasText: 'for you'}).waitFor();
    await deskPage.locator('#schedule-button').click();
    await manage(deskPage);
    await item(deskPage).getByText('Asia/Tokyo').waitFor();
    await item(deskPage).getByText('The meter').waitFor();
    await item(deskPage)
      .getByRole('button', {name: /^Change/})
      .click();
    await field('reason').fill('The meter, and the bill');
    await deskPage.locator('#assign-certain').check();
    await field('assignee').selectOption({label: 'Ben Okafor'});
    await deskPage.locator('#schedule-button').click();
    await item(deskPage).getByText('The meter, and the bill').waitFor();
    await item(deskPage).getByText('Ben Okafor').waitFor();
    await benPage.getByRole('button', {name: 'Schedule callback'}).first().click();
    await manage(benPage);
    await item(benPage).getByText('The meter, and the bill').waitFor();
    await item(benPage)
      .getByRole('button', {name: /^Delete/})
      .click();
    await benPage.locator('#delete-now-button').click();
    await item(deskPage).waitFor({state: 'detached'});
    assert.deepEqual([...two.complaints(), ...colleague.complaints], []);
  });
});

/** The date in Tokyo, so many days ahead. */
function inTokyo(days: number): string {
  return new Intl.DateTimeFormat('sv-SE', {timeZone: 'Asia/Tokyo'}).format(Date.now() + days * DAY_MS);
}

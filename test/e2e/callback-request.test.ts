import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {type TwoPeople, bothTalk, startTwoPeople} from '../support/desk-page.ts';
import {CUSTOMER_HZ, type Person, startPerson} from '../support/whole-demo.ts';

describe('a customer on a page of another company', {timeout: 240_000}, () => {
  let two: TwoPeople;
  let visitor: Person;

  before(async () => {
    two = await startTwoPeople();
    visitor = await startPerson(CUSTOMER_HZ);
  });

  after(async () => {
    await visitor?.close();
    await two?.stop();
  });

  /** Fills in the form question by question, and sends it. */
  async function asks(number: string, name: string): Promise<Page> {
    const page = await visitor.open(new URL('/help.html', two.whole.demo.urls.portal).href);
    const next = page.getByRole('button', {name: 'Continue'});
    await page.getByRole('textbox', {name: /Which number|Number/}).fill(number);
    await next.click();
    await page.getByRole('textbox', {name: /name/i}).fill(name);
    await next.click();
    await page.getByRole('radio', {name: /As soon as possible/}).check();
    await next.click();
    await page.getByRole('textbox', {name: /few words/}).fill('The radiator stays cold');
    await next.click();
    await page.getByRole('checkbox', {name: /I agree/}).check();
    await page.getByRole('button', {name: 'Ask for the call'}).click();
    return page;
  }

  it('[CB-1] [CB-3] [CB-6] [CB-8] [CB-11] [CB-15] asks to be called, the request arrives at an agent, who calls, and they talk', async () => {
    const {phone, desk, deskPage} = two;
    await desk.choosePresence('Lunch');
    const number = await phone.locator('#own-number').inputValue();
    const page = await asks(number, 'Ada Nkemelu');
    await page.getByText('We call you as soon as we can').waitFor();
    await page.getByText('You are next.').waitFor();
    await desk.choosePresence('Available');
    await desk.popover.getByText('Callback').first().waitFor();
    await desk.popover.getByText('Ada Nkemelu').waitFor();
    assert.equal(await phone.getByText('is calling you').isVisible(), false);
    await desk.popover.getByRole('button', {name: /^Call back/}).click();
    await desk.text('The radiator stays cold').waitFor();
    await phone.getByText('is calling you').waitFor();
    await phone.getByRole('button', {name: 'Answer'}).click();
    await bothTalk(deskPage, phone);
    await page.getByText('We have spoken with you').waitFor({timeout: 60_000});
    await desk.press('End');
    await desk.finish('Solved');
    await page.close();
  });

  it('[PK-8] cancels by the link of the request, on a page that needs no scripts, and nobody is called', async () => {
    const {desk} = two;
    await desk.choosePresence('Lunch');
    const page = await asks('+1 201 555 0188', 'Grace Obi');
    await page.getByText('We call you as soon as we can').waitFor();
    const link = await page.getByRole('link', {name: 'Page of your request'}).getAttribute('href');
    const plain = await visitor.browser.browser.newContext({javaScriptEnabled: false});
    const status = await plain.newPage();
    await status.goto(link ?? '');
    await status.getByText('You are in the line').waitFor();
    await status
      .getByRole('button', {name: 'Cancel the call'})
      .or(status.getByRole('link', {name: 'Cancel the call'}))
      .click();
    await status.getByRole('button', {name: 'Yes, do not call me'}).click();
    await status.getByText('We do not call you for this request any more.').waitFor();
    await page.getByText('Your call is cancelled').waitFor({timeout: 60_000});
    await desk.choosePresence('Available');
    await desk.text('No contact right now').waitFor();
    assert.equal(await desk.popover.getByText('Callback').count(), 0);
    await plain.close();
    assert.deepEqual([...two.complaints(), ...visitor.complaints], []);
  });
});

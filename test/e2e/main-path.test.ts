import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {type DeskPage, type TwoPeople, bothTalk, call, hearsMusic, startTwoPeople} from '../support/desk-page.ts';
import {hearUntil, isSilence, isTone} from '../support/tones.ts';
import {CUSTOMER_HZ} from '../support/whole-demo.ts';

describe('the main path, as a person goes it', () => {
  let two: TwoPeople;
  let desk: DeskPage;
  let deskPage: Page;
  let phone: Page;

  before(async () => {
    two = await startTwoPeople();
    ({desk, deskPage, phone} = two);
  });

  after(() => two?.stop());

  afterEach(() => {
    assert.deepEqual(two.complaints(), []);
  });

  it('[AN-9] [HO-4] [HO-5] [HO-6] [HO-7] [WU-4] [WU-8] a call is answered, heard both ways, held with music, resumed, muted, ended and wrapped up', async () => {
    await call(phone);
    await desk.popover.getByText('Invoice 2231').waitFor();
    await hearsMusic(phone);
    await desk.answer();
    await bothTalk(deskPage, phone);

    await desk.press('Hold');
    await desk.text('Customer hears music').waitFor();
    await desk.text('Call on Hold').waitFor();
    await hearsMusic(phone);
    await hearUntil(deskPage, isSilence);
    const end = desk.controls.getByRole('button', {name: 'End', exact: true});
    assert.equal(await end.getAttribute('aria-disabled'), 'true');

    await desk.press('Resume');
    await bothTalk(deskPage, phone);
    await desk.press('Mute');
    await hearUntil(phone, isSilence);
    await hearUntil(deskPage, isTone(CUSTOMER_HZ));
    await desk.press('Unmute');
    await bothTalk(deskPage, phone);

    await desk.press('End');
    await phone.getByRole('button', {name: 'Call', exact: true}).waitFor();
    await desk.finish('Solved');
  });

  it('[WU-1] the customer ends the call and the next one rings at once after wrap-up', async () => {
    await call(phone);
    await desk.answer();
    await bothTalk(deskPage, phone);
    await phone.getByRole('button', {name: 'Hang up'}).click();
    await desk.finish('Needs a follow-up');
    await call(phone);
    await desk.answer();
    await desk.press('End');
    await desk.finish('Solved');
  });

  it('[DK-4] the agent calls the phone: it rings there, is answered and both are heard; an unknown number says so', async () => {
    await dial(deskPage, '+1 (201) 555-0142');
    await desk.text('Dialling').waitFor();
    await phone.getByRole('button', {name: 'Answer'}).click();
    await bothTalk(deskPage, phone);
    await deskPage.getByRole('button', {name: 'Keypad', exact: true}).last().click();
    await deskPage.getByRole('button', {name: '5, J K L'}).click();
    await deskPage.getByRole('group', {name: 'Sent digits'}).getByText('5').waitFor();
    await phone.getByRole('button', {name: 'Hang up'}).click();
    await desk.finish('Solved');

    await dial(deskPage, '+12015550999');
    await deskPage.getByText('This number cannot be reached').waitFor();
    await desk.wrapUp.getByText('Another reason or a note').click();
    await desk.finish('Customer not reached');
  });

  it('[EM-3] [EC-32] a number that only begins with an emergency number is asked about, and called by nothing else', async () => {
    await deskPage.getByRole('combobox', {name: 'New call'}).fill('911555');
    await deskPage.getByRole('button', {name: 'Call 911 now'}).waitFor();
    await deskPage.getByRole('button', {name: 'Edit the number'}).click();
    await deskPage.getByRole('combobox', {name: 'New call'}).fill('');
    await deskPage.getByRole('button', {name: 'Call 911 now'}).waitFor({state: 'detached'});
  });
});

async function dial(page: Page, number: string): Promise<void> {
  await page.getByRole('combobox', {name: 'New call'}).fill(number);
  // Its name says who is called, and from which number.
  await page
    .getByRole('main')
    .getByRole('button', {name: /^Call .*\d, from \+/})
    .click();
}

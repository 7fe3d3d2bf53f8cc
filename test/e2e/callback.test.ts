import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TwoPeople, bothTalk, call, hearsMusic, startTwoPeople} from '../support/desk-page.ts';

const BILLING = '+12015550100';

describe('a customer waits in a queue for which nobody is free', {timeout: 180_000}, () => {
  let two: TwoPeople;

  before(async () => {
    two = await startTwoPeople();
  });

  after(() => two?.stop());

  it('[DC-1] [DC-2] [DC-14] [DC-22] [DC-24] [DC-26] hears that they may be called back, presses 1, is hung up on, and is called when an agent comes', async () => {
    const {phone, desk, deskPage} = two;
    await desk.choosePresence('Lunch');
    await phone.locator('#line-select').selectOption(BILLING);
    await call(phone);
    await hearsMusic(phone);
    // Before the offer the key means nothing; the offer comes after half a minute.
    const one = phone.getByRole('button', {name: '1', exact: true});
    const ended = phone.getByText('Call ended');
    for (let turn = 0; !(await ended.isVisible()); turn += 1) {
      assert.ok(turn < 120, 'the call went on');
      if (await one.isVisible()) await one.click();
      await ended.waitFor({timeout: 1_000}).catch(() => undefined);
    }
    await desk.choosePresence('Available');
    await desk.popover.getByText('Callback').first().waitFor();
    assert.equal(await phone.getByText('is calling you').isVisible(), false);
    await desk.popover.getByRole('button', {name: /^Call back/}).click();
    await phone.getByText('is calling you').waitFor();
    await phone.getByRole('button', {name: 'Answer'}).click();
    await bothTalk(deskPage, phone);
    await desk.press('End');
    await desk.finish('Solved');
    assert.deepEqual(two.complaints(), []);
  });
});

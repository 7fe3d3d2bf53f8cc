import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {type TwoPeople, bothTalk, call, hearsMusic, startTwoPeople} from '../support/desk-page.ts';
import {hearUntil} from '../support/tones.ts';

describe('a customer calls the main line, which has a menu', () => {
  let two: TwoPeople;

  before(async () => {
    two = await startTwoPeople();
  });

  after(() => two?.stop());

  it('[FL-18] [TR-8] hears it, presses keys, and the agent sees who it is from the CRM', async () => {
    const {phone, desk, deskPage} = two;
    const key = (name: string) => phone.getByRole('button', {name, exact: true}).click();
    await phone.locator('#line-select').selectOption('+12015550103');
    await call(phone);
    // The prompt is no music: a voice, which stops.
    await hearUntil(phone, ({energyPerS}) => energyPerS > 0.0005);
    assert.equal(await desk.popover.getByText('Billing').count(), 0);
    await key('1');
    for (const digit of '20417') await key(digit);
    await phone.locator('[data-digit="#"]').click();
    await hearsMusic(phone);
    await desk.popover.getByText('Gold').first().waitFor();
    await desk.popover.getByText('20417').first().waitFor();
    await desk.popover.getByText('Billing').first().waitFor();
    await desk.answer();
    await bothTalk(deskPage, phone);
    assert.deepEqual(two.complaints(), []);
  });
});

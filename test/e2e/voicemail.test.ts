import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {decoded} from '../support/decoded-sound.ts';
import {type TwoPeople, bothTalk, call, startTwoPeople} from '../support/desk-page.ts';
import {levelOf} from '../hub/voice/mixing/tone-speech.ts';
import {CUSTOMER_HZ} from '../support/whole-demo.ts';

const MESSAGE_LINE = '+12015550104';

describe('a caller leaves a message', {timeout: 180_000}, () => {
  let two: TwoPeople;

  before(async () => {
    two = await startTwoPeople();
  });

  after(() => two?.stop());

  it('[VX-1] [VX-3] [VX-4] [VX-8] [VX-11] [VX-12] which an agent hears, and calls them back about, and they talk', async () => {
    const {phone, desk, deskPage} = two;
    await phone.locator('#line-select').selectOption(MESSAGE_LINE);
    await call(phone);
    const hash = phone.getByRole('button', {name: 'Hash', exact: true});
    // Past the request, once it is played; then the tone, and the customer's own tone is recorded.
    const ended = phone.getByText('Call ended');
    for (let turn = 0; !(await ended.isVisible()); turn += 1) {
      assert.ok(turn < 40, 'the call went on');
      if (await hash.isVisible()) await hash.click();
      await ended.waitFor({timeout: 3_000}).catch(() => undefined);
    }
    await deskPage.getByRole('button', {name: 'Schedule callback'}).first().click();
    await deskPage.getByRole('tab', {name: /^Manage callbacks/}).click();
    await deskPage.getByRole('button', {name: 'Voicemail', exact: true}).click();
    const file = Promise.withResolvers<Buffer>();
    await deskPage.route(/\/voicemails\/[^/]+\/audio$/, async (route) => {
      if (route.request().method() !== 'GET') return route.fallback();
      const response = await route.fetch();
      file.resolve(await response.body());
      return route.fulfill({response});
    });
    await deskPage.getByRole('button', {name: /^Listen/}).click();
    const {lastsMs, pcm} = await decoded(deskPage, await file.promise);
    assert.ok(lastsMs > 1_000 && lastsMs < 30_000, `${lastsMs} ms`);
    assert.ok(levelOf(pcm, CUSTOMER_HZ) > 0.01, 'the customer is heard in it');
    await deskPage.getByRole('button', {name: /^Pause/}).click();
    await deskPage.getByRole('button', {name: /^Call back/}).click();
    await desk.popover.getByText('Callback').first().waitFor();
    await desk.popover.getByRole('button', {name: /^Call back/}).click();
    await phone.getByText('is calling you').waitFor();
    await phone.getByRole('button', {name: 'Answer'}).click();
    await bothTalk(deskPage, phone);
    await desk.press('End');
    await desk.finish('Solved');
    assert.deepEqual(two.complaints(), []);
  });
});

import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {DeskPage, type TwoPeople, bothTalk, call, hearsMusic, startTwoPeople} from '../support/desk-page.ts';
import {hearUntil, isTone} from '../support/tones.ts';
import {AGENT_HZ, CUSTOMER_HZ} from '../support/whole-demo.ts';

describe('when things go wrong', () => {
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
    // A hub that was killed refuses connections for a moment, and the browser writes that down by itself.
    assert.deepEqual(
      two.complaints(/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|WebSocket connection|status of 503/),
      [],
    );
  });

  it('[AN-4] [AN-5] [AN-6] a ring runs out: the agent is Idle with RONA, chooses Available, and the same caller rings again', async () => {
    await call(phone);
    await desk.popover.getByText('Invoice 2231').waitFor();
    const choose = deskPage.getByRole('button', {name: /Available/}).filter({hasNotText: 'Your state'});
    await desk.text(/RONA/).waitFor({timeout: 25_000});
    await hearsMusic(phone);
    await choose.first().click();
    await desk.answer();
    await bothTalk(deskPage, phone);
    await desk.press('End');
    await desk.finish('Solved');
  });

  it('[DK-1] a declined call makes the agent Idle and keeps the caller waiting with music', async () => {
    await call(phone);
    await desk.decline();
    await desk.text(/declined/i).waitFor();
    await hearsMusic(phone);
    await desk.choosePresence('Available');
    await desk.answer();
    await desk.press('End');
    await desk.finish('Solved');
  });

  it('[DK-2] the hub is killed in mid-call: audio goes on, and the desk is exact again when it is back', async () => {
    await call(phone);
    await desk.answer();
    await bothTalk(deskPage, phone);
    const killed = two.whole.demo.hubPid;
    assert.ok(killed !== null);
    process.kill(killed, 'SIGKILL');
    await hearUntil(deskPage, isTone(CUSTOMER_HZ));
    await hearUntil(phone, isTone(AGENT_HZ));
    await two.whole.demo.waitUntilReady();
    assert.notEqual(two.whole.demo.hubPid, killed);
    await bothTalk(deskPage, phone);
    await desk.press('Hold');
    await desk.text('Customer hears music').waitFor();
    await hearsMusic(phone);
    await desk.press('Resume');
    await bothTalk(deskPage, phone);
    await desk.press('End');
    await desk.finish('Solved');
  });

  it('[DK-9] of two tabs one has the sound, the other says so and may fetch it; both are working remotes', async () => {
    await call(phone);
    await desk.answer();
    await bothTalk(deskPage, phone);
    const secondPage = await two.openDesk('Anna Kowalska');
    const second = new DeskPage(secondPage);
    await second.text('Your sound is on another page').waitFor();
    await bothTalk(deskPage, phone);
    await second.button('Bring it here').click();
    await bothTalk(secondPage, phone);
    await desk.text('Your sound is on another page').waitFor();
    await desk.press('Hold');
    await hearsMusic(phone);
    await second.press('Resume');
    await bothTalk(secondPage, phone);
    await secondPage.close();
    await bothTalk(deskPage, phone);
    await desk.press('End');
    await desk.finish('Solved');
  });

  it('[DK-3] the desk is reloaded in mid-call: the call is there again, and so is its audio', async () => {
    await call(phone);
    await desk.answer();
    await bothTalk(deskPage, phone);
    await deskPage.reload();
    await desk.controls.waitFor();
    await bothTalk(deskPage, phone);
    await desk.press('End');
    await desk.finish('Solved');
  });
});

import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {type DeskPage, type TwoPeople, bothTalk, call, startTwoPeople} from '../support/desk-page.ts';
import {hearUntil, isSilence, isTone} from '../support/tones.ts';
import {AGENT_HZ} from '../support/whole-demo.ts';

declare global {
  /** Notes that the page's ringtone has laid down. */
  var ring: {notes: number};
  /** Labels of devices that are pulled out. */
  var unplugged: Set<string>;
}

/** Counts what rings, and lets a test pull devices out. Runs in each page before anything else. */
function seams(): void {
  globalThis.ring = {notes: 0};
  for (const name of ['createOscillator', 'createBufferSource'] as const) {
    const counting = new Proxy(Reflect.get(AudioContext.prototype, name), {
      apply: (native, context, args) => {
        globalThis.ring.notes += 1;
        return Reflect.apply(native, context, args);
      },
    });
    Reflect.set(AudioContext.prototype, name, counting);
  }
  globalThis.unplugged = new Set();
  const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
  navigator.mediaDevices.enumerateDevices = async () =>
    (await list()).filter(({label}) => !globalThis.unplugged.has(label));
}

async function notes(page: Page): Promise<number> {
  return page.evaluate(() => globalThis.ring.notes);
}

async function unplug(page: Page, label: string, gone: boolean): Promise<void> {
  await page.evaluate(
    ([name, isGone]) => {
      if (isGone) globalThis.unplugged.add(name);
      else globalThis.unplugged.delete(name);
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    },
    [label, gone] as const,
  );
}

describe('devices and rings, as a person meets them', () => {
  let two: TwoPeople;
  let desk: DeskPage;
  let deskPage: Page;
  let phone: Page;

  before(async () => {
    two = await startTwoPeople();
    ({desk, deskPage, phone} = two);
    await deskPage.context().addInitScript(seams);
    await deskPage.reload();
    await desk.button(/^Your state: Available/).waitFor();
    // A click anywhere lets the sound through.
    await deskPage.mouse.click(5, 5);
  });

  after(() => two?.stop());

  afterEach(() => {
    assert.deepEqual(two.complaints(), []);
  });

  it('[DV-20] [DV-24] in a test call the agent hears themselves; it ends when they say so', async () => {
    await desk.button('Sound and devices').click();
    const settings = deskPage.getByRole('region', {name: 'Sound and devices'});
    await settings.getByRole('button', {name: 'Make a test call'}).click();
    await settings.getByText('you hear yourself a second later').waitFor();
    await hearUntil(deskPage, isTone(AGENT_HZ));
    await settings.getByRole('button', {name: 'End the test call'}).click();
    await settings.getByRole('button', {name: 'Make a test call'}).waitFor();
    await deskPage.keyboard.press('Escape');
    await settings.waitFor({state: 'detached'});
  });

  it('[DV-24] a call that is answered ends the test call', async () => {
    await desk.button('Sound and devices').click();
    const settings = deskPage.getByRole('region', {name: 'Sound and devices'});
    await settings.getByRole('button', {name: 'Make a test call'}).click();
    await hearUntil(deskPage, isTone(AGENT_HZ));
    await call(phone);
    await desk.answer();
    await bothTalk(deskPage, phone);
    const button = settings.getByRole('button', {name: 'Make a test call'});
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    await settings.getByRole('button', {name: 'Close'}).click();
    await desk.press('End');
    await desk.finish('Solved');
  });

  it('[DV-8] the level moves with the voice', async () => {
    await desk.button('Sound and devices').click();
    const level = deskPage.getByRole('meter', {name: 'Microphone level'});
    await level.and(deskPage.locator('[aria-valuetext="good"], [aria-valuetext="loud"]')).waitFor();
    await deskPage.keyboard.press('Escape');
  });

  it('[AN-8] [DV-2] [DV-4] [DV-5] a headset is chosen in a call, pulled out and put back: the customer hears the agent all along', async () => {
    await call(phone);
    await desk.answer();
    await bothTalk(deskPage, phone);
    await desk.button('Sound and devices').click();
    const list = deskPage.getByRole('combobox', {name: 'Microphone'});
    const names = await list.getByRole('option').allTextContents();
    const [, , other = ''] = names.map((each) => each.trim());
    assert.match(other, /Fake/);
    await list.selectOption({label: other});
    await deskPage.keyboard.press('Escape');
    await bothTalk(deskPage, phone);

    await unplug(deskPage, other, true);
    await desk.text(`“${other}” was unplugged`).waitFor();
    await desk.text('You speak through the system’s default microphone now.').waitFor();
    await bothTalk(deskPage, phone);

    await unplug(deskPage, other, false);
    await desk.text(`You use “${other}” again`).waitFor();
    await bothTalk(deskPage, phone);
    await desk.button('Dismiss').click();
    await desk.press('End');
    await desk.finish('Solved');
  });

  it('[DV-31] [DV-32] of two tabs one rings, both show it, and answering in either ends it', async () => {
    const second = await two.openDesk('Anna Kowalska');
    const secondRegion = second.getByRole('region', {name: 'Incoming contacts'});
    const [before, beforeSecond] = [await notes(deskPage), await notes(second)];
    await call(phone);
    await desk.popover.getByText('Invoice 2231').waitFor();
    await secondRegion.getByText('Invoice 2231').waitFor();
    await deskPage.waitForFunction((was) => globalThis.ring.notes > was, before);
    assert.equal(await notes(second), beforeSecond, 'the other tab is silent');
    await secondRegion.getByRole('button', {name: /^Answer/}).click();
    await desk.popover.getByText('Invoice 2231').waitFor({state: 'hidden'});
    await desk.controls.waitFor();
    const laid = await notes(deskPage);
    await desk.press('End');
    await desk.finish('Solved');
    assert.equal(await notes(deskPage), laid, 'nothing rings on');
    await second.close();
  });

  it('[DV-31] a ring that goes while the page reloads is not heard of again', async () => {
    await call(phone);
    await desk.popover.getByText('Invoice 2231').waitFor();
    await phone.getByRole('button', {name: 'Hang up'}).click();
    await desk.popover.getByText('Invoice 2231').waitFor({state: 'hidden'});
    await deskPage.reload();
    await desk.button(/^Your state: Available/).waitFor();
    await deskPage.mouse.click(5, 5);
    assert.equal(await notes(deskPage), 0);
  });

  it('[DV-12] with all granted the step before calls is not shown', async () => {
    assert.equal(await desk.button('Turn sound on').count(), 0);
    await hearUntil(deskPage, isSilence);
  });
});

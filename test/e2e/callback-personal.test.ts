import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {becomesDue} from '../hub/callbacks/callback-world.ts';
import {type DeskPage, type TwoPeople, bothTalk, call, hearsMusic, startTwoPeople} from '../support/desk-page.ts';
import {hearUntil, isTone} from '../support/tones.ts';
import {AGENT_HZ, type Person, signIn, startPerson} from '../support/whole-demo.ts';

const WAITING_HZ = 1_610;

describe('a personal callback comes due while its agent is in a call', {timeout: 180_000}, () => {
  let two: TwoPeople;
  let desk: DeskPage;
  /** Ben's desk is in the browser of the customer who waits: he never speaks. */
  let others: Person;
  let ben: Page;
  let waiting: Page;

  before(async () => {
    two = await startTwoPeople();
    ({desk} = two);
    others = await startPerson(WAITING_HZ);
    ben = await others.open(two.whole.demo.urls.desk);
    await signIn(ben, 'Ben Okafor');
    await ben.getByRole('button', {name: 'Schedule callback'}).first().waitFor();
    waiting = await others.open(`${two.whole.demo.urls.phone}?number=%2B12015550157`);
    await waiting.locator('#caller-name').fill('Zofia Wójcik');
  });

  after(async () => {
    await others?.close();
    await two?.stop();
  });

  /** Ben promises Ada a call by Anna. */
  async function benSchedules(): Promise<void> {
    await ben.getByRole('button', {name: 'Schedule callback'}).first().click();
    const field = (id: string) => ben.locator(`cordboard-callback-scheduler #${id}`);
    await field('number').fill('+1 201 555 0142');
    await field('name').fill('Ada Nkemelu');
    await field('assign-certain').check();
    await field('assignee').selectOption({label: 'Anna Kowalska'});
    await field('queue').selectOption({label: 'Billing'});
    await field('reason').fill('The meter');
    await field('schedule-button').click();
    await ben.getByRole('tab', {name: /^Manage callbacks/}).click();
    const item = ben.getByRole('listitem').filter({hasText: 'Ada Nkemelu'});
    await item.getByText('for Anna Kowalska').waitFor();
    const [row] = await two.whole.query<{id: string}>(`select id from callback where kind = 'personal'`);
    await becomesDue(two.whole, row?.id ?? '');
    await item.getByText('Waiting for an agent').waitFor();
  }

  /** Ends what the desk is in. @returns the name of the button that takes what rings next */
  async function nextThatRings(): Promise<string | null> {
    await desk.press('End');
    await desk.wrapUp.getByRole('radio', {name: 'Solved'}).check();
    await desk.button('Submit Wrap Up').click();
    const take = desk.popover.getByRole('button', {name: /^(Answer|Call back): /});
    await take.waitFor();
    return take.getAttribute('aria-label');
  }

  it('[CB-48] [CB-56] [CB-60] [PO-23] [CB-15] [DC-24] [DV-30] is what rings next, before a customer who waited longer, is dialled, and both are heard', async () => {
    const {phone, deskPage} = two;
    await keepRings(deskPage);
    await call(phone);
    await desk.answer();
    await bothTalk(deskPage, phone);
    await call(waiting);
    await hearsMusic(waiting);
    await benSchedules();
    assert.equal(await desk.popover.isVisible(), false, 'it waits for the end of the call');

    assert.equal(await nextThatRings(), 'Call back: Ada Nkemelu');
    for (const each of ['Callback', '0142', 'Billing', 'Our number', '+12015550100'])
      await desk.popover.getByText(each).first().waitFor();
    assert.equal(await phone.getByText('is calling you').isVisible(), false);
    const [ordinary, callback] = await heardRings(deskPage);
    assert.ok(ordinary !== undefined && callback !== undefined, 'a call rang, and then the callback');
    // The tune twice, where a call has it once.
    assert.ok(callback > 2 * ordinary, `${callback} s of sound beside ${ordinary} s of a call`);

    await desk.popover.getByRole('button', {name: /^Call back/}).click();
    await phone.getByText('is calling you').waitFor();
    await phone.getByRole('button', {name: 'Answer'}).click();
    await bothTalk(deskPage, phone);
    await hearsMusic(waiting);

    assert.equal(await nextThatRings(), 'Answer: Zofia Wójcik');
    await desk.answer();
    await hearUntil(deskPage, isTone(WAITING_HZ));
    await hearUntil(waiting, isTone(AGENT_HZ));
    await desk.press('End');
    await desk.finish('Solved');
    assert.deepEqual([...two.complaints(), ...others.complaints], []);
  });
});

declare global {
  /** Of each ring, in order, the seconds of sound before its pause. */
  var rings: number[];
}

/** From now on. */
async function keepRings(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.rings = [];
    const keeping = new Proxy(Reflect.get(AudioBufferSourceNode.prototype, 'start'), {
      apply: (native, node, args) => {
        if (node instanceof AudioBufferSourceNode && node.loop && node.buffer !== null) {
          const last = node.buffer.getChannelData(0).findLastIndex((sample) => Math.abs(sample) > 0.001);
          globalThis.rings.push(last / node.buffer.sampleRate);
        }
        return Reflect.apply(native, node, args);
      },
    });
    Reflect.set(AudioBufferSourceNode.prototype, 'start', keeping);
  });
}

async function heardRings(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => globalThis.rings);
}

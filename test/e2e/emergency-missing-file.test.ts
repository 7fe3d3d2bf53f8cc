import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Locator, Page} from 'playwright-core';
import {hearUntil, isTone} from '../support/tones.ts';
import {AGENT_HZ, type Person, type WholeDemo, signIn, startPerson, startWholeDemo} from '../support/whole-demo.ts';

const RESPONDER_HZ = 1_610;
const SUPERVISOR_HZ = 2_200;

/** What an emergency needs and a desk without one does not load. */
const FILE = /\/late-emergency-[^/]*\.js$/;

/** What a browser says of a file that it did not get. */
const MISSING = /ERR_FAILED/;

describe('an emergency on a page whose file for it does not load', {timeout: 600_000}, () => {
  let whole: WholeDemo;
  const people: Person[] = [];
  let anna: Page;
  let sofia: Page;
  let responder: Page;

  before(async () => {
    whole = await startWholeDemo();
    responder = await open(RESPONDER_HZ, `${whole.demo.urls.phone}?number=911`);
    await responder.getByText('On the network').waitFor();
    anna = await open(AGENT_HZ, whole.demo.urls.desk);
    await signIn(anna, 'Anna Kowalska');
    sofia = await open(SUPERVISOR_HZ, whole.demo.urls.desk);
    await signIn(sofia, 'Sofia Lindqvist');
    await sofia.getByRole('button', {name: /^Your state/}).waitFor();
    await anna.getByRole('combobox', {name: 'New call'}).fill('911');
    await anna.getByRole('button', {name: 'Call emergency services (911)'}).click();
    await responder.getByRole('button', {name: 'Answer'}).click();
    await hearUntil(responder, isTone(AGENT_HZ));
  });

  after(async () => {
    for (const person of people) await person.close();
    await whole?.stop();
  });

  afterEach(() => {
    const complaints = people.flatMap((person) => person.complaints);
    assert.deepEqual(
      complaints.filter((each) => !MISSING.test(each)),
      [],
    );
  });

  async function open(hertz: number, url: string): Promise<Page> {
    const person = await startPerson(hertz);
    people.push(person);
    return person.open(url);
  }

  /** The demo's desk anew, with nothing in its session but this, and without the file. */
  async function reload(page: Page, element: string): Promise<void> {
    await page.route(FILE, (route) => route.abort());
    await page.reload();
    await page
      .locator('cordboard-session')
      .evaluate((session, only) => session.replaceChildren(document.createElement(only)), element);
  }

  const alerts = (): Locator =>
    sofia.getByRole('alert').filter({hasText: 'Anna Kowalska has called emergency services'});
  const seen = (): Locator => sofia.getByRole('button', {name: 'Seen: Anna Kowalska'});

  for (const element of ['cordboard-communication-panel', 'cordboard-popover', 'cordboard-dialer']) {
    it(`[EC-164] ${element} tells a supervisor in plain words, and in its own way once the file comes`, async () => {
      await reload(sofia, element);
      await alerts().waitFor();
      assert.equal(await seen().count(), 0);
      await sofia.unroute(FILE);
      await seen().waitFor();
      // The panel's own dialer may draw the alert a moment sooner, and gives way to it ([EC-153]).
      await alerts().nth(1).waitFor({state: 'detached'});
      assert.equal(await alerts().count(), 1);
    });
  }
});

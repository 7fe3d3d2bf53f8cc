import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {DeskPage, call} from '../support/desk-page.ts';
import {hearVoices} from '../support/tones.ts';
import {type Person, type WholeDemo, signIn, startPerson, startWholeDemo} from '../support/whole-demo.ts';

/** Everybody's voice, in hertz. */
const ANNA = 440;
const SOFIA = 730;
const CUSTOMER = 1_080;
const BEN = 1_610;
const VOICES = [ANNA, SOFIA, CUSTOMER, BEN];

describe('a supervisor in a call, as everybody hears it', {timeout: 600_000}, () => {
  let whole: WholeDemo;
  const people: Person[] = [];
  let [anna, ben, sofia, phone]: (Page | undefined)[] = [];

  before(async () => {
    whole = await startWholeDemo();
  });

  after(async () => {
    for (const person of people) await person.close();
    await whole?.stop();
  });

  afterEach(() => {
    const complaints = people.flatMap((person) => person.complaints);
    assert.deepEqual(complaints, []);
  });

  function page(which: Page | undefined): Page {
    assert.ok(which);
    return which;
  }

  const hear = (who: Page | undefined, ...voices: readonly number[]) => hearVoices(page(who), voices, VOICES);

  async function open(hertz: number, url: string): Promise<Page> {
    const person = await startPerson(hertz);
    people.push(person);
    return person.open(url);
  }

  it('[SU-35] listens unheard, is heard after Barge in, and is gone after Stop', async () => {
    anna = await open(ANNA, whole.demo.urls.desk);
    await signIn(anna, 'Anna Kowalska');
    const desk = new DeskPage(anna);
    await desk.choosePresence('Available');
    phone = await open(CUSTOMER, whole.demo.urls.phone);
    await call(phone);
    await desk.answer();
    await hear(phone, ANNA);
    sofia = await open(SOFIA, whole.demo.urls.supervisor);
    await signIn(sofia, 'Sofia Lindqvist');
    // [SU-37] Her page shows nothing that rings.
    await sofia.getByRole('row').filter({hasText: 'Sofia Lindqvist'}).getByText('No desk open').waitFor();
    const row = sofia.getByRole('row').filter({hasText: 'Anna Kowalska'});
    await row.getByText('Connected').waitFor();
    await row.getByRole('button', {name: 'Listen to Anna Kowalska'}).click();
    await sofia.getByText('Nobody hears you.').waitFor();
    await hear(sofia, ANNA, CUSTOMER);
    await hear(phone, ANNA);
    await hear(anna, CUSTOMER);
    await sofia.getByRole('button', {name: 'Barge in'}).click();
    await sofia.getByText('Everybody hears you').waitFor();
    await hear(phone, ANNA, SOFIA);
    await hear(anna, CUSTOMER, SOFIA);
    await sofia.getByRole('button', {name: 'Stop'}).click();
    await sofia.getByText('Listening to').waitFor({state: 'detached'});
    await hear(phone, ANNA);
    await sofia.getByRole('button', {name: 'Actions for Anna Kowalska'}).click();
    await sofia.getByRole('menuitemradio', {name: 'Lunch'}).click();
    await desk.text('Idle · Lunch').waitFor();
  });

  it('[SU-36] in a consult hears its two sides, is heard by them alone, and waits with who is put on hold', async () => {
    ben = await open(BEN, whole.demo.urls.desk);
    await signIn(ben, 'Ben Okafor');
    await new DeskPage(ben).choosePresence('Available');
    await new DeskPage(page(anna)).ask('Consult', 'Ben');
    await new DeskPage(ben).accept();
    await hear(anna, BEN);
    const row = page(sofia).getByRole('row').filter({hasText: 'Ben Okafor'});
    await row.getByRole('button', {name: 'Listen to Ben Okafor'}).click();
    await page(sofia).getByText('In a consult, without the customer. Nobody hears you.').waitFor();
    await hear(sofia, ANNA, BEN);
    await hear(anna, BEN);
    await hear(ben, ANNA);
    await page(sofia).getByRole('button', {name: 'Barge in'}).click();
    await page(sofia).getByText('whoever is in it hears you, the customer does not').waitFor();
    await page(ben).getByText('Sofia Lindqvist, supervisor, speaks with you').waitFor();
    await hear(anna, BEN, SOFIA);
    await hear(ben, ANNA, SOFIA);
    await hear(phone);
    await page(anna).getByRole('button', {name: 'Toggle'}).click();
    await page(sofia).getByText('nobody hears you until they are back').waitFor();
    await hear(sofia);
    await hear(phone, ANNA);
    await hear(anna, CUSTOMER);
    await page(sofia).getByRole('button', {name: 'Mute'}).click();
    await page(anna).getByRole('button', {name: 'Toggle'}).click();
    await hear(sofia, ANNA, BEN);
    await hear(ben, ANNA);
  });
});

import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {DeskPage, call} from '../support/desk-page.ts';
import {hearVoices} from '../support/tones.ts';
import {type Person, type WholeDemo, signIn, startPerson, startWholeDemo} from '../support/whole-demo.ts';

/** Everybody's voice, in hertz. */
const ANNA = 440;
const SOFIA = 730;
const CUSTOMER = 1_080;
const VOICES = [ANNA, SOFIA, CUSTOMER];

describe('a supervisor in a call, as everybody hears it', {timeout: 300_000}, () => {
  let whole: WholeDemo;
  const people: Person[] = [];

  before(async () => {
    whole = await startWholeDemo();
  });

  after(async () => {
    for (const person of people) await person.close();
    await whole?.stop();
  });

  async function open(hertz: number, url: string): Promise<Page> {
    const person = await startPerson(hertz);
    people.push(person);
    return person.open(url);
  }

  it('[SU-35] listens unheard, is heard after Barge in, and is gone after Stop', async () => {
    const anna = await open(ANNA, whole.demo.urls.desk);
    await signIn(anna, 'Anna Kowalska');
    const desk = new DeskPage(anna);
    await desk.choosePresence('Available');
    const phone = await open(CUSTOMER, whole.demo.urls.phone);
    await call(phone);
    await desk.answer();
    await hearVoices(phone, [ANNA], VOICES);
    const sofia = await open(SOFIA, whole.demo.urls.supervisor);
    await signIn(sofia, 'Sofia Lindqvist');
    const row = sofia.getByRole('row').filter({hasText: 'Anna Kowalska'});
    await row.getByText('Connected').waitFor();
    await row.getByRole('button', {name: 'Listen to Anna Kowalska'}).click();
    await sofia.getByText('Nobody hears you.').waitFor();
    await hearVoices(sofia, [ANNA, CUSTOMER], VOICES);
    await hearVoices(phone, [ANNA], VOICES);
    await hearVoices(anna, [CUSTOMER], VOICES);
    await sofia.getByRole('button', {name: 'Barge in'}).click();
    await sofia.getByText('Everybody hears you').waitFor();
    await hearVoices(phone, [ANNA, SOFIA], VOICES);
    await hearVoices(anna, [CUSTOMER, SOFIA], VOICES);
    await sofia.getByRole('button', {name: 'Stop'}).click();
    await sofia.getByText('Listening to').waitFor({state: 'detached'});
    await hearVoices(phone, [ANNA], VOICES);
    await sofia.getByRole('button', {name: 'Actions for Anna Kowalska'}).click();
    await sofia.getByRole('menuitemradio', {name: 'Lunch'}).click();
    await desk.text('Idle · Lunch').waitFor();
    assert.deepEqual(
      people.flatMap(({complaints}) => complaints),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {readRunRecord} from '../../hub/voice/run-record.ts';
import {DeskPage, call} from '../support/desk-page.ts';
import {hearVoices} from '../support/tones.ts';
import {type Person, type WholeDemo, signIn, startPerson, startWholeDemo} from '../support/whole-demo.ts';

/** Everybody's voice, in hertz: far enough apart that none is another's overtone. */
const ANNA = 440;
const BEN = 730;
const SOFIA = 1_610;
const CUSTOMER = 1_080;
const VOICES = [ANNA, BEN, SOFIA, CUSTOMER];

/** What a browser writes down by itself when a hub or a network is away. */
const EXPECTED = /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|WebSocket|Failed to fetch|status of 503/;

/** Three agents and a customer, each with a browser and a voice of their own. */
describe('several people in a call, as they hear it', {timeout: 600_000}, () => {
  let whole: WholeDemo;
  const people: Person[] = [];
  let [anna, ben, sofia, phone]: (Page | undefined)[] = [];

  before(async () => {
    whole = await startWholeDemo();
    anna = await openDesk(ANNA, 'Anna Kowalska');
    ben = await openDesk(BEN, 'Ben Okafor');
    sofia = await openDesk(SOFIA, 'Sofia Lindqvist');
    const customer = await startPerson(CUSTOMER);
    people.push(customer);
    phone = await customer.open(whole.demo.urls.phone);
  });

  after(async () => {
    for (const person of people) await person.close();
    await whole?.stop();
  });

  afterEach(() => {
    const complaints = people.flatMap((person) => person.complaints).filter((line) => !EXPECTED.test(line));
    assert.deepEqual(complaints, []);
  });

  async function openDesk(hertz: number, name: string): Promise<Page> {
    const person = await startPerson(hertz);
    people.push(person);
    const page = await person.open(whole.demo.urls.desk);
    await signIn(page, name);
    return page;
  }

  function page(which: Page | undefined): Page {
    assert.ok(which);
    return which;
  }

  const hear = (who: Page | undefined, ...voices: readonly number[]) => hearVoices(page(who), voices, VOICES);

  async function button(who: Page | undefined, name: string | RegExp): Promise<void> {
    await page(who)
      .getByRole('button', {name, exact: typeof name === 'string'})
      .last()
      .click();
  }

  /** Anna talks to the customer; the other two are Idle, so that only she is rung. */
  async function annaTalks(): Promise<DeskPage> {
    const desk = new DeskPage(page(anna));
    await desk.choosePresence('Available');
    await call(page(phone));
    await desk.answer();
    await hear(phone, ANNA);
    await hear(anna, CUSTOMER);
    return desk;
  }

  const ask = (who: Page | undefined, what: 'Consult' | 'Transfer', name: string) =>
    new DeskPage(page(who)).ask(what, name);

  const accept = (who: Page | undefined) => new DeskPage(page(who)).accept();

  it('[CO-51] [CO-57] [HO-9] a consult: the customer hears music and not the consult; toggled, the other one does', async () => {
    await annaTalks();
    await ask(anna, 'Consult', 'Ben');
    await accept(ben);
    await hear(anna, BEN);
    await hear(ben, ANNA);
    await hear(phone);
    await button(anna, 'Toggle');
    await hear(phone, ANNA);
    await hear(anna, CUSTOMER);
    await hear(ben);
    await button(anna, 'Toggle');
    await hear(ben, ANNA);
    await hear(phone);
  });

  it('[CF-7] [CF-3] a conference of three: everybody hears the two others', async () => {
    await button(anna, 'Conference');
    await hear(phone, ANNA, BEN);
    await hear(anna, CUSTOMER, BEN);
    await hear(ben, CUSTOMER, ANNA);
  });

  it('[CF-22] a conferenced agent brings in a fourth, and all hear all', async () => {
    await ask(ben, 'Consult', 'Sofia');
    await accept(sofia);
    await hear(sofia, BEN);
    await hear(phone, ANNA);
    await button(ben, 'Conference');
    await hear(phone, ANNA, BEN, SOFIA);
    await hear(sofia, ANNA, BEN, CUSTOMER);
  });

  it('[NL-14] the media process is killed in a conference: it is replaced, and all hear all again', async () => {
    const record = await readRunRecord(join(whole.dataDir, 'run'));
    assert.ok(record !== null);
    process.kill(record.pid, 'SIGKILL');
    await hearVoices(page(phone), [ANNA, BEN, SOFIA], VOICES, 60_000);
    await hearVoices(page(sofia), [ANNA, BEN, CUSTOMER], VOICES, 60_000);
  });

  it('[NL-15] the hub is killed in a conference: the sound goes on, and so do the desks', async () => {
    const killed = whole.demo.hubPid;
    assert.ok(killed !== null);
    process.kill(killed, 'SIGKILL');
    await hear(phone, ANNA, BEN, SOFIA);
    await whole.demo.waitUntilReady();
    await hear(phone, ANNA, BEN, SOFIA);
  });

  it('[CF-8] [CF-10] the agent in control leaves: wrap-up for them, control for the next, the others go on', async () => {
    await button(anna, 'Exit conference');
    await hear(phone, BEN, SOFIA);
    await new DeskPage(page(anna)).finish('Solved');
    await button(sofia, 'Exit conference');
    await hear(phone, BEN);
    await hear(ben, CUSTOMER);
  });

  it('[TR-21] [TR-22] blind to an agent: wrap-up for the first, music, then the second', async () => {
    await new DeskPage(page(sofia)).choosePresence('Available');
    await ask(ben, 'Transfer', 'Sofia');
    await hear(phone);
    await accept(sofia);
    await hear(phone, SOFIA);
    await hear(sofia, CUSTOMER);
    await new DeskPage(page(ben)).finish('Solved');
  });

  it('[CO-35] [NL-15] hub and media process are killed in a consult, which then becomes a transfer', async () => {
    await ask(sofia, 'Consult', 'Ben');
    await accept(ben);
    await hear(sofia, BEN);
    const record = await readRunRecord(join(whole.dataDir, 'run'));
    const {hubPid} = whole.demo;
    assert.ok(record !== null && hubPid !== null);
    process.kill(hubPid, 'SIGKILL');
    process.kill(record.pid, 'SIGKILL');
    await whole.demo.waitUntilReady();
    await hearVoices(page(sofia), [BEN], VOICES, 60_000);
    await hear(phone);
    await page(sofia)
      .getByRole('group', {name: /consult/i})
      .getByRole('button', {name: /^Transfer/})
      .click();
    await hear(phone, BEN);
    await hear(ben, CUSTOMER);
    await new DeskPage(page(sofia)).finish('Solved');
    await new DeskPage(page(ben)).press('End');
    await new DeskPage(page(ben)).finish('Solved');
  });
});

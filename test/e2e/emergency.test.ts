import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Locator, Page} from 'playwright-core';
import {DeskPage, bothTalk, call, hearsMusic} from '../support/desk-page.ts';
import {hearUntil, isTone} from '../support/tones.ts';
import {
  AGENT_HZ,
  CUSTOMER_HZ,
  type Person,
  type WholeDemo,
  signIn,
  startPerson,
  startWholeDemo,
} from '../support/whole-demo.ts';

const RESPONDER_HZ = 1_610;

describe('an emergency, as the agent, the customer and the responders hear it', {timeout: 600_000}, () => {
  let whole: WholeDemo;
  const people: Person[] = [];
  let anna: Page;
  let desk: DeskPage;
  let phone: Page;
  let responder: Page;
  let mail: Page;

  before(async () => {
    whole = await startWholeDemo();
    anna = await open(AGENT_HZ, whole.demo.urls.desk);
    await signIn(anna, 'Anna Kowalska');
    desk = new DeskPage(anna);
    await desk.choosePresence('Available');
    phone = await open(CUSTOMER_HZ, whole.demo.urls.phone);
    responder = await open(RESPONDER_HZ, `${whole.demo.urls.phone}?number=911`);
    await responder.getByText('On the network').waitFor();
  });

  after(async () => {
    for (const person of people) await person.close();
    await whole?.stop();
  });

  afterEach(() => {
    assert.deepEqual(
      people.flatMap((person) => person.complaints),
      [],
    );
  });

  async function open(hertz: number, url: string): Promise<Page> {
    const person = await startPerson(hertz);
    people.push(person);
    return person.open(url);
  }

  const emergency = (): Locator => anna.getByRole('region', {name: 'Emergency call'});

  /** Both hear each other, and nobody else. */
  async function responderAndAgentTalk(): Promise<void> {
    await hearUntil(anna, isTone(RESPONDER_HZ));
    await hearUntil(responder, isTone(AGENT_HZ));
  }

  it('[EM-12] [EM-25] [EC-8] is dialled in the middle of a call, from the ordinary dialer: the customer hears music, the responder the agent', async () => {
    await call(phone);
    await desk.answer();
    await bothTalk(anna, phone);
    await anna.getByRole('combobox', {name: 'New call'}).fill('911');
    await anna.getByRole('button', {name: 'Call emergency services (911)'}).click();
    await responder.getByRole('button', {name: 'Answer'}).click();
    await responderAndAgentTalk();
    await hearsMusic(phone);
    await emergency().getByText('Emergency call in progress').waitFor();
    const names = await anna.getByRole('main').getByRole('button').allTextContents();
    assert.deepEqual(
      names.map((name) => name.trim()),
      ['End call', 'Device settings'],
    );
  });

  it('[EM-31] [EM-32] the emergency contacts have their mail, from the agent’s own mailbox', async () => {
    mail = await responder.context().newPage();
    await mail.goto(whole.demo.urls.mail);
    const caught = mail.getByRole('article').filter({hasText: 'Emergency call by Anna Kowalska'});
    await caught.getByText('anna.kowalska@northwind.example · from the agent’s own mailbox').waitFor();
    await caught.getByText('To sofia.lindqvist@northwind.example, reception@northwind.example').waitFor();
    await caught.getByText('+12015550180').waitFor();
    assert.equal(await caught.count(), 1);
    await emergency().getByText('Your emergency contacts have been told by mail.').waitFor();
  });

  it('[EM-26] the microphone is muted within the device settings, and only there', async () => {
    await emergency().getByRole('button', {name: 'Device settings'}).click();
    await emergency().getByRole('button', {name: 'Mute', exact: true}).click();
    await emergency().getByText('they do not hear you').waitFor();
    await emergency().getByRole('button', {name: 'Unmute'}).click();
    await responderAndAgentTalk();
    await emergency().getByRole('button', {name: 'Device settings'}).click();
  });

  it('[EM-25] [EC-22] goes on after a reload of the page, with its sound', async () => {
    await anna.reload();
    await emergency().getByText('Emergency call in progress').waitFor();
    // After a reload the browser may want a click before it plays.
    const hear = emergency().getByRole('button', {name: 'Let me hear it'});
    if (await hear.isVisible()) await hear.click();
    await responderAndAgentTalk();
  });

  it('[EM-18] [EM-19] [EM-28] cut off, the responder rings back on the number, and reaches the agent before everything else', async () => {
    await responder.getByRole('button', {name: 'Hang up'}).click();
    await emergency().getByText('The call was cut off').waitFor();
    assert.equal(await responder.getByRole('textbox', {name: 'Number to call'}).inputValue(), '+12015550180');
    await call(responder);
    await emergency().getByText('Emergency services are calling back').waitFor();
    await emergency().getByRole('button', {name: 'Answer'}).click();
    await responderAndAgentTalk();
  });

  it('[EM-39] [EM-40] [EC-8] ended by the agent: the customer is back, and the presence is what it was', async () => {
    await emergency()
      .getByText(/^\d?\d:\d\d$/)
      .and(emergency().getByText(/[1-9]$|[1-9]\d$/))
      .waitFor();
    await emergency().getByRole('button', {name: 'End call'}).click();
    await desk.controls.waitFor();
    await bothTalk(anna, phone);
    await anna.getByText(/^Emergency services can ring you back until/).waitFor();
    await desk.press('End');
    await desk.finish('Solved');
    await anna.getByRole('button', {name: /^Your state: Available/}).waitFor();
  });

  it('[EM-6] [EM-31] where the agent’s mailbox is switched off the hub tells them', async () => {
    await mail.getByRole('checkbox', {name: /^Switch agents’ mailboxes off/}).check();
    await anna.getByRole('button', {name: 'Call 911 again'}).click();
    await responder.getByRole('button', {name: 'Answer'}).click();
    const caught = mail.getByRole('article').filter({hasText: 'from the hub'});
    await caught.getByRole('heading', {name: 'Emergency call by Anna Kowalska', exact: true}).waitFor();
    await emergency().getByText('Your emergency contacts have been told by mail.').waitFor();
    await emergency()
      .getByText(/^\d?\d:\d\d$/)
      .and(emergency().getByText(/[1-9]$|[1-9]\d$/))
      .waitFor();
    await emergency().getByRole('button', {name: 'End call'}).click();
    await anna.getByText(/^Emergency services can ring you back until/).waitFor();
    // The browser itself says that Graph refused; the page does not.
    const [agent] = people;
    assert.ok(agent);
    const said = agent.complaints.splice(0);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /404/);
  });
});

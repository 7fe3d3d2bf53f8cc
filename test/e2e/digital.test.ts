import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Page} from 'playwright-core';
import {DeskPage} from '../support/desk-page.ts';
import {AGENT_HZ, type Person, type WholeDemo, signIn, startPerson, startWholeDemo} from '../support/whole-demo.ts';

describe('a conversation of another system, as people go through it', () => {
  let whole: WholeDemo;
  let anna: Person;
  let crm: Page;
  let messages: Page;
  let desk: DeskPage;

  before(async () => {
    whole = await startWholeDemo();
    anna = await startPerson(AGENT_HZ);
    crm = await anna.open(whole.demo.urls.crm);
    messages = await anna.open(whole.demo.urls.messages);
    desk = new DeskPage(crm);
    await signIn(crm, 'Anna Kowalska');
    await desk.choosePresence('Available');
  });

  after(async () => {
    await anna?.close();
    await whole?.stop();
  });

  afterEach(() => assert.deepEqual(anna.complaints, []));

  const write = async (channel: string, customer: string, subject: string): Promise<void> => {
    await messages.getByRole('radio', {name: channel}).check();
    await messages.getByRole('combobox', {name: 'Customer'}).selectOption({label: customer});
    await messages.getByRole('textbox', {name: 'About'}).fill(subject);
    await messages.getByRole('button', {name: 'Send', exact: true}).first().click();
    await messages.getByText('Sent. The hub looks for an agent.').waitFor();
  };
  const finish = async (): Promise<void> => {
    await desk.wrapUp.getByRole('radio', {name: 'Solved'}).check();
    await desk.button('Submit Wrap Up').click();
  };

  it('[PO-2] [PO-10] [DG-1] [DG-31] [DG-10] is offered, accepted, shown in the CRM, answered there, ended by the customer and wrapped up', async () => {
    await write('E-mail', 'Jón Ásgeirsson', 'Boiler stopped again');
    await desk.popover.getByText('Boiler stopped again').first().waitFor();
    await desk.popover.getByRole('button', {name: /^Accept/}).click();
    await crm.getByRole('heading', {name: 'Boiler stopped again', level: 2}).first().waitFor();
    await crm.getByRole('heading', {name: 'Jón Ásgeirsson', level: 1}).waitFor();
    await crm.getByRole('textbox', {name: 'Answer'}).fill('A technician comes at noon.');
    await crm.getByRole('button', {name: 'Send', exact: true}).click();
    await messages.getByText('A technician comes at noon.').waitFor();
    await messages.getByText('E-mail · with Anna Kowalska').first().waitFor();
    await messages.getByRole('button', {name: 'The customer is done'}).click();
    await desk.wrapUp.waitFor();
    await finish();
    await desk.text('No contact right now').waitFor();
  });

  it('[PO-11] [DG-15] [DG-33] three at once are accepted together; Open brings each one’s conversation back', async () => {
    await messages.getByRole('button', {name: 'Send one of each'}).click();
    await desk.popover.getByRole('button', {name: /Accept 3 requests/}).click();
    await messages.getByText('E-mail · with Anna Kowalska').first().waitFor();
    await messages.getByText('Social network · with Anna Kowalska').first().waitFor();
    await messages.getByText('Chat · with Anna Kowalska').first().waitFor();
    const grown = await crm.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    assert.equal(grown, 0, 'the panel scrolls beside the record, and does not push the page');
    await crm.getByRole('button', {name: 'Open', exact: true}).first().click();
    await crm.locator('#conversation-state').getByText('with Anna Kowalska').waitFor();
    assert.equal(crm.context().pages().length, 2, 'the CRM showed it: no window was opened');
    for (let each = 0; each < 3; each += 1) {
      await crm.getByRole('group', {name: 'Contact controls'}).getByRole('button', {name: 'End', exact: true}).click();
      await desk.wrapUp.waitFor();
      await finish();
      await desk.wrapUp.waitFor({state: 'detached'});
    }
  });
});

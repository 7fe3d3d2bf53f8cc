import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import type {Locator, Page} from 'playwright-core';
import {toneWav} from '../support/tones.ts';
import {AGENT_HZ, type Person, type WholeDemo, signIn, startPerson, startWholeDemo} from '../support/whole-demo.ts';

describe('administration, with the hub and under the demo’s own content policy', {timeout: 300_000}, () => {
  let whole: WholeDemo;
  const people: Person[] = [];

  before(async () => {
    whole = await startWholeDemo();
  });

  after(async () => {
    for (const person of people) await person.close();
    await whole?.stop();
  });

  afterEach(() => {
    assert.deepEqual(
      people.flatMap(({complaints}) => complaints.filter((each) => !/status of 4(03|12|22)/.test(each))),
      [],
    );
  });

  async function open(name: string): Promise<{page: Page; person: Person}> {
    const person = await startPerson(AGENT_HZ);
    people.push(person);
    const page = await person.open(whole.demo.urls.admin);
    await signIn(page, name);
    return {page, person};
  }

  const peopleOf = (page: Page, name: string): Locator =>
    page.getByRole('textbox', {name: `Emergency call notifications: ${name}`});

  it('[EM-37] what one administrator sets on a page is what another one finds on theirs, and the hub refuses on both', async () => {
    const {page, person} = await open('Priya Raman');
    const ben = peopleOf(page, 'Ben Okafor');
    await ben.waitFor();
    assert.match(await ben.inputValue(), /sofia\.lindqvist@northwind\.example/);
    await ben.fill('one@northwind.example; two@northwind.example');
    await ben.press('Enter');
    const row = page.getByRole('row').filter({has: ben});
    await row.getByText('Saved', {exact: true}).waitFor();
    const other = await person.open(whole.demo.urls.admin);
    await peopleOf(other, 'Ben Okafor')
      .or(other.getByRole('button', {name: 'Sign in'}))
      .first()
      .waitFor();
    if (!(await peopleOf(other, 'Ben Okafor').isVisible())) await signIn(other, 'Priya Raman');
    await peopleOf(other, 'Ben Okafor').waitFor();
    assert.equal(await peopleOf(other, 'Ben Okafor').inputValue(), 'one@northwind.example; two@northwind.example');
    // Over the first page's older copy: it changed another agent, so both changes stay.
    await peopleOf(other, 'Dana Whitfield').fill('dana.lead@northwind.example');
    await peopleOf(other, 'Dana Whitfield').press('Enter');
    await other.getByText('Saved', {exact: true}).waitFor();
    await page.getByRole('tab', {name: 'The words'}).click();
    await page.getByRole('textbox', {name: 'Subject'}).fill('Help: {agent}');
    await page.getByRole('button', {name: 'Save for The words'}).click();
    await page.getByText('Saved', {exact: true}).waitFor();
    await page.getByRole('tab', {name: 'Where and how'}).click();
    await page.getByRole('textbox', {name: 'Callback numbers'}).fill('+12015550180\n+12015550100');
    await page.getByRole('button', {name: 'Save for Callback numbers'}).click();
    await page.getByText('The hub does not take line 2').waitFor();
    await page.reload();
    await peopleOf(page, 'Dana Whitfield').waitFor();
    assert.equal(await peopleOf(page, 'Dana Whitfield').inputValue(), 'dana.lead@northwind.example');
    await page.getByRole('tab', {name: 'The words'}).click();
    assert.equal(await page.getByRole('textbox', {name: 'Subject'}).inputValue(), 'Help: {agent}');
  });

  it('[PK-31] [PK-32] [PK-33] an administrator changes what callers hear, and hears it, under the demo’s own policy', async () => {
    const {page} = await open('Priya Raman');
    await page.getByRole('tab', {name: 'What callers hear'}).click();
    const place = page.getByRole('group', {name: 'Offer of a callback, English', exact: true});
    await place.getByText('Comes with Cordboard').waitFor();
    const words = place.getByRole('textbox');
    assert.match(await words.inputValue(), /press one/);
    await place.getByRole('button', {name: 'Listen'}).click();
    await place.getByRole('button', {name: 'Stop'}).click();
    await place.getByRole('button', {name: 'Listen'}).waitFor();
    if (await page.getByText('The hub cannot speak').isHidden()) {
      await words.fill('Press 1,\nand we call you.');
      await place.getByRole('button', {name: 'Speak'}).click();
      await place.getByText('Spoken by the hub').waitFor();
      assert.equal(await words.inputValue(), 'Press 1, and we call you.');
    }
    const upload = async (name: string, buffer: Buffer): Promise<void> => {
      const choosing = page.waitForEvent('filechooser');
      await place.getByRole('button', {name: 'Upload a recording'}).click();
      await (await choosing).setFiles({name, mimeType: 'audio/mpeg', buffer});
    };
    await upload('no sound.mp3', Buffer.from('no sound'));
    await place.getByText('This recording cannot be used. Send a WAV file').waitFor();
    await upload('tone.wav', toneWav(440));
    await place.getByText('Recording · 2.0 s').waitFor();
    await place.getByRole('button', {name: 'Listen'}).click();
    await place.getByRole('button', {name: 'Stop'}).waitFor();
    // It is over by itself.
    await place.getByRole('button', {name: 'Listen'}).waitFor();
    await place.getByRole('button', {name: 'Use Cordboard’s own'}).click();
    await place.getByText('Comes with Cordboard').waitFor();
    await place.getByRole('button', {name: 'Undo'}).click();
    await place.getByText('Recording · 2.0 s').waitFor();
    await page.reload();
    await page.getByRole('tab', {name: 'What callers hear'}).click();
    await place.getByText('Recording · 2.0 s').waitFor();
  });

  it('[EC-68] an agent without the role reads one sentence', async () => {
    const {page} = await open('Ben Okafor');
    await page.getByText('This view is for administrators').waitFor();
    assert.equal(await page.getByRole('textbox').count(), 0);
  });
});

import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {after, AGENT_ID, wrapUpContact, ringing, SETTINGS} from '../support/component-contacts.ts';
import {
  cleanUp,
  deep,
  deepAll,
  deskOf,
  drawn,
  expectAccessible,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {FakeSession, agentView} from '../support/fake-session.ts';

describe('cordboard-wrap-up in the panel', () => {
  afterEach(cleanUp);

  it('[WU-5] is there for the primary agent only', async () => {
    const session = new FakeSession();
    session.agent.set({...agentView(), id: 'somebody-else'});
    session.contactList.set([wrapUpContact()]);
    const {panel} = await deskOf('', session);
    expect(deep(panel, 'cordboard-wrap-up')).to.equal(null);
  });

  it('[WU-7] a reason is found by search and chosen by keyboard, one at a time', async () => {
    const {panel} = await deskOf('wrap-up');
    the(panel, '#search').focus();
    await sendKeys({type: 'o bill'});
    await drawn(panel);
    expect(deepAll(panel, '[part="reason"] bdi').map((each) => each.textContent)).to.deep.equal(['Billing question']);
    await sendKeys({press: 'Enter'});
    await drawn(panel);
    expect(deepAll(panel, 'input:checked')).to.have.length(1);
    await sendKeys({press: 'ArrowDown'});
    expect(deep(panel, 'cordboard-wrap-up')?.shadowRoot?.activeElement?.getAttribute('type')).to.equal('radio');
  });

  it('[WU-7] says when no reason matches', async () => {
    const {panel} = await deskOf('wrap-up');
    the(panel, '#search').focus();
    await sendKeys({type: 'zebra'});
    await drawn(panel);
    expect(textOf(panel)).to.include('No reason matches “zebra”.');
    await expectAccessible(panel);
  });

  it('[WU-8] Submit Wrap Up sends reason and note; without a reason it says so', async () => {
    const {panel, session} = await deskOf('wrap-up');
    the(panel, '#submit-button').click();
    await settled(panel);
    expect(session.names).to.deep.equal([]);
    expect(textOf(panel)).to.include('Choose a reason first.');
    deepAll(panel, 'input[type="radio"]')[1]?.click();
    the(panel, 'textarea').focus();
    await sendKeys({type: ' Calls back on Monday '});
    the(panel, '#submit-button').click();
    await settled(panel);
    expect(session.last).to.deep.include({
      name: 'submitWrapUp',
      args: ['contact-1', 'follow-up', 'Calls back on Monday'],
    });
    expect(the(panel, '#submit-button').ariaBusy).to.equal('true');
  });

  it('[EL-14] counts down in words, warns once, and More time extends it', async () => {
    const {panel, session} = await deskOf('wrap-up');
    expect(textOf(the(panel, '[part="countdown"]'))).to.equal('“Resolved” is sent in 42 seconds.');
    the(panel, '#more-time-button').click();
    await settled(panel);
    expect(session.last.name).to.equal('extendWrapUp');
    session.now += 25_000;
    session.contactList.set([wrapUpContact()]);
    await drawn(panel);
    expect(textOf(the(the(panel, 'cordboard-wrap-up'), '.visually-hidden[role="status"]'))).to.equal(
      'Wrap-up ends in 20 seconds. “More time” extends it.',
    );
    await expectAccessible(panel);
  });

  it('[EL-14] tells once how long it is after More time', async () => {
    const {panel, session} = await deskOf('wrap-up');
    const told = the(the(panel, 'cordboard-wrap-up'), '.visually-hidden[role="status"]');
    expect(textOf(told)).to.equal('');
    session.contactList.set([after(wrapUpContact(), {type: 'extend-wrap-up', agentId: AGENT_ID}, session.now)]);
    await drawn(panel);
    const words = textOf(told);
    expect(words).to.match(/^You have \d+ (minute|second)s?\.$/);
    session.now += 5_000;
    session.contactList.set([...session.contactList.value]);
    await drawn(panel);
    expect(textOf(told)).to.equal(words);
  });

  it('[EL-14] what was typed stays when the hub extends the time', async () => {
    const {panel, session} = await deskOf('wrap-up');
    the(panel, 'textarea').focus();
    await sendKeys({type: 'half a sentence'});
    session.contactList.set([after(wrapUpContact(), {type: 'extend-wrap-up', agentId: AGENT_ID})]);
    await drawn(panel);
    const note = the(panel, 'textarea');
    expect(note instanceof HTMLTextAreaElement && note.value).to.equal('half a sentence');
  });

  it('[EL-15] an organisation without reasons is told what to do', async () => {
    const session = new FakeSession();
    session.settings.set({...SETTINGS, wrapUpReasons: []});
    session.contactList.set([wrapUpContact()]);
    session.ringing.set([ringing({id: 'other'})]);
    const {panel} = await deskOf('', session);
    expect(textOf(panel)).to.include('No reasons are set up.');
  });
});

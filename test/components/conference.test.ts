import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {Contact} from '../../src/domain/contact.ts';
import {AGENT_ID, after, connectedContact, wrapUpContact} from '../support/component-contacts.ts';
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
import {
  COLLEAGUE_ID,
  QUEUE,
  asAsked,
  asSupervisor,
  conference,
  consulting,
  fullConference,
  monitored,
  requested,
  supervised,
} from '../support/consult-contacts.ts';
import {newsOf} from '../support/consult-scenes.ts';
import {DONE} from '../support/fake-session.ts';

function people(panel: Element): readonly string[] {
  return deepAll(panel, '[part="participant"]').map((each) => textOf(each));
}

describe('a conference at the desk', () => {
  afterEach(cleanUp);

  it('[CF-9] in a conference Exit conference stands in the place of Transfer', async () => {
    const {panel, session} = await deskOf('consulting');
    const {shadowRoot} = the(panel, 'cordboard-interaction');
    const order = () => [...(shadowRoot?.querySelectorAll('[part="controls"] button') ?? [])].map(({id}) => id);
    const before = order();
    session.contactList.set([conference()]);
    await drawn(panel);
    expect(order()).to.deep.equal(before.map((each) => (each === 'transfer-button' ? 'exit-conference-button' : each)));
    the(panel, '#exit-conference-button').click();
    await settled(panel);
    expect(session.last.name).to.equal('exitConference');
    expect(the(panel, '#exit-conference-button').ariaBusy).to.equal('true');
  });

  it('[CF-16] [WU-10] after Exit conference the wrap-up has the focus', async () => {
    const {panel, session} = await deskOf('conference');
    the(panel, '#exit-conference-button').focus();
    await sendKeys({press: 'Enter'});
    await settled(panel);
    session.contactList.set([after(conference(), {type: 'exit-conference', agentId: AGENT_ID})]);
    session.last.answer(DONE);
    await settled(panel);
    await drawn(panel);
    expect(the(panel, 'cordboard-wrap-up').matches(':focus')).to.equal(true);
  });

  it('[CF-1] [CF-3] everybody is listed with their role; who is on the way is too', async () => {
    const {panel, session} = await deskOf('conference');
    expect(people(panel)).to.deep.equal([
      'Ada Nkemelu speaking Customer',
      'Mira Kovács (you) In control',
      'Jonas Berg Agent',
    ]);
    session.contactList.set([fullConference()]);
    await drawn(panel);
    expect(people(panel)).to.have.length(8);
    expect(people(panel).at(-1)).to.equal('+12015550142 Number');
    expect(textOf(the(panel, '[part="participants"]')))
      .to.include('8 people')
      .and.to.include('Muted');
  });

  it('[CF-35] [CO-72] nobody in the list has controls', async () => {
    const {panel} = await deskOf('conference-full');
    expect(deep(the(panel, '[part="participants"]'), 'button')).to.equal(null);
  });

  it('[CO-54] the one in control sees and ends what another agent of the conference asks; nobody else does', async () => {
    const {panel, session} = await deskOf('conference');
    const asking = after(conference(), {
      type: 'consult',
      agentId: COLLEAGUE_ID,
      conversationId: 'consult-2',
      target: QUEUE,
      holdsCustomer: true,
      dialled: null,
    });
    session.contactList.set([asking]);
    await drawn(panel);
    const list = the(panel, '[part="participants"]');
    expect(textOf(list)).to.include('3 people').and.to.include('Consulted by another agent');
    const button = the(list, '#cancel-button');
    expect(textOf(button)).to.equal('End consult');
    expect(button.getAttribute('aria-label')).to.match(/^End consult with /);
    button.click();
    await settled(panel);
    expect(session.last).to.deep.include({name: 'cancelInvitation', args: ['contact-1', 'consult-2']});
    await expectAccessible(panel);
  });

  it('[CF-24] who is on the way can be taken back, with a name that says whom', async () => {
    const {panel, session} = await deskOf('conference');
    session.contactList.set([conference(requested(QUEUE, conference()))]);
    await drawn(panel);
    const button = the(panel, '[part="participants"] #cancel-button');
    expect(textOf(button)).to.equal('Cancel');
    expect(button.getAttribute('aria-label')).to.match(/^Cancel asking /);
    button.click();
    await settled(panel);
    expect(session.last.name).to.equal('cancelInvitation');
    expect(session.last.args[0]).to.equal('contact-1');
    session.last.answer({status: 'refused', code: 'contact-gone'});
    await settled(panel);
    await drawn(panel);
    expect(textOf(the(the(panel, 'cordboard-participant-list'), '[part="message"]'))).to.not.equal('');
  });

  it('[EL-59] who speaks is shown and read with the row, not told, and draws nothing else anew', async () => {
    const {panel, session} = await deskOf('conference');
    const list = the(panel, '[part="participants"]');
    expect(list.closest('[aria-live], [role="status"]')).to.equal(null);
    expect(deep(list, '[aria-live], [role="status"]')).to.equal(null);
    session.speaking.set(new Map([['contact-1', ['colleague']]]));
    await drawn(panel);
    expect(people(panel)).to.deep.equal([
      'Ada Nkemelu Customer',
      'Mira Kovács (you) In control',
      'Jonas Berg speaking Agent',
    ]);
    await expectAccessible(panel);
  });

  it('[CF-2] with eight people nobody else is asked, and Consult says why', async () => {
    const {panel} = await deskOf('conference-full');
    expect(textOf(the(panel, '#consult-button-why'))).to.equal('Eight people are the most a call can have.');
  });

  it('[CF-21] [WU-6] a conferenced agent proposes a wrap-up, and has none of their own', async () => {
    const {panel, session} = await deskOf('conferenced');
    expect(deep(panel, 'cordboard-wrap-up')).to.equal(null);
    the(panel, '#suggest-button').click();
    await settled(panel);
    await drawn(panel);
    const form = the(panel, 'cordboard-wrap-up-suggestion');
    the(form, '#send-button').click();
    await settled(panel);
    expect(textOf(form)).to.include('Choose a reason or write a note first.');
    const reason = the(form, 'select');
    if (!(reason instanceof HTMLSelectElement)) throw new TypeError('no select');
    reason.value = 'billing';
    reason.dispatchEvent(new Event('change'));
    the(form, 'textarea').focus();
    await sendKeys({type: 'Sent twice.'});
    the(form, '#send-button').click();
    await settled(panel);
    expect(session.last).to.deep.include({
      name: 'suggestWrapUp',
      args: ['contact-1', 'billing', 'Sent twice.'],
    });
    await expectAccessible(panel);
    session.contactList.set([
      {
        ...asAsked(conference()),
        suggestions: [{agentId: AGENT_ID, name: 'Mira Kovács', reasonId: 'billing', note: 'Sent twice.'}],
      },
    ]);
    session.last.answer(DONE);
    await settled(panel);
    expect(textOf(form)).to.include('Your suggestion is with whoever is in control.');
  });

  it('[WU-6] in the wrap-up a proposal is taken over by Use, and what was written stays', async () => {
    const {panel, session} = await deskOf('empty');
    session.contactList.set([
      {
        ...wrapUpContact(),
        suggestions: [{agentId: 'agent-2', name: 'Jonas Berg', reasonId: 'billing', note: 'Sent twice.'}],
      },
    ]);
    await drawn(panel);
    const wrapUp = the(panel, 'cordboard-wrap-up');
    expect(textOf(wrapUp)).to.include('Jonas Berg suggests').and.to.include('Billing question');
    the(wrapUp, 'textarea').focus();
    await sendKeys({type: 'My own.'});
    the(wrapUp, '#use-button-0').click();
    await settled(panel);
    the(wrapUp, '#submit-button').click();
    await settled(panel);
    expect(session.last.args).to.deep.equal(['contact-1', 'billing', 'My own.\nSent twice.']);
  });

  it('[CF-30] a supervisor hears without being heard, barges in, mutes, and stops', async () => {
    const {panel, session} = await deskOf('monitoring');
    expect(textOf(the(panel, '[part="state"]'))).to.equal('Listening');
    expect(textOf(the(panel, 'cordboard-interaction'))).to.include('Nobody hears you');
    the(panel, '#barge-in-button').click();
    await settled(panel);
    expect(session.last.name).to.equal('bargeIn');
    session.contactList.set([monitored(true)]);
    session.last.answer(DONE);
    await settled(panel);
    expect(textOf(the(panel, '[part="state"]'))).to.equal('Speaking');
    expect(textOf(the(panel, 'cordboard-interaction'))).to.include('Everybody hears you');
    the(panel, '#mute-button').click();
    await settled(panel);
    the(panel, '#stop-button').click();
    await settled(panel);
    expect(session.names).to.deep.equal(['bargeIn', 'mute', 'stopMonitoring']);
  });

  it('[CF-30] agents do not see a supervisor who only listens, and see one who speaks', async () => {
    const {panel, session} = await deskOf('empty');
    const listens = asAsked(monitored());
    session.contactList.set([listens]);
    await drawn(panel);
    expect(people(panel)).to.deep.equal([]);
    const speaks = listens.participants.map((each) =>
      each.role === 'supervisor' && each.status === 'joined' ? {...each, muted: false} : each,
    );
    session.contactList.set([{...listens, participants: speaks}]);
    await drawn(panel);
    expect(people(panel).at(-1)).to.equal('Jonas Berg Supervisor');
  });

  it('[CF-30] in a consult both sides see a supervisor who speaks there, and none who only listens or waits', async () => {
    const {panel, session} = await deskOf('consulting');
    const pane = () => textOf(the(panel, 'cordboard-consult-pane'));
    const line = 'Sofia Lindqvist, supervisor, speaks with you';
    for (const monitored of [AGENT_ID, COLLEAGUE_ID]) {
      session.contactList.set([supervised(consulting(), monitored)]);
      await drawn(panel);
      expect(pane()).not.to.include('Sofia');
      expect(people(panel).join()).not.to.include('Sofia');
      session.contactList.set([supervised(consulting(), monitored, true)]);
      await drawn(panel);
      expect(pane()).to.include(line);
      session.contactList.set([asAsked(supervised(consulting(), monitored, true))]);
      await drawn(panel);
      expect(pane()).to.include('supervisor, speaks with you');
    }
    session.contactList.set([after(supervised(consulting(), AGENT_ID, true), {type: 'toggle', agentId: AGENT_ID})]);
    await drawn(panel);
    expect(pane(), 'she went with Anna').not.to.include('supervisor');
    expect(people(panel).at(-1)).to.equal('Sofia Lindqvist Supervisor');
  });

  it('[SU-26] the panel of who listens says which conversation it is, and who hears them', async () => {
    const {panel, session} = await deskOf('monitoring');
    const said = async (contact: Contact): Promise<string> => {
      session.contactList.set([asSupervisor(contact)]);
      await drawn(panel);
      return textOf(the(panel, 'cordboard-interaction'));
    };
    const held = after(connectedContact(), {type: 'hold', agentId: AGENT_ID});
    const toggled = after(consulting(), {type: 'toggle', agentId: AGENT_ID});
    expect(await said(supervised(consulting())))
      .to.include('The agent is in a consult: the customer does not hear it')
      .and.to.include('Nobody hears you');
    expect(await said(supervised(consulting(), AGENT_ID, true))).to.include(
      'Whoever is in the consult hears you, the customer does not',
    );
    expect(await said(supervised(held, AGENT_ID, true))).to.include('Everybody hears you but the customer');
    for (const speaking of [false, true])
      expect(await said(supervised(toggled, COLLEAGUE_ID, speaking)))
        .to.include('The agent is on hold: nobody hears you')
        .and.not.to.include('Everybody');
  });

  it('[CO-43] [CO-62] [CF-10] [CF-33] [EL-58] what happened is said with what follows from it, until it is put away', async () => {
    const {panel, session} = await deskOf('call-news');
    const notices = () => deepAll(panel, '[data-news]').map((each) => textOf(each));
    expect(notices()).to.deep.equal([
      'Consult failed Jonas Berg did not answer.',
      'You are in control of this call now Contact with Ada Nkemelu. The wrap-up will be yours.',
      'Ada Nkemelu has left You can go on talking with the others.',
      'There is nobody left to listen to The last agent has left the call.',
    ]);
    expect(the(panel, '.notices').getAttribute('aria-live')).to.equal('polite');
    the(panel, '#dismiss-news-1').click();
    await settled(panel);
    expect(notices()).to.have.length(3);
    session.callNews.set(newsOf().slice(1, 2));
    await drawn(panel);
    expect(notices()).to.have.length(1);
  });

  it('[EL-58] another agent is named when a supervisor is moved', async () => {
    const {panel, session} = await deskOf('empty');
    session.contactList.set([consulting()]);
    session.callNews.set([{id: '9', contactId: 'contact-1', at: 0, kind: 'monitoring-moved', agentName: 'Li Wei'}]);
    await drawn(panel);
    expect(textOf(the(panel, '[data-news]'))).to.include('You listen to Li Wei now');
  });
});

import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {connectedContact, heldContact, ringing, wrapUpContact} from '../support/component-contacts.ts';
import {EMAIL} from '../support/work-scenes.ts';
import {
  cleanUp,
  deep,
  deepAll,
  deskOf,
  drawn,
  expectAccessible,
  once,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {FakeSession, agentView} from '../support/fake-session.ts';

const FIRST_STRONG_ISOLATE = '\u2068';

function shownName(panel: Element): string {
  return the(panel, 'h2[part="name"]').textContent;
}

describe('cordboard-communication-panel with digital contacts', () => {
  afterEach(cleanUp);

  it('[PO-6] shows what it is about, its channel and Open, and nothing that is for calls', async () => {
    const {panel, root} = await deskOf('email');
    expect(textOf(the(panel, 'cordboard-interaction')))
      .to.include('Re: contract 2231')
      .and.include('E-mail')
      .and.not.include('Mute')
      .and.not.include('Hold');
    const asked = once(root, 'cordboard-contact-open-request');
    the(panel, '#open-button').click();
    expect(await asked).to.include({contactId: 'contact-1'});
  });

  it('[PO-6] without a page of its own there is no Open', async () => {
    const session = new FakeSession();
    session.contactList.set([connectedContact({channel: 'chat'})]);
    const {panel} = await deskOf('', session);
    expect(deep(panel, '#open-button')).to.equal(null);
  });

  it('[WU-4] [WU-7] End leads to the wrap-up, where Open is still there', async () => {
    const {panel, session} = await deskOf('email');
    the(panel, '#end-button').click();
    await settled(panel);
    expect(session.last.name).to.equal('end');
    session.contactList.set([wrapUpContact(EMAIL)]);
    session.last.answer({status: 'done'});
    await settled(panel);
    expect(textOf(the(panel, 'cordboard-wrap-up')))
      .to.include('Wrap-up reasons')
      .and.include('Re: contract 2231');
    expect(the(panel, '#open-button').checkVisibility()).to.equal(true);
  });

  it('[WU-6] somebody who is not the primary agent gets no reasons for a digital contact either', async () => {
    const session = new FakeSession();
    session.agent.set({...agentView(), id: 'somebody-else'});
    session.contactList.set([wrapUpContact(EMAIL)]);
    const {panel} = await deskOf('', session);
    expect(deep(panel, 'cordboard-wrap-up')).to.equal(null);
  });

  it('[EL-48] what was chosen and written in a wrap-up is there again after another contact was looked at', async () => {
    const {panel, session} = await deskOf('');
    session.contactList.set([wrapUpContact(EMAIL), connectedContact({id: 'call', name: 'Li Wei'})]);
    await drawn(panel);
    const choose = async (at: number) => {
      deepAll(the(panel, 'cordboard-contact-list'), 'button.item')[at]?.click();
      await settled(panel);
    };
    await choose(0);
    deepAll(panel, 'input[type="radio"]')[1]?.click();
    the(panel, 'textarea').focus();
    await sendKeys({type: 'half a sentence'});
    await choose(1);
    expect(shownName(panel)).to.equal('Li Wei');
    await choose(0);
    const note = the(panel, 'textarea');
    expect(note instanceof HTMLTextAreaElement && note.value).to.equal('half a sentence');
    expect(deepAll(panel, 'input:checked')).to.have.length(1);
    session.contactList.set([connectedContact({id: 'call', name: 'Li Wei'})]);
    await settled(panel);
    session.contactList.set([connectedContact({id: 'call', name: 'Li Wei'}), wrapUpContact(EMAIL)]);
    await settled(panel);
    await choose(1);
    const anew = the(panel, 'textarea');
    expect(anew instanceof HTMLTextAreaElement && anew.value, 'what is done is forgotten').to.equal('');
  });

  it('[EL-48] a call that begins is shown, also beside digital contacts; another digital contact waits in the list', async () => {
    const {panel, session} = await deskOf('email');
    session.contactList.set([
      ...session.contactList.value,
      connectedContact({id: 'chat', name: 'Bea', channel: 'chat'}),
    ]);
    await settled(panel);
    expect(shownName(panel)).to.equal('Lee Chen');
    session.contactList.set([...session.contactList.value, connectedContact({id: 'call', name: 'Li Wei'})]);
    await settled(panel);
    expect(shownName(panel)).to.equal('Li Wei');
  });

  it('[EL-48] what the agent has accepted here is shown as soon as they have it', async () => {
    const {panel, popover, session} = await deskOf('email');
    session.ringing.set([ringing({id: 'chat', name: 'Bea', channel: 'chat'})]);
    await settled(popover);
    the(popover, '#accept-button').click();
    await settled(popover);
    session.last.answer({status: 'done'});
    session.contactList.set([
      ...session.contactList.value,
      connectedContact({id: 'chat', name: 'Bea', channel: 'chat'}),
    ]);
    session.ringing.set([]);
    await settled(panel);
    expect(shownName(panel)).to.equal('Bea');
  });

  it('[HO-5] a hold that somebody else caused shows in list and controls, and the button follows the hub alone', async () => {
    const {panel, session} = await deskOf('many');
    expect(the(panel, '#hold-button').textContent).to.include('Hold');
    session.contactList.set([heldContact(), ...session.contactList.value.slice(1)]);
    await drawn(panel);
    expect(textOf(the(panel, '[data-row="contact-1"]'))).to.include('Call on Hold');
    expect(the(panel, '#hold-button').textContent).to.include('Resume');
    session.contactList.set([connectedContact(), ...session.contactList.value.slice(1)]);
    await drawn(panel);
    expect(textOf(the(panel, '[data-row="contact-1"]'))).to.include('Connected');
    expect(the(panel, '#hold-button').textContent).to.include('Hold');
  });
});

describe('what the panel says by itself', () => {
  afterEach(cleanUp);

  const told = (panel: Element) => textOf(the(panel, '.told-presence'));

  it('[EL-49] a state that a supervisor or another page set is told once, politely', async () => {
    const {panel, session} = await deskOf('empty');
    expect(told(panel)).to.equal('');
    session.agent.set(agentView('away', 'supervisor'));
    await settled(panel);
    expect(told(panel)).to.equal('Your state is now Idle · Set by a supervisor.');
    session.agent.set(agentView('available'));
    await settled(panel);
    expect(told(panel)).to.equal('Your state is now Available.');
    expect(the(panel, '.told-presence').role).to.equal('status');
  });

  it('[EL-38] [AN-6] a choice that is owed is told by the popover, and by the panel where there is none', async () => {
    const {panel, popover, session} = await deskOf('empty');
    session.agent.set(agentView('away', 'rona'));
    await settled(panel);
    await settled(popover);
    expect(told(panel)).to.equal('');
    expect(textOf(the(popover, '[aria-live="assertive"]'))).to.include('You missed a contact.');
    session.agent.set(agentView('available'));
    await settled(panel);
    popover.remove();
    await settled(panel);
    session.agent.set(agentView('away', 'rona'));
    await settled(panel);
    expect(told(panel)).to.include('You missed a contact.').and.include('Idle · RONA');
  });

  it('[AN-6] contacts that never reached the desk are explained as such, with the same choice', async () => {
    const {popover, panel, session} = await deskOf('unreachable');
    expect(textOf(popover)).to.include('Contacts did not reach this page').and.include('reload the page');
    expect(the(panel, '#presence-button').textContent).to.include('Idle · Not reachable');
    the(popover, '#available-button').click();
    await settled(popover);
    expect(session.last).to.deep.include({name: 'setPresence', args: ['available', null]});
  });

  it('[AN-6] the choice stays as long as the hub says that it is owed, whatever was pressed', async () => {
    const {popover, session} = await deskOf('missed');
    the(popover, '#idle-button').click();
    await settled(popover);
    session.last.answer({status: 'done'});
    await settled(popover);
    expect(deep(popover, '#idle-button')).not.to.equal(null);
    session.agent.set(agentView('away', null));
    await settled(popover);
    expect(deep(popover, '#idle-button')).to.equal(null);
  });

  it('[EL-40] many contacts that change at once are told by their number', async () => {
    const {panel, session} = await deskOf('empty');
    const many = Array.from({length: 6}, (_unused, at) => connectedContact({id: `c${at}`, channel: 'chat'}));
    session.contactList.set(many);
    await settled(panel);
    expect(textOf(the(panel, '.told-contacts'))).to.equal('Connected: 6 contacts.');
    session.contactList.set([]);
    await settled(panel);
    expect(textOf(the(panel, '.told-contacts'))).to.equal('Ended: 6 contacts.');
  });

  it('[EL-50] a name that is written from the right cannot turn the sentence around it', async () => {
    const {popover} = await deskOf('arabic-ringing');
    const label = the(popover, '#accept-button').ariaLabel ?? '';
    expect(label).to.match(new RegExp(`^Answer: ${FIRST_STRONG_ISOLATE}`));
    expect(textOf(the(popover, '[aria-live="assertive"]'))).to.include(`: ${FIRST_STRONG_ISOLATE}`);
    const latin = await deskOf('ringing');
    expect(the(latin.popover, '#accept-button').ariaLabel).to.equal('Answer: Ada Nkemelu');
  });
});

describe('the reason on a button', () => {
  afterEach(cleanUp);

  it('[EL-41] can be pointed at, is put away by Escape without moving, and is back with the next visit', async () => {
    const {panel} = await deskOf('held');
    const end = the(panel, '#end-button');
    const why = the(panel, '#end-button-why');
    const shown = () => getComputedStyle(why).visibility === 'visible';
    expect(getComputedStyle(why).pointerEvents).not.to.equal('none');
    end.focus();
    expect(shown()).to.equal(true);
    await sendKeys({press: 'Escape'});
    expect(shown()).to.equal(false);
    expect(end.matches(':focus'), 'the focus has not moved').to.equal(true);
    end.blur();
    await Promise.resolve();
    end.focus();
    expect(shown()).to.equal(true);
  });

  it('[EL-41] [EL-6] Escape is left to others when no reason is shown, and after the element is gone', async () => {
    const {panel, root} = await deskOf('held');
    const heard: string[] = [];
    const hear = (event: KeyboardEvent) => heard.push(event.key);
    document.addEventListener('keydown', hear);
    try {
      await sendKeys({press: 'Escape'});
      expect(heard).to.deep.equal(['Escape']);
      the(panel, '#end-button').focus();
      root.remove();
      await sendKeys({press: 'Escape'});
      expect(heard).to.deep.equal(['Escape', 'Escape']);
    } finally {
      document.removeEventListener('keydown', hear);
    }
  });
});

describe('the wrap-up’s search', () => {
  afterEach(cleanUp);

  it('[WU-7] Enter among several matches chooses none: it goes to the list', async () => {
    const {panel} = await deskOf('wrap-up');
    the(panel, '#search').focus();
    await sendKeys({press: 'Enter'});
    await drawn(panel);
    expect(deepAll(panel, 'input:checked')).to.have.length(0);
    expect(deep(panel, 'cordboard-wrap-up')?.shadowRoot?.activeElement?.getAttribute('type')).to.equal('radio');
  });

  it('[WU-7] Enter on the only match chooses it aloud: the focus goes to what was chosen', async () => {
    const {panel} = await deskOf('wrap-up');
    the(panel, '#search').focus();
    await sendKeys({type: 'complaint'});
    await drawn(panel);
    await sendKeys({press: 'Enter'});
    await drawn(panel);
    const focused = deep(panel, 'cordboard-wrap-up')?.shadowRoot?.activeElement;
    expect(focused instanceof HTMLInputElement && focused.checked && focused.value).to.equal('complaint');
    await expectAccessible(panel);
  });
});

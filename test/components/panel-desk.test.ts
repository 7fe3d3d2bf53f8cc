import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
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
import {connectedContact} from '../support/component-contacts.ts';

async function type(panel: Element, number: string): Promise<void> {
  the(panel, '#number').focus();
  await sendKeys({type: number});
  await drawn(panel);
}

describe('cordboard-communication-panel', () => {
  afterEach(cleanUp);

  it('[EL-16] on first use it says what to do, and signs in', async () => {
    const {panel, session} = await deskOf('first-use');
    expect(textOf(panel)).to.include('Take calls right here').and.include('Sign in with your work account');
    the(panel, '#sign-in-button').click();
    await settled(panel);
    expect(session.names).to.deep.equal(['signIn']);
  });

  it('[EL-16] says why the agent is signed out', async () => {
    const {panel, session} = await deskOf('taken-over');
    expect(textOf(panel)).to.include('Your desk is open somewhere else');
    session.connectionState.set({status: 'signed-out', reason: 'agent'});
    await drawn(panel);
    expect(textOf(panel)).to.include('You are signed out');
    session.connectionState.set({status: 'signed-out', reason: 'supervisor'});
    await drawn(panel);
    expect(textOf(panel)).to.include('A supervisor signed you out');
  });

  it('[EL-36] signing in leads from the button to the agent’s state', async () => {
    const {panel, session} = await deskOf('first-use');
    the(panel, '#sign-in-button').focus();
    session.connectionState.set({status: 'connecting'});
    await settled(panel);
    expect(deep(panel, 'cordboard-sign-in')?.shadowRoot?.activeElement?.localName).to.equal('h2');
    session.connectionState.set({status: 'connected'});
    await settled(panel);
    expect(deep(panel, 'cordboard-agent-bar')?.shadowRoot?.activeElement?.id).to.equal('presence-button');
  });

  it('[EL-37] the place for notices is there before they are', async () => {
    const {panel} = await deskOf('empty');
    expect(getComputedStyle(the(panel, '.notices')).display).not.to.equal('none');
    expect(the(panel, '.columns').getBoundingClientRect().top).to.equal(
      the(panel, '.bar').getBoundingClientRect().bottom,
    );
  });

  it('[EL-17] while reconnecting it says since when, and that the call goes on', async () => {
    const {panel} = await deskOf('reconnecting');
    expect(textOf(panel))
      .to.match(/No connection since \d/)
      .and.include('Your call goes on.');
    expect(the(panel, '#end-button').ariaDisabled).to.equal(null);
  });

  it('[EL-18] the presence menu works by keyboard and sets the state', async () => {
    const {panel, session} = await deskOf('empty');
    const button = the(panel, '#presence-button');
    expect(button.textContent).to.include('Available');
    button.focus();
    await sendKeys({press: 'ArrowDown'});
    await drawn(panel);
    const focused = () => deep(panel, 'cordboard-agent-bar')?.shadowRoot?.activeElement;
    expect(focused()?.textContent).to.include('Available');
    await expectAccessible(panel);
    await sendKeys({press: 'ArrowDown'});
    expect(focused()?.textContent).to.include('Idle');
    await sendKeys({press: 'End'});
    expect(focused()?.textContent).to.include('Do not disturb');
    await sendKeys({press: 'Escape'});
    await drawn(panel);
    expect(focused()).to.equal(button);
    expect(button.ariaExpanded).to.equal('false');
    await sendKeys({press: 'Enter'});
    await drawn(panel);
    await sendKeys({press: 'ArrowDown'});
    await sendKeys({press: 'Enter'});
    await settled(panel);
    expect(session.last).to.deep.include({name: 'setPresence', args: ['away', null]});
  });

  it('[EL-18] the menu closes when the focus goes elsewhere', async () => {
    const {panel} = await deskOf('empty');
    the(panel, '#presence-button').click();
    await drawn(panel);
    the(panel, '#number').focus();
    await drawn(panel);
    expect(the(panel, '#presence-button').ariaExpanded).to.equal('false');
  });

  it('[EL-19] presence is a word with its reason, an icon and a colour', async () => {
    const {panel, session} = await deskOf('missed');
    expect(the(panel, '#presence-button').textContent).to.include('Idle · RONA');
    session.agent.set(agentView('away', 'lunch'));
    await drawn(panel);
    expect(the(panel, '#presence-button').textContent).to.include('Idle · Lunch');
    expect(deep(panel, '#presence-button svg')).not.to.equal(null);
  });

  for (const status of ['connecting', 'ringing'] as const) {
    it(`[PO-7] nobody signs out while a contact is ${status}: the button says why, and works again after`, async () => {
      const {panel, session} = await deskOf('ringing');
      session.ringing.set(session.ringing.value.map(({offer, contact}) => ({offer: {...offer, status}, contact})));
      the(panel, '#more-button').click();
      await drawn(panel);
      expect(textOf(the(panel, 'cordboard-agent-bar')))
        .to.include('Signed in as')
        .and.include('Mira Kovács');
      const item = the(panel, '#more-menu [role="menuitem"]');
      expect(item.ariaDisabled).to.equal('true');
      expect(textOf(item)).to.include('A contact is ringing. Answer or decline it, then sign out.');
      await expectAccessible(panel);
      item.click();
      await settled(panel);
      expect(session.names).not.to.include('signOut');
      session.ringing.set([]);
      await drawn(panel);
      the(panel, '#more-menu [role="menuitem"]').click();
      await settled(panel);
      expect(session.last.name).to.equal('signOut');
    });
  }

  it('[PO-7] a refusal of the hub is read all the same', async () => {
    const {panel, session} = await deskOf('empty');
    the(panel, '#more-button').click();
    await drawn(panel);
    the(panel, '#more-menu [role="menuitem"]').click();
    await settled(panel);
    session.last.answer({status: 'refused', code: 'offer-ringing'});
    await settled(panel);
    await settled(panel);
    expect(textOf(panel)).to.include('A contact is ringing. Answer or decline it, then sign out.');
  });

  it('[AN-6] the choice after a missed contact is there once: in the popover, or in a panel without one', async () => {
    const {panel, popover, session} = await deskOf('missed');
    expect(deepAll(panel, '#available-button')).to.have.length(0);
    expect(deepAll(popover, '#available-button')).to.have.length(1);
    popover.remove();
    await settled(panel);
    await settled(panel);
    the(panel, '#available-button').click();
    await settled(panel);
    expect(session.last).to.deep.include({name: 'setPresence', args: ['available', null]});
    expect(the(panel, '#available-button').ariaBusy).to.equal('true');
  });

  it('[EL-20] Enter in the number field calls; a fault is said at the field', async () => {
    const {panel, session} = await deskOf('empty');
    await type(panel, '12');
    await sendKeys({press: 'Enter'});
    await settled(panel);
    expect(session.names).to.deep.equal([]);
    expect(the(panel, '#fault').textContent).to.include('at least 3 digits');
    expect(the(panel, '#number').ariaInvalid).to.equal('true');
    await expectAccessible(panel);
    await sendKeys({type: '01 555-0143'});
    await sendKeys({press: 'Enter'});
    await settled(panel);
    expect(session.last).to.deep.include({name: 'dial', args: ['12015550143']});
  });

  for (const {number, says} of [
    {number: '911', says: 'This desk cannot call emergency services. Use another phone and dial 911.'},
    {number: '112', says: 'Use another phone and dial 911.'},
    {number: '933', says: 'Emergency test calls cannot be made from this desk.'},
    {number: '999', says: 'The emergency number here is 911.'},
    {number: '911555', says: 'This number begins with 911.'},
  ]) {
    it(`[EL-21] ${number} is said loudly at once to be no way to help`, async () => {
      const {panel, session} = await deskOf('empty');
      await type(panel, number);
      const alert = the(panel, '[role="alert"] [part="emergency"]');
      expect(alert.textContent.replaceAll(/\s+/g, ' ')).to.include(says);
      expect(the(panel, '.local').textContent).to.be.oneOf(['911', '933']);
      await expectAccessible(panel);
      await sendKeys({press: 'Enter'});
      await settled(panel);
      // Whoever is to be told of it is told all the same ([EC-53]).
      expect(session.names).to.deep.equal(/^(911|112|933)$/.test(number) ? ['dialEmergency'] : []);
    });
  }

  it('[EL-20] a refused call is no longer said to be refused once the agent has other contacts', async () => {
    const {panel, session} = await deskOf('connected');
    await type(panel, '12015550143');
    await sendKeys({press: 'Enter'});
    await settled(panel);
    session.last.answer({status: 'refused', code: 'capacity-full'});
    await settled(panel);
    await settled(panel);
    expect(textOf(the(panel, 'cordboard-dialer'))).to.include('You are at your limit.');
    session.contactList.set([]);
    await settled(panel);
    await settled(panel);
    expect(textOf(the(panel, 'cordboard-dialer'))).not.to.include('You are at your limit.');
  });

  it('[EL-21] a number that the hub refuses as an emergency is said as loudly', async () => {
    const {panel, session} = await deskOf('empty');
    await type(panel, '5550143');
    the(panel, '#call-button').click();
    await settled(panel);
    session.last.answer({status: 'refused', code: 'emergency-not-carried'});
    await settled(panel);
    await settled(panel);
    expect(the(panel, '[part="emergency"]').textContent).to.include('This desk cannot call emergency services.');
  });

  it('[EL-22] a microphone that may not be used is explained, and can be tried again', async () => {
    const {panel, session} = await deskOf('microphone-denied');
    expect(textOf(panel))
      .to.include('This page may not use the microphone')
      .and.include('The customer cannot hear you.');
    the(panel, '#retry-button').click();
    await settled(panel);
    expect(session.names).to.deep.equal(['retry']);
  });

  it('[EL-22] sound that is on another page is said to be there, and can be fetched', async () => {
    const {panel, session} = await deskOf('sound-elsewhere');
    expect(textOf(panel)).to.include('Your sound is on another page');
    expect(the(panel, '#retry-button').textContent).to.include('Bring it here');
    the(panel, '#retry-button').click();
    await settled(panel);
    expect(session.names).to.deep.equal(['retry']);
  });

  it('[EL-22] sound that the browser holds back is played after one click', async () => {
    const {panel, session} = await deskOf('sound-blocked');
    the(panel, '#play-button').click();
    await settled(panel);
    expect(session.names).to.deep.equal(['resumeAudio']);
  });

  it('[EL-23] fits 320 pixels and right-to-left pages without scrolling sideways', async () => {
    const {panel, root} = await deskOf('long');
    root.style.display = 'block';
    root.style.inlineSize = '320px';
    document.documentElement.dir = 'rtl';
    await drawn(root);
    expect(panel.scrollWidth).to.be.at.most(320);
    const shown = deepAll(panel, 'button').filter((each) => each.checkVisibility());
    expect(shown.length).to.be.at.least(6);
    for (const each of shown) {
      const {height, width} = each.getBoundingClientRect();
      expect(Math.min(height, width), each.id).to.be.at.least(24);
    }
  });

  it('[EL-50] on a right-to-left page a name of other letters stands at the beginning, beside its neighbours', async () => {
    const {panel, root} = await deskOf('connected');
    document.documentElement.dir = 'rtl';
    await drawn(root);
    for (const name of ['h2', '.item .name']) {
      const element = the(panel, name);
      const text = new Range();
      text.selectNodeContents(element);
      const {right} = element.getBoundingClientRect();
      expect(text.getBoundingClientRect().right, name).to.be.closeTo(right, 2);
    }
  });

  it('[EL-24] puts list and contact side by side by its own width, not the window’s', async () => {
    const {panel, root} = await deskOf('connected');
    root.style.display = 'block';
    root.style.inlineSize = '345px';
    const tops = () => [the(panel, '.tasks'), the(panel, '.contact')].map((each) => each.getBoundingClientRect().top);
    expect(tops()[0]).to.be.below(tops()[1] ?? 0);
    root.style.inlineSize = '800px';
    expect(tops()[0]).to.equal(tops()[1]);
  });

  it('[EL-25] an empty desk says what comes next', async () => {
    const {panel, session} = await deskOf('empty');
    expect(textOf(panel)).to.include('You are Available. The next contact rings here.');
    session.agent.set(agentView('away', 'signed-in'));
    await drawn(panel);
    expect(textOf(panel)).to.include('Set yourself to Available to be offered contacts.');
  });

  it('[EL-6] follows nothing while it is out of the page, and everything again after', async () => {
    const session = new FakeSession();
    const {panel, root} = await deskOf('empty', session);
    root.remove();
    await settled(root);
    session.contactList.set([connectedContact()]);
    expect(panel.isUpdatePending).to.equal(false);
    document.body.append(root);
    await settled(root);
    expect(textOf(panel)).to.include('Ada Nkemelu');
    root.remove();
  });
});

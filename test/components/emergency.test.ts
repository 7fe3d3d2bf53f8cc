import {expect} from '@open-wc/testing';
import {cleanUp, deep, deskOf, drawn, expectAccessible, settled, textOf, the} from '../support/component-harness.ts';
import {SdkError} from '../../src/api/errors.ts';
import {SETTINGS} from '../support/component-contacts.ts';
import {emergencyView, rungBack} from '../support/emergency-scenes.ts';
import {TELEPHONE} from '../support/telephone-scenes.ts';
import {DONE, FakeSession, agentView} from '../support/fake-session.ts';
import type {EmergencyView} from '../../src/services/ports.ts';

async function panelWith(own: EmergencyView | null, scene = 'connected') {
  const session = new FakeSession();
  const {panel} = await deskOf(scene, session);
  session.ownEmergency.set(own);
  await drawn(panel);
  return {panel, session};
}

type Panel = Awaited<ReturnType<typeof panelWith>>['panel'];

/** The names of everything in the panel that can be pressed. */
function buttonsOf(panel: Panel): readonly string[] {
  const found: string[] = [];
  const walk = (root: ParentNode): void => {
    for (const each of root.querySelectorAll('*')) {
      if (each instanceof HTMLButtonElement && each.checkVisibility()) found.push(textOf(each));
      if (each.shadowRoot !== null) walk(each.shadowRoot);
    }
  };
  walk(panel.shadowRoot ?? panel);
  return found;
}

describe('an emergency at the desk', () => {
  afterEach(cleanUp);

  it('[EM-25] [EM-26] leaves End call and Device settings, and nothing else of the desk', async () => {
    const {panel} = await panelWith(emergencyView());
    expect(buttonsOf(panel)).to.deep.equal(['End call', 'Device settings']);
    expect(
      deep(panel, 'cordboard-interaction, cordboard-dialer, cordboard-agent-bar, cordboard-contact-list') === null,
    ).to.equal(true);
    await expectAccessible(panel);
  });

  it('[EM-27] says that it is on, since when, and what to do', async () => {
    const {panel} = await panelWith(emergencyView());
    const text = textOf(the(panel, '[part="emergency"]'));
    expect(text).to.include('Emergency call in progress').and.to.include('Stay on the line');
    expect(text).to.include('they ring you back here until');
    expect(textOf(the(the(panel, 'cordboard-emergency'), '[role="alert"]'))).to.include('Emergency call in progress');
  });

  it('[EM-31] [EC-45] says that the contacts are being told, then that they have been, and nothing where there are none', async () => {
    const {panel, session} = await panelWith(emergencyView({contacts: 'waiting'}));
    const text = () => textOf(the(panel, '[part="emergency"]'));
    expect(text()).to.include('Your emergency contacts are being told by mail.');
    session.ownEmergency.set(emergencyView({contacts: 'told', version: 3}));
    await drawn(panel);
    expect(text()).to.include('Your emergency contacts have been told by mail.');
    session.ownEmergency.set(emergencyView({version: 4}));
    await drawn(panel);
    expect(text()).not.to.include('contacts');
  });

  it('[EM-28] the callback is the same, and before it is answered there is only Answer', async () => {
    const rung = emergencyView({status: 'ringing-back', connectedAt: null, version: 5});
    const {panel, session} = await panelWith(rung);
    expect(buttonsOf(panel)).to.deep.equal(['Answer']);
    the(panel, '#answer-button').click();
    await settled(panel);
    expect(session.last.name).to.equal('answerEmergency');
    session.last.answer(DONE);
    session.ownEmergency.set(emergencyView({version: 6}));
    await drawn(panel);
    expect(buttonsOf(panel)).to.deep.equal(['End call', 'Device settings']);
  });

  it('[EM-39] after the end the desk is there again, with the time until which they can ring back', async () => {
    const {panel, session} = await panelWith(emergencyView());
    the(panel, '#end-button').click();
    await settled(panel);
    expect(session.last.name).to.equal('endEmergency');
    session.ownEmergency.set(
      emergencyView({status: 'over', locked: false, holdsPresence: false, leg: null, version: 3}),
    );
    await drawn(panel);
    expect(textOf(the(panel, '[part="callback"]')))
      .to.include('can ring you back until')
      .and.to.include('+12015550190');
    expect(deep(panel, 'cordboard-interaction') === null).to.equal(false);
  });

  it('[EC-25] cut off, it offers to call again and waits for the callback; no more help is said by the agent', async () => {
    const {panel, session} = await panelWith(
      emergencyView({status: 'dropped', why: 'cut-off', leg: null, connectedAt: null}),
    );
    expect(textOf(the(panel, '[part="emergency"]'))).to.include('The call was cut off');
    expect(buttonsOf(panel)).to.deep.equal(['Call 911 again', 'I need no more help']);
    the(panel, '#again-button').click();
    await settled(panel);
    expect([session.last.name, ...session.last.args]).to.deep.equal(['dialEmergency', '911']);
  });

  it('[EC-21] what does not get through is said with the number in large, for another telephone', async () => {
    const {panel, session} = await panelWith(null);
    session.emergencyAttempt.set({number: '911', test: false, status: 'out-of-reach'});
    await drawn(panel);
    expect(textOf(the(panel, '[part="number"]'))).to.equal('911');
    expect(textOf(the(panel, '[part="emergency"]'))).to.include('Use another phone and dial');
    expect(buttonsOf(panel)).to.deep.equal(['Call 911 again', 'Close']);
    the(panel, '#done-button').click();
    await drawn(panel);
    expect(deep(panel, '[part="emergency"]') === null).to.equal(true);
  });

  it('[EM-10] a demonstration says that it reaches nobody, a test that it is one', async () => {
    const {panel, session} = await panelWith(emergencyView({test: true, number: '933'}));
    session.settings.set({...SETTINGS, emergency: 'simulated'});
    await drawn(panel);
    const text = textOf(the(panel, '[part="emergency"]'));
    expect(text).to.include('TEST').and.to.include('no emergency service is reached');
  });

  it('[EC-11] a test says so from the press until nobody can ring back any more, and so does a demonstration', async () => {
    const {panel, session} = await panelWith(null);
    session.settings.set({...SETTINGS, emergency: 'simulated'});
    const seen = (part: string) => textOf(the(panel, `[part="${part}"]`));
    const told = () => textOf(the(the(panel, 'cordboard-emergency'), '[role="alert"]'));
    const marks = ['TEST: nobody is called for help', 'no emergency service is reached'];
    for (const status of ['placing', 'out-of-reach', 'refused'] as const) {
      session.emergencyAttempt.set({number: '933', test: true, status});
      await drawn(panel);
      for (const mark of marks) for (const text of [seen('emergency'), told()]) expect(text, status).to.include(mark);
    }
    session.emergencyAttempt.set(null);
    session.ownEmergency.set(emergencyView({test: true, number: '933'}));
    await drawn(panel);
    for (const mark of marks) expect(told()).to.include(mark);
    session.ownEmergency.set(emergencyView({test: true, number: '933', status: 'over', locked: false, leg: null}));
    await drawn(panel);
    for (const mark of marks) expect(seen('callback')).to.include(mark);
    session.ownEmergency.set(emergencyView({status: 'over', locked: false, leg: null, version: 9}));
    session.settings.set({...SETTINGS, emergency: 'routed'});
    await drawn(panel);
    for (const mark of marks) expect(seen('callback')).not.to.include(mark);
  });

  it('[EM-26] the microphone is muted inside the device settings', async () => {
    const {panel, session} = await panelWith(emergencyView());
    the(panel, '#settings-button').click();
    await drawn(panel);
    the(panel, '#mute-button').click();
    await drawn(panel);
    expect(session.emergency.muted.value).to.equal(true);
    expect(textOf(the(panel, '[part="emergency"]'))).to.include('You are muted');
  });

  it('[EC-104] an agent with a telephone is told where they speak, and that it can dial too', async () => {
    const {panel, session} = await panelWith(emergencyView());
    const own = () => textOf(the(panel, '[part="emergency"]'));
    expect(own()).not.to.include('telephone');
    session.settings.set({...SETTINGS, desk: {...SETTINGS.desk, telephone: TELEPHONE}});
    await drawn(panel);
    expect(own())
      .to.include('You speak here, at this computer, not on your telephone.')
      .and.to.include('You can also dial 911 on the telephone itself.');
    session.ownEmergency.set(rungBack({locked: true}));
    await drawn(panel);
    expect(own()).to.include('You speak here, at this computer, not on your telephone.');
  });

  it('[EC-104] where the sound does not work it says in large to use another phone', async () => {
    const {panel, session} = await panelWith(emergencyView());
    expect(deep(panel, '[part="number"]') === null).to.equal(true);
    session.emergencySound.set({status: 'failed', code: 'microphone-denied'});
    await drawn(panel);
    expect(textOf(the(panel, '[part="number"]'))).to.equal('911');
    expect(textOf(the(panel, '[part="emergency"]')))
      .to.include('Use another phone and dial')
      .and.to.include('the microphone cannot be used');
    await expectAccessible(panel);
  });

  it('[EC-102] where the sign-in has run out the emergency stays in sight, beside Sign in', async () => {
    const {panel, session} = await panelWith(emergencyView());
    const error = new SdkError('sign-in-required', 'Your sign-in ran out. Sign in again.');
    session.connectionState.set({status: 'sign-in-required', error});
    await drawn(panel);
    expect(textOf(the(panel, '[part="emergency"]'))).to.include('Emergency call in progress');
    expect(buttonsOf(panel)).to.deep.equal(['End call', 'Device settings', 'Sign in']);
    await expectAccessible(panel);
    session.connectionState.set({status: 'connected'});
    await drawn(panel);
    expect(buttonsOf(panel)).to.deep.equal(['End call', 'Device settings']);
  });

  it('[EC-26] the focus goes to End call when it begins', async () => {
    const {panel} = await panelWith(emergencyView());
    await settled(panel);
    expect(the(panel, '#end-button').matches(':focus')).to.equal(true);
  });

  it('[EC-51] a second press of what dialled or answered does not hang up, nor does a key that is held down', async () => {
    const {panel, session} = await panelWith(emergencyView({status: 'ringing-back', connectedAt: null, version: 5}));
    the(panel, '#answer-button').click();
    session.last.answer(DONE);
    session.ownEmergency.set(emergencyView({version: 6}));
    await drawn(panel);
    the(panel, '#end-button').click();
    expect(session.last.name).to.equal('answerEmergency');
    const held = new KeyboardEvent('keydown', {
      key: 'Enter',
      repeat: true,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    the(panel, '#end-button').dispatchEvent(held);
    expect(held.defaultPrevented).to.equal(true);
  });

  it('[EM-14] [EC-154] while responders ring back the bar says that it is Do not disturb, what comes back, and offers no choice', async () => {
    const {panel, session} = await panelWith(rungBack(), 'empty');
    const button = the(panel, '#presence-button');
    expect(textOf(button)).to.equal('Do not disturb then Available');
    expect(button.ariaDisabled).to.equal('true');
    expect(button.title).to.equal('Not during an emergency call.');
    expect(textOf(the(panel, '[part="empty"]'))).to.equal('No contact right now');
    button.click();
    await settled(panel);
    expect(the(panel, '#presence-menu').hidden).to.equal(true);
    expect(the(panel, 'cordboard-agent-bar').shadowRoot?.querySelector('cordboard-timer') === null).to.equal(true);
    await expectAccessible(panel);
    session.ownEmergency.set(rungBack({status: 'over', holdsPresence: false}));
    await drawn(panel);
    await settled(panel);
    expect(textOf(button)).to.equal('Available');
    expect(textOf(the(panel, '[part="empty"]'))).to.include('You are Available.');
    button.click();
    await settled(panel);
    expect(the(panel, '#presence-menu').hidden).to.equal(false);
  });

  it('[EC-154] while responders ring back neither Sign out nor a presence is offered, and the menu that was open is closed', async () => {
    const {panel, session} = await panelWith(null, 'empty');
    const button = the(panel, '#presence-button');
    button.click();
    await settled(panel);
    expect(the(panel, '#presence-menu').hidden).to.equal(false);
    session.ownEmergency.set(rungBack());
    await drawn(panel);
    await settled(panel);
    expect([button.ariaExpanded, the(panel, '#presence-menu').hidden]).to.deep.equal(['false', true]);
    expect(button.matches(':focus')).to.equal(true);
    the(panel, '#more-button').click();
    await settled(panel);
    const signOut = the(panel, '#more-menu [role="menuitem"]');
    expect(signOut.ariaDisabled).to.equal('true');
    expect(textOf(signOut)).to.include('Not during an emergency call.');
  });

  it('[EC-154] while responders ring back a panel without a popover offers no choice that is owed', async () => {
    const {panel, popover, session} = await deskOf('empty');
    popover.remove();
    session.agent.set(agentView('away', 'rona'));
    await drawn(panel);
    const offered = (): boolean => deep(panel, 'cordboard-availability-choice')?.checkVisibility() === true;
    expect(offered()).to.equal(true);
    session.ownEmergency.set(rungBack());
    await drawn(panel);
    expect(offered()).to.equal(false);
  });

  it('[EC-21] cut off, the dial that does not get through is said in large type as well', async () => {
    const {panel, session} = await panelWith(emergencyView({status: 'dropped', why: 'cut-off', leg: null}));
    session.emergencyAttempt.set({number: '911', test: false, status: 'out-of-reach'});
    await drawn(panel);
    expect(textOf(the(panel, '[part="number"]'))).to.equal('911');
    expect(textOf(the(panel, '[part="emergency"]'))).to.include('It goes on trying.');
    session.emergencyAttempt.set({number: '911', test: false, status: 'refused'});
    await drawn(panel);
    expect(textOf(the(panel, '[part="emergency"]'))).not.to.include('It goes on trying.');
  });
});

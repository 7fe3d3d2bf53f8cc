import {expect} from '@open-wc/testing';
import {NOW} from '../support/component-contacts.ts';
import {
  cleanUp,
  deep,
  deepAll,
  deskOf,
  drawn,
  expectAccessible,
  mount,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {buildPopoverAlone} from '../support/emergency-scenes.ts';
import {FakeSession} from '../support/fake-session.ts';
import {viewOf} from '../support/supervisor-harness.ts';
import type {EmergencyAlert} from '../../src/services/ports.ts';

function alert(changes: Partial<EmergencyAlert> = {}): EmergencyAlert {
  return {callId: 'call-1', agentName: 'Mira Kovács', dialledAt: NOW, test: false, ...changes};
}

async function lookingWith(...alerts: readonly EmergencyAlert[]) {
  const session = new FakeSession();
  const {root} = await viewOf('supervisor', session);
  session.emergencyAlerts.set(alerts);
  await drawn(root);
  await settled(root);
  const element = the(root, 'cordboard-emergency-alerts');
  return {session, root, element};
}

const shownIn = (element: HTMLElement): readonly string[] =>
  deepAll(element, '[part="alert"] strong').map((each) => textOf(each));

describe('an emergency of somebody else', () => {
  afterEach(cleanUp);

  it('[EC-35] is told at the supervisor’s view with who and since when, aloud and to a screen reader', async () => {
    const {session, element} = await lookingWith(alert());
    expect(shownIn(element)).to.deep.equal(['Mira Kovács has called emergency services']);
    const time = new Intl.DateTimeFormat(undefined, {hour: 'numeric', minute: '2-digit'}).format(NOW);
    expect(textOf(the(element, '[part="alert"]'))).to.include(`at ${time}`);
    expect(textOf(the(element, '[role="alert"]'))).to.equal('Mira Kovács has called emergency services');
    expect(session.attention.asked).to.deep.equal(['alarm']);
    await expectAccessible(element);
  });

  it('[EC-35] sounds once for each, however often the hub says it', async () => {
    const {session, root} = await lookingWith(alert());
    session.emergencyAlerts.set([alert()]);
    await drawn(root);
    expect(session.attention.asked).to.deep.equal(['alarm']);
    session.emergencyAlerts.set([alert(), alert({callId: 'call-2', agentName: 'Ben Okafor', test: true})]);
    await drawn(root);
    expect(session.attention.asked).to.deep.equal(['alarm', 'alarm']);
    expect(shownIn(the(root, 'cordboard-emergency-alerts'))[1]).to.include('emergency test call');
  });

  it('[EC-35] offers the sound where the browser held it back', async () => {
    const session = new FakeSession();
    session.attention.state.set({...session.attention.state.value, sound: 'blocked'});
    const {root} = await viewOf('supervisor', session);
    session.emergencyAlerts.set([alert()]);
    await drawn(root);
    await settled(root);
    const element = the(root, 'cordboard-emergency-alerts');
    session.attention.state.set({...session.attention.state.value, sound: 'unlocked'});
    the(element, '#sound-button').click();
    await settled(root);
    await settled(root);
    expect(deep(element, '#sound-button') === null).to.equal(true);
    expect(session.attention.asked).to.deep.equal(['alarm', 'alarm']);
  });

  it('[EC-35] [EC-153] a page that has only a popover tells it there, with the sound', async () => {
    const session = new FakeSession();
    session.emergencyAlerts.set([alert()]);
    const root = mount(buildPopoverAlone('', session));
    await drawn(root);
    await settled(root);
    await settled(root);
    const popover = the(root, 'cordboard-popover');
    const element = the(popover, 'cordboard-emergency-alerts');
    expect(element.checkVisibility()).to.equal(true);
    expect(shownIn(element)).to.deep.equal(['Mira Kovács has called emergency services']);
    expect(textOf(the(element, '[role="alert"]'))).to.include('Mira Kovács has called emergency services');
    expect(session.attention.asked).to.deep.equal(['alarm']);
    const place = the(element, '[part="alert"]').getBoundingClientRect();
    expect(place.bottom).to.be.at.most(innerHeight);
    expect(document.elementFromPoint(place.left + 5, place.top + 5)?.localName).to.equal('cordboard-popover');
    await expectAccessible(popover);
    the(element, '#seen-button').click();
    await drawn(root);
    expect(shownIn(element)).to.deep.equal([]);
    session.emergencyAlerts.set([]);
    await drawn(root);
    expect(the(popover, '.stack').hidden).to.equal(true);
  });

  it('[EC-35] [EC-153] a page that has only a dialer tells it there; beside a popover one of the two does', async () => {
    const session = new FakeSession();
    session.emergencyAlerts.set([alert()]);
    const root = buildPopoverAlone('', session);
    root.replaceChildren(document.createElement('cordboard-dialer'));
    mount(root);
    await customElements.whenDefined('cordboard-emergency-badge');
    await drawn(root);
    await customElements.whenDefined('cordboard-emergency-alerts');
    await drawn(root);
    await settled(root);
    await settled(root);
    const dialer = the(root, 'cordboard-dialer');
    expect(shownIn(dialer)).to.deep.equal(['Mira Kovács has called emergency services']);
    expect(session.attention.asked).to.deep.equal(['alarm']);
    await expectAccessible(dialer);
    root.append(document.createElement('cordboard-popover'));
    await drawn(root);
    await settled(root);
    expect(shownIn(root).length).to.equal(1);
    expect(session.attention.asked).to.deep.equal(['alarm']);
  });

  it('[EC-153] beside a supervisor’s view or a panel the popover keeps quiet, and what was put away there stays away', async () => {
    const session = new FakeSession();
    const {root} = await viewOf('supervisor', session);
    const popover = document.createElement('cordboard-popover');
    the(root, 'cordboard-supervisor-view').after(popover);
    session.emergencyAlerts.set([alert()]);
    await drawn(root);
    await settled(root);
    await settled(root);
    expect(shownIn(the(popover, 'cordboard-emergency-alerts'))).to.deep.equal([]);
    expect(shownIn(the(root, 'cordboard-emergency-alerts')).length).to.equal(1);
    expect(session.attention.asked).to.deep.equal(['alarm']);
    the(the(root, 'cordboard-supervisor-view'), '#seen-button').click();
    the(root, 'cordboard-supervisor-view').remove();
    await drawn(root);
    expect(shownIn(the(popover, 'cordboard-emergency-alerts'))).to.deep.equal([]);
    session.emergencyAlerts.set([alert({dialledAt: NOW + 60_000})]);
    await drawn(root);
    expect(shownIn(the(popover, 'cordboard-emergency-alerts')).length).to.equal(1);
    expect(session.attention.asked).to.deep.equal(['alarm', 'alarm']);
  });

  it('[EC-36] put away it stays away, and goes when it is over', async () => {
    const {session, root, element} = await lookingWith(alert());
    the(element, '#seen-button').click();
    await settled(root);
    session.emergencyAlerts.set([alert()]);
    await drawn(root);
    expect(shownIn(element)).to.deep.equal([]);
    session.emergencyAlerts.set([]);
    await drawn(root);
    expect(textOf(the(element, '[role="alert"]'))).to.equal('');
  });

  it('[EC-36] another dial of the same agent, and responders who ring back after the end, are told anew', async () => {
    const {session, root, element} = await lookingWith(alert());
    the(element, '#seen-button').click();
    await settled(root);
    session.emergencyAlerts.set([alert({dialledAt: NOW + 60_000})]);
    await drawn(root);
    expect(shownIn(element)).to.have.length(1);
    expect(session.attention.asked).to.deep.equal(['alarm', 'alarm']);
    the(element, '#seen-button').click();
    await settled(root);
    session.emergencyAlerts.set([]);
    await drawn(root);
    session.emergencyAlerts.set([alert({dialledAt: NOW + 60_000})]);
    await drawn(root);
    expect(shownIn(element)).to.have.length(1);
    expect(session.attention.asked).to.deep.equal(['alarm', 'alarm', 'alarm']);
  });

  it('[EC-36] is told anew, too, where no element was there while nothing was on', async () => {
    const {session, root} = await lookingWith(alert());
    const view = the(root, 'cordboard-supervisor-view');
    const place = view.parentElement ?? root;
    the(view, '#seen-button').click();
    await settled(root);
    view.remove();
    session.emergencyAlerts.set([]);
    await settled(root);
    session.emergencyAlerts.set([alert()]);
    place.append(view);
    await drawn(root);
    await settled(root);
    expect(shownIn(the(root, 'cordboard-emergency-alerts'))).to.have.length(1);
    expect(session.attention.asked).to.deep.equal(['alarm', 'alarm']);
  });

  it('[EC-35] is told in a supervisor’s panel too', async () => {
    const session = new FakeSession();
    const {panel} = await deskOf('connected', session);
    session.emergencyAlerts.set([alert()]);
    await customElements.whenDefined('cordboard-emergency-alerts');
    await drawn(panel);
    expect(shownIn(the(panel, 'cordboard-emergency-alerts'))).to.deep.equal([
      'Mira Kovács has called emergency services',
    ]);
  });
});

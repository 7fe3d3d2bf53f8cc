import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {CordboardEmergencyReadiness} from '../../src/components/emergency-readiness/emergency-readiness.ts';
import {
  cleanUp,
  deep,
  deepAll,
  deskOf,
  drawn,
  expectAccessible,
  litWarnings,
  mount,
  setScheme,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {SETTINGS} from '../support/component-contacts.ts';
import {readinessLike} from '../support/fake-readiness.ts';
import {FakeSession} from '../support/fake-session.ts';
import {opened, says, shown} from '../support/readiness-harness.ts';
import {FAILING, READINESS_SCENES, buildReadiness} from '../support/readiness-scenes.ts';

describe('readiness for emergency calls, at the desk', () => {
  afterEach(cleanUp);

  for (const scene of Object.keys(READINESS_SCENES)) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`[EC-89] ${scene} is accessible, colours included (${scheme})`, async () => {
        setScheme(scheme);
        const {root} = await opened(scene);
        await expectAccessible(root);
      });
    }
  }

  for (const [title, given, expected] of [
    ['ready', {}, 'Emergency calls: ready'],
    ['to do', {callerNumber: null}, 'Emergency calls: 1 thing to do'],
    ['more to do', {callerNumber: null, findings: FAILING}, 'Emergency calls: 3 things to do'],
    ['looking', {findings: {location: 'looking', country: null}}, 'Emergency calls: checking…'],
    ['simulated', {trunk: 'simulated'}, 'Simulated: reaches nobody'],
    ['simulated, and more', {trunk: 'simulated', callerNumber: null}, 'Simulated: reaches nobody · 1 to do'],
    ['not carried', {trunk: 'none'}, 'No emergency calls from here'],
  ] as const) {
    it(`[EM-10] [EC-88] the badge says before an emergency: ${title}`, async () => {
      const {session, root, element} = await shown('readiness-ready');
      await says(session, root, given);
      expect(textOf(element)).to.equal(expected);
    });
  }

  it('[EC-88] nothing is said before anything is known', async () => {
    const session = new FakeSession();
    const {root, element} = await shown('readiness-ready', session);
    session.readiness.state.set(null);
    await settled(root);
    expect(textOf(element)).to.equal('');
  });

  it('[EC-88] it is gone in an emergency, and closed when the desk comes back', async () => {
    const {session, root, element} = await opened('readiness-to-do');
    session.emergencyAttempt.set({number: '911', test: false, status: 'placing'});
    await settled(root);
    expect(deep(root, 'cordboard-emergency-badge') === null || textOf(element) === '').to.equal(true);
    session.emergencyAttempt.set(null);
    await settled(root);
    const again = the(root, 'cordboard-emergency-badge');
    expect(textOf(again)).to.include('3 things to do');
    expect(deep(again, 'cordboard-emergency-readiness') === null).to.equal(true);
  });

  it('[EC-88] the panel shows it where its dialer is put away, and once', async () => {
    const session = new FakeSession();
    session.readiness.state.set(readinessLike({callerNumber: null}));
    buildReadiness('readiness-ready');
    const {panel} = await deskOf('empty', session);
    await settled(panel);
    const visible = (): readonly string[] =>
      deepAll(panel, 'cordboard-emergency-badge')
        .filter((each) => each.checkVisibility())
        .map(textOf);
    expect(visible()).to.deep.equal(['Emergency calls: 1 thing to do']);
    the(panel, '#new-call-button').click();
    await settled(panel);
    expect(visible()).to.deep.equal(['Emergency calls: 1 thing to do']);
  });

  it('[EM-4] with everything failing the dialer calls at once, list open or not', async () => {
    const session = new FakeSession();
    session.settings.set({...SETTINGS, emergency: 'simulated', outbound: null});
    const {root, dialer} = await opened('readiness-simulated', session);
    await says(session, root, {trunk: 'simulated', callerNumber: null, findings: FAILING, confirmed: null});
    const field = the(dialer, '#number');
    field.focus();
    await sendKeys({type: '911'});
    await sendKeys({press: 'Enter'});
    expect(session.names).to.deep.equal(['dialEmergency']);
  });

  it('[EM-38] [EC-89] shows the four conditions and no others, each with what to do and who can', async () => {
    const {list} = await opened('readiness-to-do');
    const items = deepAll(list, '[data-item]').map((each) => [each.dataset['item'], textOf(each)] as const);
    expect(items.map(([id]) => id)).to.deep.equal(['outbound-profile', 'location', 'mailbox', 'trunk']);
    const said = new Map(items);
    expect(said.get('outbound-profile')).to.include('To do').and.include('Ask your administrator');
    expect(said.get('location')).to.include('Use my position').and.include('You can do this');
    expect(said.get('mailbox')).to.include('sent by the hub').and.include('Ask your administrator');
    expect(said.get('trunk')).to.include('In order').and.not.include('administrator');
  });

  for (const [location, words] of [
    ['not-asked', 'Press “Use my position” and allow it'],
    ['denied', 'Allow the location in your browser’s settings'],
    ['unavailable', 'Turn the system’s location on'],
    ['timed-out', 'did not find out in time'],
    ['frame-policy', 'allow="geolocation"'],
    ['insecure-context', 'https'],
    ['unsupported', 'Use another one'],
    ['looking', 'looks where it is'],
  ] as const) {
    it(`[EM-5] [EC-89] says what to do when the location is ${location}`, async () => {
      const {session, root, list} = await opened('readiness-ready');
      await says(session, root, {findings: {location, country: null}});
      expect(textOf(the(list, '[data-item="location"]'))).to.include(words);
      await expectAccessible(list);
    });
  }

  it('[EM-5] [EC-89] names the country the browser is in, and that the desk calls for another one', async () => {
    const {session, root, list} = await opened('readiness-ready');
    const location = (): string => textOf(the(list, '[data-item="location"]'));
    expect(location()).to.include('United States');
    await says(session, root, {findings: {country: 'PL'}});
    expect(location()).to.include('Poland, where this desk has no emergency calls');
    await says(session, root, {findings: {country: 'DK'}});
    expect(location()).to.include('Denmark').and.include('911, for another country');
  });

  it('[EM-6] [EC-89] names a mailbox that cannot send, and that the hub does', async () => {
    const {session, root, list} = await opened('readiness-ready');
    for (const mailbox of ['not-set-up', 'signed-out', 'not-allowed'] as const) {
      await says(session, root, {findings: {mailbox}});
      expect(textOf(the(list, '[data-item="mailbox"]')))
        .to.include('To do')
        .and.include('by the hub');
    }
  });

  it('[EM-10] [EC-89] says loudly that nobody is reached, that no call is carried, or that a carrier has to be asked', async () => {
    const {session, root, list} = await opened('readiness-simulated');
    expect(textOf(list)).to.include('no emergency service is reached');
    await says(session, root, {trunk: 'none'});
    expect(textOf(the(list, '[role="alert"].loud'))).to.equal(
      'This desk cannot call 911. In an emergency use another phone and dial 911.',
    );
    await says(session, root, {trunk: 'carrier'});
    expect(textOf(the(list, '[data-item="trunk"]')))
      .to.include('has to be agreed')
      .and.include('Not known');
  });

  it('[EM-13] [EC-89] names the organisation’s number and not always 911', async () => {
    const {list} = await opened('readiness-danish');
    expect(textOf(list)).to.include('112').and.not.include('911');
  });

  it('[EC-89] asks the browser for the position when the agent presses for it', async () => {
    const {session, root, list} = await opened('readiness-to-do');
    the(list, '#position-button').click();
    await settled(root);
    expect(session.names).to.deep.equal(['usePosition']);
    await says(session, root, {findings: {location: 'looking', country: null}});
    expect(the(list, '#position-button').ariaBusy).to.equal('true');
  });

  it('[EC-89] opens by keyboard, and Escape brings the focus back to what opened it', async () => {
    const {root, element} = await shown('readiness-simulated');
    the(element, '#where-badge').focus();
    await sendKeys({press: 'Enter'});
    await settled(root);
    expect(the(element, '#where-badge').ariaExpanded).to.equal('true');
    expect(the(element, 'cordboard-emergency-readiness').shadowRoot?.activeElement?.id).to.equal('still-button');
    await sendKeys({press: 'Escape'});
    await settled(root);
    expect(deep(element, 'cordboard-emergency-readiness') === null).to.equal(true);
    expect(element.shadowRoot?.activeElement?.id).to.equal('where-badge');
  });

  it('[EC-89] set before it is in the page it is the same, and it survives a move', async () => {
    buildReadiness('readiness-ready');
    const list = document.createElement('cordboard-emergency-readiness') as CordboardEmergencyReadiness;
    list.readiness = readinessLike({callerNumber: null});
    mount(list);
    await drawn(list);
    const text = textOf(list);
    expect(text).to.include('You have no outbound profile');
    list.remove();
    mount(list);
    await drawn(list);
    expect(textOf(list)).to.equal(text);
  });

  it('[EC-89] a page may keep a request to itself', async () => {
    const {session, root, list} = await opened('readiness-to-do');
    root.addEventListener('cordboard-position-request', (event) => event.preventDefault());
    the(list, '#position-button').click();
    await settled(root);
    expect(session.names).to.deep.equal([]);
  });

  it('[EL-2] no state makes Lit warn', () => {
    expect(litWarnings()).to.deep.equal([]);
  });
});

import {expect} from '@open-wc/testing';
import {SETTINGS} from '../support/component-contacts.ts';
import {cleanUp, deep, deskOf, drawn, expectAccessible, settled, textOf, the} from '../support/component-harness.ts';
import {type Shown, press, shown, type} from '../support/dialer-harness.ts';
import {FakeSession} from '../support/fake-session.ts';
import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';
import {HubDialService} from '../../src/services/hub-dial-service.ts';

const NO_HUB = {
  send: () => Promise.reject(new Error('nothing is sent')),
  ask: () => Promise.reject(new Error('nothing is asked')),
};

const carries = (session: FakeSession): void => session.settings.set({...SETTINGS, emergency: 'routed'});

/** The rule as a page asks it: by what the hub says of the organisation. */
function followsSettings(session: FakeSession): void {
  const service = new HubDialService(NO_HUB, session.settings);
  session.dial.matchEmergency = (typed) => service.matchEmergency(typed);
}

const buttonOf = ({dialer}: Shown): HTMLElement => the(dialer, '#call-button');

describe('an emergency number in the dialer', () => {
  afterEach(cleanUp);

  it('[EM-12] [EC-30] changes the Call button while it is typed, and Call dials it at once', async () => {
    const dialer = await shown(carries);
    await type(dialer, '91');
    expect(textOf(buttonOf(dialer))).to.equal('Call');
    await type(dialer, '1');
    expect(textOf(buttonOf(dialer))).to.equal('Call emergency services (911)');
    expect(buttonOf(dialer).ariaDisabled).to.equal(null);
    expect(textOf(the(dialer.dialer, '[role="alert"] [part="emergency"]'))).to.include('Call dials it at once');
    await expectAccessible(dialer.dialer);
    buttonOf(dialer).click();
    expect(dialer.session.last).to.deep.include({name: 'dialEmergency', args: ['911']});
    await settled(dialer.dialer);
    expect(dialer.input.value).to.equal('');
  });

  it('[EC-30] goes back to an ordinary Call when the number is no longer one', async () => {
    const dialer = await shown(carries);
    await type(dialer, '911');
    await press(dialer, 'Backspace');
    expect(textOf(buttonOf(dialer))).to.equal('Call');
    expect(dialer.dialer.shadowRoot?.querySelector('[part="emergency"]') === null).to.equal(true);
  });

  for (const [typed, dialled] of [
    ['9911', '9911'],
    ['112', '112'],
    ['+1911', '+1911'],
    ['*67911', '*67911'],
  ] as const) {
    it(`[EM-12] [EC-30] ${typed} and Enter dial as typed: the hub decides the local number`, async () => {
      const dialer = await shown(carries);
      await type(dialer, typed);
      await press(dialer, 'Enter');
      expect(dialer.session.sent.map(({name}) => name)).to.deep.equal(['dialEmergency']);
      const digits = String(dialer.session.last.args[0]).replaceAll(/[^0-9+*]/g, '');
      expect(digits).to.equal(dialled);
    });
  }

  it('[EC-31] neither a missing outbound profile nor a full desk nor a call that is on its way stops it', async () => {
    const dialer = await shown((session) => session.settings.set({...SETTINGS, emergency: 'routed', outbound: null}));
    await type(dialer, '911');
    await press(dialer, 'Enter');
    expect(dialer.session.names).to.deep.equal(['dialEmergency']);
    const busy = await shown(carries);
    await type(busy, '12015550143');
    await press(busy, 'Enter');
    expect(busy.session.last.name).to.equal('dial');
    busy.dialer.number = '911';
    await drawn(busy.dialer);
    buttonOf(busy).click();
    expect(busy.session.names).to.deep.equal(['dial', 'dialEmergency']);
  });

  it('[EM-30] [EC-31] asks no page and tells none', async () => {
    const dialer = await shown(carries);
    const told: string[] = [];
    for (const each of ['cordboard-dial-request', 'cordboard-redial-request'])
      document.addEventListener(each, () => told.push(each), {once: true});
    await type(dialer, '911');
    await press(dialer, 'Enter');
    expect(told).to.deep.equal([]);
    expect(dialer.session.names).to.deep.equal(['dialEmergency']);
  });

  it('[EM-3] [EC-32] of a longer number the person says which was meant; Enter dials nothing', async () => {
    const dialer = await shown(carries);
    await type(dialer, '911555');
    await press(dialer, 'Enter');
    expect(dialer.session.names).to.deep.equal([]);
    expect(buttonOf(dialer).ariaDisabled).to.equal('true');
    expect(textOf(the(dialer.dialer, '[part="emergency"]'))).to.include('begins with 911');
    expect(dialer.dialer.shadowRoot?.activeElement?.id).to.equal('number');
    await expectAccessible(dialer.dialer);
    the(dialer.dialer, '#edit-button').click();
    await settled(dialer.dialer);
    expect(dialer.dialer.shadowRoot?.activeElement?.id).to.equal('number');
    expect(dialer.session.names).to.deep.equal([]);
    the(dialer.dialer, '#call-now-button').click();
    expect(dialer.session.last).to.deep.include({name: 'dialEmergency', args: ['911']});
  });

  it('[EC-32] another country’s emergency number offers the one that helps here', async () => {
    const dialer = await shown(carries);
    await type(dialer, '999');
    expect(textOf(the(dialer.dialer, '[part="emergency"]'))).to.include('The emergency number here is 911');
    expect(textOf(the(dialer.dialer, '#call-now-button'))).to.equal('Call 911 now');
    the(dialer.dialer, '#call-now-button').click();
    expect(dialer.session.last).to.deep.include({name: 'dialEmergency', args: ['911']});
  });

  it('[EC-53] where the trunk carries none it is said, and Call and Enter dial all the same: others are told', async () => {
    const dialer = await shown((session) => session.settings.set({...SETTINGS, emergency: 'none'}));
    await type(dialer, '911');
    expect(textOf(dialer.dialer)).to.include('Use another phone and dial 911.');
    expect(textOf(buttonOf(dialer))).to.equal('Call');
    await press(dialer, 'Enter');
    expect(dialer.session.last).to.deep.include({name: 'dialEmergency', args: ['911']});
  });

  it('[EC-151] narrowed to 911 in another country, the country’s number is said, and Call dials it all the same', async () => {
    const narrowed = EMERGENCY_COUNTRIES.filter((each) => each.numbers.includes('911'));
    const dialer = await shown((session) => {
      session.settings.set({...SETTINGS, emergency: 'routed', country: 'GB', emergencyCountries: narrowed});
      followsSettings(session);
    });
    await type(dialer, '911');
    const said = () => textOf(the(dialer.dialer, '[part="emergency"]'));
    expect(said()).to.include('The emergency number here is 999. This desk cannot call it.');
    expect(said()).to.include('Use another phone and dial 999.');
    expect(deep(dialer.dialer, '#call-now-button') === null).to.equal(true);
    dialer.dialer.number = '';
    await drawn(dialer.dialer);
    await type(dialer, '999');
    expect(said()).to.include('Use another phone and dial 999.');
    await press(dialer, 'Enter');
    expect(dialer.session.last).to.deep.include({name: 'dialEmergency', args: ['999']});
  });

  it('[EC-78] [EC-152] where no number is known none is claimed; Call dials all the same', async () => {
    const dialer = await shown((session) => {
      session.settings.set({...SETTINGS, emergency: 'routed', country: 'JP'});
      followsSettings(session);
    });
    await type(dialer, '911');
    const said = textOf(the(dialer.dialer, '[part="emergency"]'));
    expect(said).to.include('The emergency number here is not known.');
    expect(said).to.include('Use a mobile phone and dial 112.').and.not.to.include('number here is 112');
    await expectAccessible(dialer.dialer);
    await press(dialer, 'Enter');
    expect(dialer.session.last).to.deep.include({name: 'dialEmergency', args: ['911']});
  });

  it('[EC-54] before the hub has said anything of itself an emergency number is called all the same', async () => {
    const dialer = await shown((session) => session.settings.set(null));
    await type(dialer, '911');
    await press(dialer, 'Enter');
    expect(dialer.session.last).to.deep.include({name: 'dialEmergency', args: ['911']});
  });

  it('[EC-30] a test number says that it is a test', async () => {
    const dialer = await shown(carries);
    await type(dialer, '933');
    expect(textOf(buttonOf(dialer))).to.equal('Make a test call (933)');
    buttonOf(dialer).click();
    expect(dialer.session.last).to.deep.include({name: 'dialEmergency', args: ['933']});
  });

  it('[EM-12] [EC-30] +91 1… is an ordinary number of India', async () => {
    const dialer = await shown(carries);
    await type(dialer, '+911123456789');
    expect(textOf(buttonOf(dialer))).to.equal('Call');
    await press(dialer, 'Enter');
    expect(dialer.session.last.name).to.equal('dial');
  });

  it('[EC-33] where there is no panel the call is shown in the dialer’s place, from the press on', async () => {
    const dialer = await shown(carries);
    dialer.session.emergencyAttempt.set({number: '911', test: false, status: 'placing'});
    await drawn(dialer.dialer);
    expect(textOf(the(dialer.dialer, '[part="emergency"]'))).to.include('Calling 911…');
    dialer.session.emergencyAttempt.set({number: '911', test: false, status: 'out-of-reach'});
    await drawn(dialer.dialer);
    expect(textOf(the(dialer.dialer, '[part="emergency"]'))).to.include('Use another phone and dial');
    await expectAccessible(dialer.dialer);
  });

  it('[EC-33] the panel shows the call and neither dialer nor bar, from the press on', async () => {
    const session = new FakeSession();
    const {panel} = await deskOf('connected', session);
    session.emergencyAttempt.set({number: '911', test: false, status: 'placing'});
    await drawn(panel);
    expect(textOf(the(panel, 'cordboard-emergency'))).to.include('Calling 911…');
    expect(panel.shadowRoot?.querySelector('cordboard-dialer, cordboard-agent-bar') === null).to.equal(true);
  });
});

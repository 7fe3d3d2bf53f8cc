import {expect} from '@open-wc/testing';
import {polish} from '../../src/components/strings/polish.ts';
import type {EmergencyView} from '../../src/services/ports.ts';
import {SETTINGS} from '../support/component-contacts.ts';
import {cleanUp, deep, deskOf, drawn, expectAccessible, settled, textOf, the} from '../support/component-harness.ts';
import {emergencyView} from '../support/emergency-scenes.ts';
import {FakeSession} from '../support/fake-session.ts';

async function deskWith(own: EmergencyView | null = null, scene = 'connected') {
  const session = new FakeSession();
  const {panel} = await deskOf(scene, session);
  session.ownEmergency.set(own);
  await drawn(panel);
  const words = (selector: string) => () =>
    textOf(the(the(panel, 'cordboard-emergency'), selector)).replaceAll(/\s+/g, ' ');
  return {panel, session, told: words('[role="alert"]'), seen: words('[part="emergency"]')};
}

const SAYS = 'Use another phone and dial 911';

/** How often it is read. */
const count = (text: string, part: string): number => text.split(part).length - 1;

describe('another telephone in an emergency', () => {
  afterEach(cleanUp);

  it('[EC-160] what does not get through is read aloud with the number for another telephone, once', async () => {
    const {panel, session, told} = await deskWith();
    session.emergencyAttempt.set({number: '911', test: false, status: 'placing'});
    await drawn(panel);
    expect(told()).not.to.include('another phone');
    for (const status of ['out-of-reach', 'refused'] as const) {
      session.emergencyAttempt.set({number: '911', test: false, status});
      await drawn(panel);
      expect(told(), status).to.include('This desk does not get through').and.to.include(SAYS);
      expect(count(told(), SAYS), status).to.equal(1);
    }
    session.emergencyAttempt.set(null);
    session.ownEmergency.set(emergencyView({status: 'dropped', why: 'unreachable', leg: null, connectedAt: null}));
    await drawn(panel);
    expect(told()).to.include(SAYS);
    session.ownEmergency.set(emergencyView({status: 'dropped', why: 'cut-off', leg: null, version: 3}));
    await drawn(panel);
    expect(told()).not.to.include('another phone');
  });

  it('[EC-160] where the sound does not work it is read aloud, with why', async () => {
    const {panel, session, told} = await deskWith(emergencyView());
    expect(told()).not.to.include('another phone');
    session.emergencySound.set({status: 'failed', code: 'microphone-denied'});
    await drawn(panel);
    expect(told()).to.include('They do not hear you').and.to.include(SAYS);
    session.emergencySound.set({status: 'connected'});
    await drawn(panel);
    expect(told()).not.to.include('They do not hear you').and.not.to.include('another phone');
  });

  it('[EC-161] the focus goes to the first button of a dial that does not get through, and from there to End call', async () => {
    const {panel, session} = await deskWith(null, 'empty');
    the(panel, '#number').focus();
    session.emergencyAttempt.set({number: '911', test: false, status: 'out-of-reach'});
    await drawn(panel);
    await settled(panel);
    expect(the(panel, '#again-button').matches(':focus')).to.equal(true);
    session.emergencyAttempt.set(null);
    session.ownEmergency.set(emergencyView());
    await drawn(panel);
    await settled(panel);
    expect(the(panel, '#end-button').matches(':focus')).to.equal(true);
  });

  it('[EC-161] dialled again after it was cut off, the focus comes back with the first button', async () => {
    const {panel, session} = await deskWith(emergencyView({status: 'dropped', why: 'cut-off', leg: null}));
    the(panel, '#again-button').focus();
    session.emergencyAttempt.set({number: '911', test: false, status: 'placing'});
    await drawn(panel);
    session.emergencyAttempt.set({number: '911', test: false, status: 'out-of-reach'});
    await drawn(panel);
    await settled(panel);
    expect(the(panel, '#again-button').matches(':focus')).to.equal(true);
  });

  it('[EC-162] where no number is known the card says so, and that a mobile phone takes 112', async () => {
    const {panel, session, told, seen} = await deskWith();
    session.settings.set({...SETTINGS, country: 'JP', emergency: 'routed'});
    const rule = 'The emergency number here is not known. Use a mobile phone and dial 112';
    const check = async (name: string): Promise<void> => {
      await drawn(panel);
      for (const text of [told(), seen()]) {
        expect(text, name).to.include(rule).and.not.to.include('another phone');
        expect(count(text, rule), name).to.equal(1);
      }
      expect(textOf(the(panel, '[part="number"]'))).to.equal('112');
    };
    session.emergencyAttempt.set({number: '112', test: false, status: 'out-of-reach'});
    await check('a dial');
    await expectAccessible(panel);
    session.emergencyAttempt.set(null);
    session.ownEmergency.set(
      emergencyView({number: '112', status: 'dropped', why: 'not-carried', leg: null, callbackNumber: null}),
    );
    await check('a call');
    expect(seen()).not.to.include('cut off');
    expect(polish.emergency?.mobilePhone).to.equal('Użyj telefonu komórkowego i wybierz');
  });

  it('[EC-160] in a page from right to left the number stands where its sentence begins', async () => {
    const {panel, session} = await deskWith();
    document.documentElement.dir = 'rtl';
    session.emergencyAttempt.set({number: '911', test: false, status: 'out-of-reach'});
    await drawn(panel);
    const emergency = the(panel, 'cordboard-emergency');
    const begins = (selector: string): number => {
      const line = document.createRange();
      line.selectNodeContents(the(emergency, selector));
      return Math.round(line.getBoundingClientRect().right);
    };
    expect(begins('[part="number"]')).to.equal(begins('.strong'));
  });

  it('[EC-163] what this desk cannot call it does not say to call again, in the hour after it', async () => {
    const own = emergencyView({status: 'over', locked: false, leg: null, connectedAt: null, callbackNumber: null});
    const {panel, session} = await deskWith(own, 'empty');
    const line = () => textOf(the(panel, '[part="callback"]'));
    session.settings.set({...SETTINGS, emergency: 'routed'});
    await drawn(panel);
    expect(line()).to.include('If you are cut off, call again');
    for (const settings of [{emergency: 'none'}, {emergency: 'routed', country: 'JP'}] as const) {
      session.settings.set({...SETTINGS, ...settings});
      await drawn(panel);
      expect(line()).to.include('This desk cannot call emergency services').and.not.to.include('cut off');
    }
    expect(deep(panel, '#again-button') === null).to.equal(false);
  });
});

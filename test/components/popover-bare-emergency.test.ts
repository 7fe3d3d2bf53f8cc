import {expect} from '@open-wc/testing';
import {render} from 'lit';
import {BareEmergency} from '../../src/components/popover/bare-emergency.ts';
import {english} from '../../src/components/strings/english.ts';
import type {EmergencyAttempt, EmergencyView} from '../../src/services/ports.ts';
import {SETTINGS} from '../support/component-contacts.ts';
import {cleanUp, mount, textOf, the} from '../support/component-harness.ts';
import {emergencyView, rungBack} from '../support/emergency-scenes.ts';
import {DONE, FakeSession} from '../support/fake-session.ts';

type Given = {
  readonly own?: EmergencyView;
  readonly attempt?: EmergencyAttempt;
  readonly simulated?: boolean;
  readonly country?: string;
};

function drawn({own, attempt, simulated = false, country}: Given) {
  const session = new FakeSession();
  session.ownEmergency.set(own ?? null);
  session.emergencyAttempt.set(attempt ?? null);
  if (simulated) session.settings.set({...SETTINGS, emergency: 'simulated'});
  if (country !== undefined) session.settings.set({...SETTINGS, country});
  const bare = new BareEmergency();
  const root = mount(document.createElement('div'));
  let loads = 0;
  const draw = () =>
    render(bare.draw(session.emergency, english, {settings: session.settings, retry: () => (loads += 1)}), root);
  draw();
  const said = () => textOf(the(root, '[role="alert"]')).replaceAll(/\s+/g, ' ').trim();
  const buttons = () => [...root.querySelectorAll('button')].map((each) => each.id);
  return {root, session, draw, said, buttons, loads: () => loads};
}

describe('an emergency in the popover whose element did not load', () => {
  afterEach(cleanUp);

  it('[EC-106] says where the dial stands and which number to dial on another phone', () => {
    const placing = drawn({attempt: {number: '911', test: false, status: 'placing'}});
    expect(placing.said()).to.equal('Calling 911…');
    expect(placing.buttons()).to.deep.equal(['load-button']);
    const away = drawn({attempt: {number: '911', test: false, status: 'out-of-reach'}});
    expect(away.said()).to.equal('This desk does not get through Use another phone and dial 911');
    expect(away.buttons()).to.deep.equal(['again-button', 'done-button', 'load-button']);
    the(away.root, '#again-button').click();
    expect(away.session.last.name).to.equal('dialEmergency');
  });

  it('[EC-106] [EC-11] a test says that it is one, and a demonstration that it reaches nobody', () => {
    const away = {number: '933', test: true, status: 'out-of-reach'} as const;
    expect(drawn({attempt: away}).said()).to.include('TEST: nobody is called for help');
    expect(drawn({own: emergencyView({test: true})}).said()).to.include('TEST: nobody is called for help');
    const shown = drawn({own: rungBack(), simulated: true}).said();
    expect(shown).to.include('This is a demonstration: no emergency service is reached').and.not.to.include('TEST');
  });

  it('[EC-106] names what was cut off, or never got through, and dials again', () => {
    const cut = drawn({own: emergencyView({status: 'dropped', why: 'cut-off', leg: null})});
    expect(cut.said()).to.equal('The call was cut off');
    const lost = drawn({own: emergencyView({status: 'dropped', why: 'unreachable', leg: null})});
    expect(lost.said()).to.equal('The call did not get through Use another phone and dial 911');
    expect(lost.buttons()).to.deep.equal(['again-button', 'done-button', 'load-button']);
    the(lost.root, '#done-button').click();
    expect(lost.session.last.name).to.equal('endEmergency');
  });

  it('[EC-106] [EC-51] responders who ring back are answered, and a second press does not hang up', () => {
    const {root, session, draw, said, buttons} = drawn({own: rungBack()});
    expect(said()).to.equal('Emergency services are calling back');
    expect(buttons()).to.deep.equal(['answer-button', 'load-button']);
    the(root, '#answer-button').click();
    expect(session.last.name).to.equal('answerEmergency');
    session.last.answer(DONE);
    session.ownEmergency.set(emergencyView({version: 6}));
    draw();
    expect(said()).to.equal('Emergency call in progress');
    expect(buttons()).to.deep.equal(['end-button', 'load-button']);
    the(root, '#end-button').click();
    expect(session.last.name).to.equal('answerEmergency');
  });

  it('[EC-162] where no number is known it says so, and that a mobile phone takes 112, once', () => {
    const rule = 'The emergency number here is not known. Use a mobile phone and dial 112';
    const away = drawn({attempt: {number: '112', test: false, status: 'refused'}, country: 'AU'});
    expect(away.said()).to.equal(`This desk does not get through ${rule}`);
    const lost = drawn({
      own: emergencyView({number: '112', status: 'dropped', why: 'not-carried', leg: null}),
      country: 'AU',
    });
    expect(lost.said()).to.equal(`This desk cannot call emergency services ${rule}`);
  });

  it('[EC-160] where the sound does not work it says so, and the number of another phone once', () => {
    const {session, draw, said} = drawn({own: emergencyView()});
    session.emergencySound.set({status: 'failed', code: 'microphone-denied'});
    draw();
    expect(said()).to.include('They do not hear you');
    expect(said().split('Use another phone and dial 911')).to.have.length(2);
  });

  it('[EC-106] its file is loaded again by a press', () => {
    const {root, loads} = drawn({own: emergencyView()});
    the(root, '#load-button').click();
    expect(loads()).to.equal(1);
  });

  it('[EC-106] [EC-51] a key that is held down presses nothing', () => {
    const {root} = drawn({own: rungBack()});
    const press = (repeat: boolean) =>
      new KeyboardEvent('keydown', {key: 'Enter', repeat, bubbles: true, cancelable: true});
    expect(the(root, '#answer-button').dispatchEvent(press(true))).to.equal(false);
    expect(the(root, '#answer-button').dispatchEvent(press(false))).to.equal(true);
  });
});

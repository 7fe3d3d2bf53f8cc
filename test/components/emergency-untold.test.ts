import {expect} from '@open-wc/testing';
import {SETTINGS} from '../support/component-contacts.ts';
import {cleanUp, deep, deskOf, drawn, settled, the} from '../support/component-harness.ts';
import {emergencyView, rungBack} from '../support/emergency-scenes.ts';
import {DONE, FakeSession} from '../support/fake-session.ts';

/** What ties an agent to a call for help. */
const MARKS = /emergenc|911|12015550190|call-1|leg-1/i;

type Heard = {readonly type: string; readonly fields: string};

/** Every event of the desk that leaves its shadow trees, and so reaches the page around it, until `stop`. */
function spyOnHost(): {readonly heard: readonly Heard[]; stop(): void} {
  const heard: Heard[] = [];
  const own: unknown = Reflect.get(EventTarget.prototype, 'dispatchEvent');
  if (typeof own !== 'function') throw new TypeError('no dispatchEvent');
  EventTarget.prototype.dispatchEvent = function spied(this: EventTarget, event: Event): boolean {
    const outside = event.composed || (this instanceof Node && this.getRootNode() === document);
    if (event.type.startsWith('cordboard-') && outside) {
      const fields = JSON.stringify(Object.entries(event).filter(([name]) => name !== 'isTrusted'));
      heard.push({type: event.type, fields});
    }
    return Boolean(Reflect.apply(own, this, [event]));
  };
  return {heard, stop: () => void Reflect.set(EventTarget.prototype, 'dispatchEvent', own)};
}

function stored(): string {
  return JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]);
}

describe('what a page around the desk can learn of an emergency', () => {
  afterEach(cleanUp);

  it('[EM-30] is that the desk is locked: no event and no storage of the browser has more', async () => {
    const session = new FakeSession();
    session.settings.set({...SETTINGS, emergency: 'routed'});
    const {panel, root} = await deskOf('connected', session);
    const before = stored();
    const host = spyOnHost();
    try {
      // Dialled in the dialer, spoken with the settings open, cut off, rung back, ended; and rung back after the end.
      const field = the(panel, '#number');
      if (!(field instanceof HTMLInputElement)) throw new TypeError('no field');
      field.value = '911';
      field.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
      await settled(panel);
      the(panel, '#call-button').click();
      await settled(panel);
      expect(session.last.name).to.equal('dialEmergency');
      session.emergencyAttempt.set({number: '911', test: false, status: 'placing'});
      await drawn(root);
      session.emergencyAttempt.set(null);
      session.ownEmergency.set(emergencyView({status: 'dialling', connectedAt: null}));
      session.last.answer(DONE);
      await drawn(root);
      session.ownEmergency.set(emergencyView({version: 3}));
      await drawn(root);
      the(panel, '#settings-button').click();
      await drawn(root);
      expect(deep(panel, 'cordboard-device-settings') !== null).to.equal(true);
      the(panel, '#mute-button').click();
      the(panel, '#settings-button').click();
      session.ownEmergency.set(emergencyView({status: 'dropped', why: 'cut-off', leg: null, version: 4}));
      await drawn(root);
      session.ownEmergency.set(rungBack({locked: true}));
      await drawn(root);
      the(panel, '#answer-button').click();
      await settled(root);
      session.ownEmergency.set(emergencyView({version: 6}));
      await drawn(root);
      the(panel, '#end-button').click();
      await settled(root);
      session.ownEmergency.set(emergencyView({status: 'over', locked: false, leg: null, version: 7}));
      await drawn(root);
      session.ownEmergency.set(rungBack({version: 8}));
      await drawn(root);
      session.ownEmergency.set(emergencyView({status: 'over', locked: false, leg: null, version: 9}));
      await drawn(root);
    } finally {
      host.stop();
    }
    expect(host.heard.filter(({type, fields}) => MARKS.test(type) || MARKS.test(fields))).to.deep.equal([]);
    const locks = host.heard.filter(({type}) => type === 'cordboard-desk-lock-changed');
    expect(locks.map(({fields}) => fields)).to.deep.equal(['[["locked",true]]', '[["locked",false]]']);
    expect(stored()).to.equal(before);
  });
});

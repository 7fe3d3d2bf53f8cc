import {expect} from '@open-wc/testing';
import {connectedContact} from '../support/component-contacts.ts';
import {cleanUp, deep, deskOf, expectAccessible, mount, settled, textOf, the} from '../support/component-harness.ts';
import {agentView} from '../support/fake-session.ts';

function moveFocusIn(): void {
  const keys = {code: 'KeyI', key: 'I', altKey: true, shiftKey: true, bubbles: true, cancelable: true};
  document.dispatchEvent(new KeyboardEvent('keydown', keys));
}

describe('cordboard-popover when its card goes', () => {
  afterEach(cleanUp);

  it('[AN-9] does not ring again between the reply and the news that the call is answered', async () => {
    const state = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, 'state');
    const create = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, 'createOscillator');
    let notes = 0;
    const node = {
      frequency: {value: 0},
      connect: (next: unknown) => next,
      start: () => void (notes += 1),
      stop: () => undefined,
    };
    Object.defineProperty(BaseAudioContext.prototype, 'state', {configurable: true, get: () => 'running'});
    Object.defineProperty(BaseAudioContext.prototype, 'createOscillator', {configurable: true, value: () => node});
    try {
      const {popover, session} = await deskOf('ringing');
      popover.toggleAttribute('silent', false);
      await settled(popover);
      expect(notes).to.equal(2);
      the(popover, '#accept-button').click();
      await settled(popover);
      session.last.answer({status: 'done'});
      await settled(popover);
      await settled(popover);
      expect(notes).to.equal(2);
    } finally {
      if (state !== undefined) Object.defineProperty(BaseAudioContext.prototype, 'state', state);
      if (create !== undefined) Object.defineProperty(BaseAudioContext.prototype, 'createOscillator', create);
    }
  });

  it('[EL-36] after Answer the focus goes back to where it was', async () => {
    const input = mount(document.createElement('input'));
    const {popover, session} = await deskOf('ringing');
    input.focus();
    moveFocusIn();
    expect(document.activeElement).to.equal(popover);
    session.ringing.set([]);
    await settled(popover);
    expect(document.activeElement).to.equal(input);
  });

  it('[EL-36] after Answer the focus that came from the panel goes to the contact', async () => {
    const {panel, popover, session} = await deskOf('ringing');
    the(panel, '#number').focus();
    moveFocusIn();
    session.contactList.set([connectedContact()]);
    session.ringing.set([]);
    await settled(panel);
    await settled(popover);
    expect(deep(panel, 'cordboard-interaction')?.shadowRoot?.activeElement?.localName).to.equal('h2');
  });

  it('[EL-36] [EL-37] after Decline the focus goes to the choice, which is told to everybody', async () => {
    const {popover, session} = await deskOf('ringing');
    moveFocusIn();
    session.agent.set(agentView('away', 'declined'));
    session.ringing.set([]);
    await settled(popover);
    expect(deep(popover, 'cordboard-availability-choice')?.shadowRoot?.activeElement?.role).to.equal('group');
    expect(textOf(the(popover, '[aria-live="assertive"]'))).to.equal(
      'You declined a contact. It went back to the queue. Nothing rings until you choose.',
    );
    await expectAccessible(popover);
  });
});

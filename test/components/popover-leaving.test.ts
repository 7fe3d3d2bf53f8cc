import {expect} from '@open-wc/testing';
import {connectedContact, ringing} from '../support/component-contacts.ts';
import {cleanUp, deep, deskOf, expectAccessible, mount, settled, textOf, the} from '../support/component-harness.ts';
import {agentView} from '../support/fake-session.ts';

function moveFocusIn(): void {
  const keys = {code: 'KeyI', key: 'I', altKey: true, shiftKey: true, bubbles: true, cancelable: true};
  document.dispatchEvent(new KeyboardEvent('keydown', keys));
}

describe('cordboard-popover when its card goes', () => {
  afterEach(cleanUp);

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
    session.untaken.set('answer');
    session.agent.set(agentView('away', 'declined'));
    session.ringing.set([]);
    await settled(popover);
    expect(deep(popover, 'cordboard-availability-choice')?.shadowRoot?.activeElement?.role).to.equal('group');
    expect(textOf(the(popover, '[aria-live="assertive"]'))).to.equal(
      'You declined a contact. It went back to the queue. Nothing rings until you choose.',
    );
    await expectAccessible(popover);
  });

  for (const [purpose, where] of [
    ['answer', 'It went back to the queue.'],
    ['consult', 'The customer stayed with who asked you.'],
    ['transfer', 'It went back to who transferred it, or else to the queue.'],
  ] as const)
    it(`[AN-6] [EL-71] after an offer to ${purpose} that rang out it says where the customer is`, async () => {
      const {popover, session} = await deskOf('empty');
      session.untaken.set(purpose);
      session.agent.set(agentView('away', 'rona'));
      await settled(popover);
      const choice = the(popover, 'cordboard-availability-choice');
      expect(textOf(the(choice, '#help'))).to.equal(`${where} Nothing rings until you choose.`);
    });

  it('[EL-71] a page that was reloaded since does not guess where the customer is', async () => {
    const {popover, session} = await deskOf('empty');
    session.agent.set(agentView('away', 'rona'));
    await settled(popover);
    expect(textOf(the(popover, '#help'))).to.equal('Nothing rings until you choose.');
  });

  it('[EL-71] the choice makes way for a call that came later, and is there again after it', async () => {
    const {popover, panel, session} = await deskOf('empty');
    session.agent.set(agentView('away', 'rona'));
    session.contactList.set([connectedContact()]);
    await settled(popover);
    await settled(panel);
    expect(deep(popover, '#help') === null && deep(panel, '#help') === null).to.equal(true);
    session.contactList.set([]);
    await settled(popover);
    expect(textOf(the(popover, '#help'))).to.equal('Nothing rings until you choose.');
  });

  it('[EL-74] why one call could not be answered is past once a later one has come and gone', async () => {
    const {popover, session} = await deskOf('empty');
    const first = ringing({id: 'a'});
    session.ringing.set([first]);
    await settled(popover);
    the(popover, '#accept-button').click();
    await settled(popover);
    session.last.answer({status: 'refused', code: 'telephone-unreachable'});
    await settled(popover);
    session.ringing.set([]);
    for (let turn = 0; turn < 3; turn += 1) await settled(popover);
    expect(textOf(the(popover, '[role="alert"]'))).to.include('Your telephone cannot be rung.');
    const later = ringing({id: 'b'});
    session.ringing.set([{...later, offer: {...later.offer, offeredAt: first.offer.offeredAt + 1_000}}]);
    await settled(popover);
    session.ringing.set([]);
    for (let turn = 0; turn < 3; turn += 1) await settled(popover);
    expect(deep(popover, '[role="alert"]') === null).to.equal(true);
  });
});

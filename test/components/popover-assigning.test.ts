import {expect} from '@open-wc/testing';
import {ringing} from '../support/component-contacts.ts';
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
import {FakeSession} from '../support/fake-session.ts';

function placesOf(popover: Element): readonly (readonly [string, number, number])[] {
  return ['#name', '#decline-button', '#accept-button', 'dl'].map((each) => {
    const {left, top} = the(popover, each).getBoundingClientRect();
    return [each, Math.round(left), Math.round(top)];
  });
}

function presented(session: FakeSession): readonly unknown[] {
  return session.sent.filter(({name}) => name === 'present').map(({args}) => args[0]);
}

describe('cordboard-popover while a contact is being assigned', () => {
  afterEach(cleanUp);

  it('[PO-3] says that a contact is being assigned, and to whom it will ring; nothing is left to answer in', async () => {
    const {popover} = await deskOf('assigning');
    expect(textOf(popover)).to.include('Call being assigned…').and.include('Ada Nkemelu').and.include('Billing');
    expect(deep(popover, '[role="timer"]')).to.equal(null);
    expect(deep(popover, '.countdown .icon-spinner')).not.to.equal(null);
  });

  it('[PO-3] its buttons are in their places and say why they do not work yet', async () => {
    const {popover, session} = await deskOf('assigning');
    for (const part of ['accept-button', 'decline-button']) {
      const button = the(popover, `#${part}`);
      expect(button.ariaDisabled).to.equal('true');
      button.click();
      await settled(popover);
      button.focus();
      const why = the(popover, `#${part}-why`);
      expect(getComputedStyle(why).visibility).to.equal('visible');
      expect(textOf(why)).to.equal('It rings in a moment. Then you can answer or decline.');
    }
    expect(session.names).not.to.include('accept').and.not.to.include('decline');
    await expectAccessible(popover);
  });

  it('[PO-4] [AN-1] becomes the request in the same place, without a jump, and is told only then', async () => {
    const {popover, session} = await deskOf('assigning');
    const region = the(popover, '[aria-live="assertive"]');
    const before = placesOf(popover);
    expect(textOf(region)).to.equal('');
    const card = the(popover, 'cordboard-offer-card');
    session.ringing.set([ringing()]);
    await drawn(popover);
    expect(the(popover, 'cordboard-offer-card')).to.equal(card);
    expect(placesOf(popover)).to.deep.equal(before);
    expect(textOf(popover)).to.include('Incoming call');
    expect(textOf(region)).to.include('Incoming call: Ada Nkemelu, Billing.');
    expect(the(popover, '#accept-button').ariaDisabled).to.equal(null);
    expect(deep(popover, '[role="timer"]')).not.to.equal(null);
  });

  it('[PO-3] the focus on a button stays there when it begins to ring', async () => {
    const {popover, session} = await deskOf('assigning');
    const button = the(popover, '#accept-button');
    button.focus();
    session.ringing.set([ringing()]);
    await drawn(popover);
    expect(deep(popover, 'cordboard-offer-card')?.shadowRoot?.activeElement).to.equal(button);
  });

  it('[PO-3] tells the hub once that it is shown, and again when a later snapshot says it still connects', async () => {
    const session = new FakeSession();
    session.ringing.set([ringing({status: 'connecting'}), ringing({id: 'other', channel: 'chat'})]);
    const {panel, popover} = await deskOf('', session);
    panel.remove();
    popover.requestUpdate();
    await settled(popover);
    const once = presented(session).length;
    expect(new Set(presented(session))).to.deep.equal(new Set(['offer-contact-1']));
    popover.requestUpdate();
    await settled(popover);
    expect(presented(session)).to.have.length(once);
    session.ringing.set([ringing({status: 'connecting'})]);
    await settled(popover);
    expect(presented(session)).to.have.length(once + 1);
  });

  it('[PO-3] presents what it only counts too, for "Accept n requests" takes it', async () => {
    const {panel, popover, session} = await deskOf('');
    panel.remove();
    session.ringing.set(
      Array.from({length: 7}, (_unused, at) => ringing({id: `c${at}`, channel: 'chat', status: 'connecting'})),
    );
    await settled(popover);
    expect(deepAll(popover, 'cordboard-offer-card')).to.have.length(5);
    expect(presented(session)).to.have.length(7);
  });

  it('[PO-3] says nothing to the hub while nobody can see it', async () => {
    const session = new FakeSession();
    const {panel, popover} = await deskOf('', session);
    panel.hidden = true;
    popover.hidden = true;
    session.ringing.set([ringing({status: 'connecting'})]);
    await settled(panel);
    await settled(popover);
    expect(presented(session)).to.deep.equal([]);
  });

  it('[PO-3] a panel alone presents it as well', async () => {
    const session = new FakeSession();
    const {panel, popover} = await deskOf('', session);
    popover.remove();
    session.ringing.set([ringing({status: 'connecting'})]);
    await settled(panel);
    expect(presented(session)).to.deep.equal(['offer-contact-1']);
    expect(textOf(the(panel, '[part="item"]'))).to.include('Connecting');
    expect(the(panel, '#accept-button').ariaDisabled).to.equal('true');
    expect(textOf(the(panel, '#accept-button-why'))).to.include('It rings in a moment.');
  });

  it('[PO-3] a shortcut answers nothing that does not ring yet', async () => {
    const {popover, session} = await deskOf('assigning');
    const keys = {code: 'KeyA', key: 'A', altKey: true, shiftKey: true, bubbles: true, cancelable: true};
    document.body.dispatchEvent(new KeyboardEvent('keydown', keys));
    await settled(popover);
    expect(session.names).not.to.include('accept');
  });
});

import {expect} from '@open-wc/testing';
import {NOW, connectedContact, dialledContact, ringing, variable} from '../support/component-contacts.ts';
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
import {callbackView} from '../support/callback-scenes.ts';
import {pageOf} from '../support/inbox-scenes.ts';
import {messagesOf, voicemailView} from '../support/voicemail-scenes.ts';

/** What loads and what the hub answers has come. */
async function arrived(root: Element): Promise<void> {
  await customElements.whenDefined('cordboard-callback-scheduler');
  await settled(root);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await drawn(root);
}

/** What is drawn there. */
function shapesOf(place: Element): readonly (string | null)[] {
  return Array.from(place.querySelectorAll('svg path'), (path) => path.getAttribute('d'));
}

const signOf = (popover: Element) => shapesOf(the(popover, '[part="kind"]'));

describe('callbacks on the desk', () => {
  afterEach(cleanUp);

  for (const [what, contact] of [
    ['a call that came', connectedContact({id: 'contact-1'})],
    ['a call that was placed', {...connectedContact({id: 'contact-1'}), direction: 'outbound'}],
    ['a chat', connectedContact({id: 'contact-1', channel: 'chat'})],
    ['an e-mail', connectedContact({id: 'contact-1', channel: 'email'})],
  ] as const) {
    it(`[CB-22] [CB-26] [CB-50] [CB-51] during ${what} “…” leads to its callbacks, and Escape back`, async () => {
      const session = new FakeSession();
      session.contactList.set([contact]);
      const {panel} = await deskOf('', session);
      the(panel, '#more-button').click();
      await settled(panel);
      const item = the(panel, '#callbacks-item');
      expect(item.matches(':focus')).to.equal(true);
      await expectAccessible(panel);
      item.click();
      await arrived(panel);
      const scheduler = the(panel, 'cordboard-callback-scheduler');
      expect(session.askedCallbacks.at(-1)).to.deep.equal({kind: 'contact', contactId: 'contact-1'});
      scheduler.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}));
      await settled(panel);
      expect(deep(panel, 'cordboard-callback-scheduler') === null).to.equal(true);
      expect(the(panel, '#more-button').matches(':focus')).to.equal(true);
    });
  }

  it('[CB-27] [CB-50] without a contact the task list leads there; the dialer comes back as it was', async () => {
    const {panel} = await deskOf('empty');
    const button = the(panel, '#new-callback-button');
    button.click();
    await arrived(panel);
    expect(deep(panel, '#schedule-button') !== null).to.equal(true);
    expect(the(panel, 'cordboard-dialer').hidden).to.equal(true);
    button.click();
    await settled(panel);
    expect(the(panel, 'cordboard-dialer').hidden).to.equal(false);
  });

  it('[PK-91] Manage leads on to all callbacks, from there to one that is to be changed, and back', async () => {
    const session = new FakeSession();
    session.callbackInbox.answer = () => pageOf([callbackView({name: 'Ada Nkemelu'})]);
    const {panel} = await deskOf('empty', session);
    the(panel, '#new-callback-button').click();
    await arrived(panel);
    the(panel, '#tab-manage').click();
    await settled(panel);
    the(panel, '#inbox-button').click();
    await customElements.whenDefined('cordboard-callback-inbox');
    await arrived(panel);
    await arrived(panel);
    const inbox = the(panel, 'cordboard-callback-inbox');
    expect(textOf(inbox)).to.include('Ada Nkemelu');
    await expectAccessible(panel);
    the(inbox, '#change-callback-1').click();
    await arrived(panel);
    const name = the(panel, '#name');
    expect(name instanceof HTMLInputElement && name.value).to.equal('Ada Nkemelu');
    the(panel, '#leave-button').click();
    await settled(panel);
    the(panel, '#inbox-button').click();
    await arrived(panel);
    the(panel, '#back-button').click();
    await settled(panel);
    expect(the(panel, '#inbox-button').matches(':focus')).to.equal(true);
  });

  it('[EL-80] Manage leads to the messages that callers left, too, and back', async () => {
    const session = new FakeSession();
    session.voicemail.answer = () => messagesOf([voicemailView()]);
    const {panel} = await deskOf('empty', session);
    the(panel, '#new-callback-button').click();
    await arrived(panel);
    the(panel, '#tab-manage').click();
    await settled(panel);
    expect(session.voicemail.asked.length, 'nobody has asked for them yet').to.equal(0);
    the(panel, '#voicemail-button').click();
    await customElements.whenDefined('cordboard-voicemail');
    await arrived(panel);
    await arrived(panel);
    expect(textOf(the(panel, 'cordboard-voicemail'))).to.include('Ada Nkemelu');
    await expectAccessible(panel);
    the(panel, '#back-button').click();
    await settled(panel);
    expect(the(panel, '#voicemail-button').matches(':focus')).to.equal(true);
  });

  it('[PO-23] [CB-8] [CB-9] [CB-10] [DC-24] the popover says that it is a callback, with number, queue and the number it is called from', async () => {
    const session = new FakeSession();
    session.ringing.set([ringing({id: 'r0'})]);
    const {popover, panel} = await deskOf('', session);
    const ofCall = signOf(popover);
    session.ringing.set([ringing({id: 'r1', kind: 'callback', name: 'Ada Nkemelu', queue: 'Billing'})]);
    await settled(popover);
    const said = textOf(the(popover, 'cordboard-offer-card'));
    for (const part of ['Callback', 'Ada Nkemelu', 'Billing', 'Our number', '+12015550100'])
      expect(said).to.include(part);
    // The customer's own number, and the sign of a callback, which is not that of a call.
    expect(textOf(the(popover, '[part="address"]'))).to.match(/\d{4}$/);
    const sign = signOf(popover);
    expect(sign).to.have.length.above(0).and.not.deep.equal(ofCall);
    // The button that takes it has the same.
    expect(shapesOf(the(popover, '#accept-button'))).to.deep.equal(sign);
    expect(textOf(the(popover, '#accept-button'))).to.equal('Call back');
    expect(textOf(the(panel, '[part="item"]'))).to.include('Ringing');
    await expectAccessible(popover);
  });

  it('[CB-9] the popover counts since it came, beside what is left', async () => {
    const session = new FakeSession();
    session.ringing.set([ringing({id: 'r1', kind: 'callback', offeredAt: NOW - 7_400})]);
    const {popover} = await deskOf('', session);
    const card = the(popover, 'cordboard-offer-card');
    const since = the(card, '[part="since"]');
    expect(textOf(since)).to.equal('00:07');
    expect(since.getAttribute('role')).to.equal('timer');
    expect(since.ariaLabel ?? since.getAttribute('aria-label')).to.equal('Since it came');
    expect(textOf(the(card, '[part="countdown"]'))).to.equal('11');
    await expectAccessible(popover);
  });

  it('[PK-130] [PK-180] more than five are told one after the other, as they are put away', async () => {
    const session = new FakeSession();
    const lost = (id: string) =>
      ({
        id,
        contactId: id,
        at: 0,
        kind: 'callback-lost',
        callback: callbackView({id, name: id}),
        loss: 'expired',
      }) as const;
    session.callNews.set(['first', 'b', 'c', 'd', 'e', 'last'].map(lost));
    const {panel} = await deskOf('', session);
    const told = () => deepAll(panel, '[data-news]').map((each) => textOf(each));
    expect(told().length).to.equal(5);
    expect(told().join(' ')).not.to.include('first');
    the(panel, '#dismiss-news-last').click();
    await settled(panel);
    expect(told().length).to.equal(5);
    expect(told()[0]).to.include('first');
  });

  it('[PK-130] [CB-60] that a callback is out of the agent’s hands is said with whose it was, until it is put away', async () => {
    const session = new FakeSession();
    const callback = callbackView({kind: 'personal', status: 'queued', name: 'Łucja Żółć'});
    session.callNews.set([{id: '7', contactId: callback.id, at: 0, kind: 'callback-lost', callback, loss: 'to-queue'}]);
    const {panel} = await deskOf('', session);
    const said = textOf(the(panel, '[data-news="callback-lost"]'));
    for (const part of ['A callback went to the queue: its agent was not available for calls', 'Łucja Żółć', 'Billing'])
      expect(said).to.include(part);
    await expectAccessible(panel);
    the(panel, '#dismiss-news-7').click();
    await settled(panel);
    expect(session.callNews.value).to.deep.equal([]);
  });

  for (const [place, where] of [
    [null, 'and the popover has not, where nobody said so'],
    [4, 'and so has the popover, where its variable has a place there'],
  ] as const) {
    it(`[CB-11] [CB-13] [CB-14] the card in the task list has the reason too, ${where}`, async () => {
      const session = new FakeSession();
      const reason = variable('callbackReason', 'Why we call', 'Invoice 7', place);
      session.ringing.set([ringing({id: 'r1', kind: 'callback', name: 'Ada Nkemelu', variables: [reason]})]);
      const {panel, popover} = await deskOf('', session);
      expect(textOf(the(panel, '[part="item"]'))).to.include('Invoice 7');
      const said = textOf(the(popover, 'cordboard-offer-card'));
      expect(said.includes('Invoice 7')).to.equal(place !== null);
      expect(said.includes('Why we call')).to.equal(place !== null);
      await expectAccessible(popover);
    });
  }

  it('[CB-12] [CB-16] where "End call" is on for web callbacks, the card has Cancel in the place of its state until the customer answers', async () => {
    const session = new FakeSession();
    const placed = dialledContact({id: 'contact-1', name: 'Ada Nkemelu', kind: 'callback'});
    session.contactList.set([{...placed, cancellable: true}]);
    const {panel} = await deskOf('', session);
    const card = the(panel, '[part="item"]');
    expect(textOf(card)).not.to.include('Dialling');
    const cancel = the(panel, '#cancel-button');
    expect(cancel.getAttribute('aria-label')).to.include('Cancel the callback to').and.include('Ada Nkemelu');
    await expectAccessible(panel);
    cancel.click();
    await settled(panel);
    expect(session.sent.map(({name}) => name)).to.include('end');
    session.contactList.set([placed]);
    await settled(panel);
    expect(deep(panel, '#cancel-button') === null).to.equal(true);
    expect(textOf(the(panel, '[part="item"]'))).to.include('Dialling');
  });
});

import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {CordboardPopover} from '../../src/components/popover/popover.ts';
import {NO_SHORTCUTS} from '../../src/components/popover/shortcuts.ts';
import {NOW, ringing, variable} from '../support/component-contacts.ts';
import {
  cleanUp,
  deep,
  deepAll,
  deskOf,
  drawn,
  expectAccessible,
  mount,
  once,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';
import {FakeSession, agentView, failure} from '../support/fake-session.ts';

function pressed(code: string, more: KeyboardEventInit = {}): KeyboardEvent {
  return new KeyboardEvent('keydown', {
    code,
    key: code.slice(3),
    altKey: true,
    shiftKey: true,
    bubbles: true,
    cancelable: true,
    ...more,
  });
}

describe('cordboard-popover', () => {
  afterEach(cleanUp);

  it('[PO-1] stands at the bottom right, and at the bottom left of a right-to-left page', async () => {
    const {popover} = await deskOf('ringing');
    const box = popover.getBoundingClientRect();
    expect(innerHeight - box.bottom).to.be.closeTo(16, 1);
    expect(document.documentElement.clientWidth - box.right).to.be.closeTo(16, 1);
    document.documentElement.dir = 'rtl';
    expect(popover.getBoundingClientRect().left).to.be.closeTo(16, 20);
  });

  it('[PO-2] [AN-1] says that a call comes in, from whom and for which queue', async () => {
    const {popover} = await deskOf('ringing');
    expect(textOf(popover)).to.include('Incoming call').and.include('Ada Nkemelu').and.include('Billing');
  });

  it('[EL-12] says Connecting while an answer is on its way, with a spinner in the button of the same width', async () => {
    const {popover, session} = await deskOf('ringing');
    const button = the(popover, '#accept-button');
    const width = button.getBoundingClientRect().width;
    button.click();
    await settled(popover);
    expect(session.names).to.deep.equal(['accept']);
    expect(the(popover, '[part="kind"]').textContent).to.include('Connecting');
    expect(button.ariaBusy).to.equal('true');
    expect(button.getBoundingClientRect().width).to.equal(width);
    await expectAccessible(popover);
    button.click();
    await settled(popover);
    expect(session.names, 'a second press sends nothing').to.deep.equal(['accept']);
  });

  it('[PO-8] [PO-9] stacks several and counts more than five', async () => {
    const {popover, session} = await deskOf('ringing-many');
    expect(deepAll(popover, 'cordboard-offer-card')).to.have.length(5);
    expect(the(popover, '[part="range"]').textContent).to.equal('1–5 of 6');
    session.ringing.set(session.ringing.value.slice(0, 5));
    await drawn(popover);
    expect(deep(popover, '[part="range"]')).to.equal(null);
  });

  it('[PO-9] a ringing call is among those shown, however many digital requests there are', async () => {
    const {popover, session} = await deskOf('ringing-many');
    const [call, chat] = session.ringing.value;
    if (call === undefined || chat === undefined) throw new TypeError('the scene has a call and a chat');
    const chats = Array.from({length: 7}, (_unused, at) => ({
      ...chat,
      offer: {...chat.offer, id: `chat-${at}`, offeredAt: call.offer.offeredAt - 1_000 + at},
    }));
    session.ringing.set([...chats, call]);
    await drawn(popover);
    const shown = deepAll(popover, 'cordboard-offer-card').map((each) => each.getAttribute('data-offer'));
    expect(shown).to.deep.equal(['chat-0', 'chat-1', 'chat-2', 'chat-3', call.offer.id]);
    expect(the(popover, '[part="range"]').textContent).to.equal('1–5 of 8');
  });

  it('[PO-10] digital contacts are accepted, calls are answered', async () => {
    const {popover} = await deskOf('ringing-many');
    const labels = deepAll(popover, '#accept-button').map((each) => each.textContent.trim());
    expect(labels).to.deep.equal(['Accept', 'Accept', 'Accept', 'Answer', 'Answer']);
  });

  it('[PO-12] [PO-13] orders by kind, then the earliest on top', async () => {
    const session = new FakeSession();
    session.ringing.set([
      ringing({id: 'call', name: 'Call'}),
      ringing({id: 'chat-late', name: 'Late chat', channel: 'chat', offeredAt: NOW - 1_000}),
      ringing({id: 'chat-early', name: 'Early chat', channel: 'chat', offeredAt: NOW - 5_000}),
      ringing({id: 'social', name: 'Social', channel: 'social'}),
      ringing({id: 'mail', name: 'Mail', channel: 'email'}),
    ]);
    const {popover} = await deskOf('', session);
    const names = deepAll(popover, 'h3').map((each) => each.textContent);
    expect(names).to.deep.equal(['Mail', 'Social', 'Early chat', 'Late chat', 'Call']);
  });

  it('[PO-18] [PO-19] shows at most six variables in their order, secure ones never', async () => {
    const variables = [7, 6, 5, 4, 3, 2, 1].map((place) =>
      variable(`v${place}`, `Label ${place}`, `value ${place}`, place),
    );
    const session = new FakeSession();
    session.ringing.set([ringing({variables: [...variables, variable('card', 'Card', '8812', 0, {secure: true})]})]);
    const {popover} = await deskOf('', session);
    expect(deepAll(popover, 'dt').map((each) => each.textContent)).to.deep.equal(
      [1, 2, 3, 4, 5, 6].map((each) => `Label ${each}`),
    );
    expect(textOf(popover)).not.to.include('8812').and.not.to.include('Card');
  });

  it('[PO-22] under data protection only the last four digits are there, in the announcement too', async () => {
    const session = new FakeSession();
    session.ringing.set([ringing({name: null})]);
    const {popover} = await deskOf('', session);
    popover.toggleAttribute('numbers-masked', true);
    await drawn(popover);
    expect(the(popover, 'h3').textContent).to.equal('••• ••• 4471');
    expect(the(popover, '#accept-button').ariaLabel).to.equal('Answer: ••• ••• 4471');
  });

  it('[AN-6] after a missed contact it offers Available or Idle, and tells the hub the choice', async () => {
    const {popover, session} = await deskOf('missed');
    expect(textOf(popover)).to.include('You missed a contact');
    the(popover, '#available-button').click();
    the(popover, '#idle-button').click();
    await settled(popover);
    expect(session.sent.map((each) => each.args)).to.deep.equal([
      ['available', null],
      ['away', null],
    ]);
    session.agent.set(agentView('available'));
    await drawn(popover);
    expect(deep(popover, '#available-button')).to.equal(null);
  });

  it('[AN-8] Answer answers, Decline declines', async () => {
    const {popover, session} = await deskOf('ringing');
    the(popover, '#decline-button').click();
    await settled(popover);
    expect(session.last.name).to.equal('decline');
    session.last.answer({status: 'refused', code: 'offer-gone'});
    await settled(popover);
    await settled(popover);
    expect(the(popover, '[part="message"]').textContent).to.include('no longer rings here');
  });

  it('[EL-3] never takes the focus, and is announced once', async () => {
    const input = mount(document.createElement('input'));
    const {popover, session} = await deskOf('');
    input.focus();
    session.ringing.set([ringing()]);
    await drawn(popover);
    expect(document.activeElement).to.equal(input);
    const region = the(popover, '[aria-live="assertive"]');
    expect(textOf(region)).to.equal('Incoming call: Ada Nkemelu, Billing. Alt+Shift+A answers.');
    const seen: string[] = [];
    const watch = new MutationObserver(() => seen.push(textOf(region)));
    watch.observe(region, {childList: true, characterData: true, subtree: true});
    session.ringing.set([...session.ringing.value]);
    await drawn(popover);
    expect(watch.takeRecords(), 'nothing is said again').to.have.length(0);
    expect(seen).to.deep.equal([]);
  });

  it('[EL-4] Enter, Escape and plain letters typed elsewhere neither answer nor decline', async () => {
    const input = mount(document.createElement('input'));
    const {popover, session} = await deskOf('ringing');
    input.focus();
    await sendKeys({press: 'Enter'});
    await sendKeys({press: 'Escape'});
    await sendKeys({type: 'ad AD'});
    await settled(popover);
    expect(session.names).to.deep.equal([]);
  });

  it('[EL-5] the shortcuts answer, decline and move the focus, from anywhere on the page', async () => {
    const {popover, session} = await deskOf('ringing');
    document.body.dispatchEvent(pressed('KeyI'));
    expect(deep(popover, 'cordboard-offer-card')?.shadowRoot?.activeElement?.id).to.equal('accept-button');
    document.body.dispatchEvent(pressed('KeyD'));
    await settled(popover);
    document.body.dispatchEvent(pressed('KeyA'));
    await settled(popover);
    expect(session.names).to.deep.equal(['decline', 'accept']);
  });

  it('[EL-5] the shortcuts can be changed and switched off', async () => {
    const {popover, session} = await deskOf('ringing');
    popover.setAttribute('shortcuts', 'answer=Control+Shift+9');
    document.body.dispatchEvent(pressed('KeyA'));
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', {code: 'Digit9', key: '(', ctrlKey: true, shiftKey: true, bubbles: true}),
    );
    await settled(popover);
    expect(session.names).to.deep.equal(['accept']);
    popover.setAttribute('shortcuts', 'off');
    document.body.dispatchEvent(pressed('KeyD'));
    await settled(popover);
    expect(session.names).to.deep.equal(['accept']);
    if (popover instanceof CordboardPopover) expect(popover.shortcuts).to.equal(NO_SHORTCUTS);
  });

  it('[EL-6] no listener outlives it on the document', async () => {
    const {popover, root, session} = await deskOf('ringing');
    root.remove();
    document.body.dispatchEvent(pressed('KeyA'));
    await settled(popover);
    expect(session.names).to.deep.equal([]);
    document.body.append(root);
    await drawn(root);
    document.body.dispatchEvent(pressed('KeyA'));
    await settled(popover);
    expect(session.names, 'once, not twice').to.deep.equal(['accept']);
  });

  it('[EL-7] a cancelled request is not sent', async () => {
    const {popover, session, root} = await deskOf('ringing');
    document.addEventListener('cordboard-offer-accept-request', (event) => event.preventDefault(), {once: true});
    const request = once(root, 'cordboard-offer-accept-request');
    the(popover, '#accept-button').click();
    await request;
    await settled(popover);
    expect(session.names).to.deep.equal([]);
    the(popover, '#accept-button').click();
    await settled(popover);
    expect(session.names).to.deep.equal(['accept']);
  });

  it('[EL-8] a failed answer says what to do', async () => {
    const {popover, session} = await deskOf('ringing');
    the(popover, '#accept-button').click();
    await settled(popover);
    session.last.answer(failure());
    await settled(popover);
    await settled(popover);
    expect(textOf(popover)).to.include('The hub did not answer in time.').and.include('You are not connected.');
    await expectAccessible(popover);
  });

  it('[EL-8] an answer that came too late is explained after the card is gone', async () => {
    const {popover, session} = await deskOf('ringing');
    the(popover, '#accept-button').click();
    await settled(popover);
    session.ringing.set([]);
    session.last.answer({status: 'refused', code: 'offer-expired'});
    await settled(popover);
    await settled(popover);
    expect(textOf(popover)).to.include('The ring time is over.');
    await expectAccessible(popover);
    the(popover, '#dismiss-button').click();
    await drawn(popover);
    expect(deep(popover, '#dismiss-button')).to.equal(null);
  });
});

import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {connectedContact, heldContact, ringing, wrapUpContact} from '../support/component-contacts.ts';
import {
  cleanUp,
  deep,
  deepAll,
  deskOf,
  drawn,
  expectAccessible,
  once,
  settled,
  textOf,
  the,
} from '../support/component-harness.ts';

function rows(panel: Element): readonly string[] {
  return deepAll(panel, '[part="item"]').map(textOf);
}

function focusedRow(panel: Element): string | null {
  const active = deep(panel, 'cordboard-contact-list')?.shadowRoot?.activeElement;
  return active?.closest('[data-row]')?.getAttribute('data-row') ?? null;
}

function point(panel: Element, type: 'pointerenter' | 'pointerleave'): void {
  the(the(panel, 'cordboard-contact-list'), '[part="list"]').dispatchEvent(
    new PointerEvent(type, {pointerType: 'mouse'}),
  );
}

describe('the task list', () => {
  afterEach(() => {
    cleanUp();
    localStorage.clear();
  });

  it('[PO-14] [PO-15] lists what rings and what is open, each with its state in a word and an icon', async () => {
    const {panel} = await deskOf('side-by-side');
    const [first, second, mail, chat, call, after] = rows(panel);
    expect(first).to.include('Bea').and.include('Ringing');
    expect(second).to.include('Cleo').and.include('Connecting');
    expect(mail).to.include('Lee Chen').and.include('Connected').and.include('Re: contract 2231').and.include('04:12');
    expect(chat).to.include('Where is my parcel?');
    expect(call).to.include('Call on Hold');
    expect(after).to.include('Wrap-up').and.include('01:00');
    for (const each of deepAll(panel, '[part="item"] .state')) expect(each.querySelector('svg')).not.to.equal(null);
  });

  it('[PO-16] a call is Ringing in the list until it is answered or declined', async () => {
    const {panel, session} = await deskOf('ringing');
    expect(rows(panel)[0]).to.include('Ringing');
    expect(deep(panel, '[part="item"] .icon-phone-in')).not.to.equal(null);
    session.ringing.set([]);
    session.contactList.set([connectedContact(), connectedContact({id: 'other', channel: 'chat'})]);
    await drawn(panel);
    expect(rows(panel)[0]).to.include('Connected').and.not.include('Ringing');
  });

  it('[EL-47] an answer given in the list waits in the popover too, and what is refused there is said once', async () => {
    const {panel, popover, session} = await deskOf('ringing');
    the(panel, '#accept-button').click();
    await settled(panel);
    await settled(popover);
    expect(the(popover, '#accept-button').ariaBusy).to.equal('true');
    expect(the(panel, '#accept-button').ariaBusy).to.equal('true');
    session.ringing.set([]);
    session.last.answer({status: 'refused', code: 'offer-gone'});
    for (let turn = 0; turn < 4; turn += 1) await settled(popover);
    await settled(panel);
    expect(textOf(the(popover, '[role="alert"]'))).to.include('no longer rings here');
    expect(deep(panel, '[part="problem"]')).to.equal(null);
  });

  it('[EL-8] a page without a popover reads in the panel why an answer came to nothing', async () => {
    const {panel, popover, session} = await deskOf('ringing');
    popover.remove();
    the(panel, '#accept-button').click();
    await settled(panel);
    session.ringing.set([]);
    session.last.answer({status: 'refused', code: 'offer-expired'});
    for (let turn = 0; turn < 4; turn += 1) await settled(panel);
    expect(textOf(the(panel, '[part="problem"]'))).to.include('The ring time is over.');
    await expectAccessible(panel);
  });

  it('[EL-43] is one stop of the Tab key; arrows, Home and End walk it; Enter chooses', async () => {
    const {panel} = await deskOf('side-by-side');
    const list = the(panel, 'cordboard-contact-list');
    expect(deepAll(list, 'button.item[tabindex="0"]')).to.have.length(1);
    list.focus();
    expect(focusedRow(panel)).to.equal('call');
    await sendKeys({press: 'ArrowDown'});
    await drawn(panel);
    expect(focusedRow(panel)).to.equal('after');
    await sendKeys({press: 'Home'});
    await drawn(panel);
    expect(focusedRow(panel)).to.equal('next');
    expect(list.shadowRoot?.activeElement?.role, 'a row that rings has the focus, not its button').to.equal('group');
    await sendKeys({press: 'Enter'});
    await settled(panel);
    await sendKeys({press: 'ArrowDown'});
    await sendKeys({press: 'ArrowDown'});
    await drawn(panel);
    expect(focusedRow(panel)).to.equal('mail');
    await sendKeys({press: 'Enter'});
    await settled(panel);
    expect(deepAll(panel, '[aria-current="true"]').map(textOf).join(' ')).to.include('Lee Chen');
    expect(the(panel, 'h2[part="name"]').textContent).to.equal('Lee Chen');
    await sendKeys({press: 'End'});
    await drawn(panel);
    expect(focusedRow(panel)).to.equal('missed-missed-1');
  });

  it('[EL-39] nothing moves under the pointer: what rings joins at the end until the pointer has left', async () => {
    const {panel, session} = await deskOf('many');
    const order = () => deepAll(panel, '[part="item"]').map((each) => each.dataset['row']);
    const before = order();
    point(panel, 'pointerenter');
    session.ringing.set([...session.ringing.value, ringing({id: 'urgent'})]);
    await drawn(panel);
    expect(order()).to.deep.equal([...before, 'urgent']);
    const place = the(panel, '[data-row="c3"]').getBoundingClientRect().top;
    session.contactList.set(session.contactList.value.filter(({id}) => id !== 'c2'));
    await drawn(panel);
    expect(the(panel, '[data-row="c3"]').getBoundingClientRect().top).to.be.closeTo(place, 1);
    point(panel, 'pointerleave');
    await drawn(panel);
    expect(order()).to.deep.equal(['r2', 'urgent', 'contact-1', 'c3']);
  });

  it('[EL-36] a row that moves keeps the focus', async () => {
    const {panel, session} = await deskOf('many');
    the(panel, '[data-row="c3"] button').focus();
    session.contactList.set([heldContact({id: 'c3', name: 'Li Wei'}), connectedContact(), wrapUpContact({id: 'c2'})]);
    await settled(panel);
    await settled(panel);
    expect(focusedRow(panel)).to.equal('c3');
  });

  it('[EL-44] of a thousand entries those near are drawn, all are counted, and the last is reached by End', async () => {
    const {panel} = await deskOf('thousand');
    const list = the(panel, 'cordboard-contact-list');
    expect(textOf(the(panel, '.tasks-head'))).to.include('1000');
    const drawnRows = deepAll(list, '[part="item"]').length;
    expect(drawnRows).to.be.at.least(20).and.at.most(400);
    const first = the(list, '[part="item"]');
    expect(first.getAttribute('aria-setsize')).to.equal('1000');
    expect(first.getAttribute('aria-posinset')).to.equal('1');
    list.focus();
    the(list, '[data-row="crowd-0"] button').focus();
    await sendKeys({press: 'End'});
    await drawn(panel);
    expect(focusedRow(panel)).to.match(/^missed-/);
    await expectAccessible(panel);
  });

  it('[EL-46] can be collapsed by keyboard; the count stays, the popover shows what rings, and it is remembered', async () => {
    const {panel, popover, root} = await deskOf('side-by-side');
    const told = once(root, 'cordboard-tasks-toggled');
    const button = the(panel, '#collapse-button');
    expect(button.ariaExpanded).to.equal('true');
    button.focus();
    await sendKeys({press: 'Enter'});
    await told;
    await drawn(panel);
    expect(panel.hasAttribute('tasks-collapsed')).to.equal(true);
    expect(the(panel, 'cordboard-contact-list').checkVisibility()).to.equal(false);
    expect(textOf(the(panel, '.tasks-head')))
      .to.include('6 tasks')
      .and.include('2 ringing');
    expect(the(popover, 'cordboard-offer-card').checkVisibility(), '[PO-1]').to.equal(true);
    expect(the(panel, '#collapse-button').ariaLabel).to.equal('Expand the task list');
    await expectAccessible(panel);
    const again = await deskOf('side-by-side');
    expect(again.panel.hasAttribute('tasks-collapsed')).to.equal(true);
    the(again.panel, '#collapse-button').click();
    await drawn(again.panel);
    expect(the(again.panel, 'cordboard-contact-list').checkVisibility()).to.equal(true);
  });

  it('[PO-1] collapsed on a page without a popover it still shows what rings', async () => {
    const {panel, popover} = await deskOf('side-by-side');
    popover.remove();
    panel.toggleAttribute('tasks-collapsed', true);
    await settled(panel);
    await settled(panel);
    expect(rows(panel)).to.have.length(2);
    expect(the(panel, '#accept-button').checkVisibility()).to.equal(true);
  });

  it('[EL-25] without a contact there is no list, and no count', async () => {
    const {panel} = await deskOf('empty');
    expect(the(panel, '[part="list"]').checkVisibility()).to.equal(false);
    expect(the(panel, '.tasks-count').hidden).to.equal(true);
  });
});

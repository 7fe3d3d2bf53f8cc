import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {
  after,
  AGENT_ID,
  connectedContact,
  heldContact,
  mutedContact,
  wrapUpContact,
} from '../support/component-contacts.ts';
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
import {failure} from '../support/fake-session.ts';

describe('cordboard-communication-panel with a contact', () => {
  afterEach(cleanUp);

  it('[AN-9] opens the controls with a running timer when the call is answered', async () => {
    const {panel, session} = await deskOf('ringing');
    session.ringing.set([]);
    session.contactList.set([connectedContact()]);
    await drawn(panel);
    const timer = the(the(panel, 'cordboard-interaction'), 'cordboard-timer');
    expect(textOf(timer)).to.equal('04:12');
    session.now += 1_000;
    session.contactList.set([connectedContact()]);
    expect(deepAll(panel, 'cordboard-interaction')).to.have.length(1);
  });

  it('[PO-14] [PO-15] [PO-16] lists ringing contacts too, where they can be answered', async () => {
    const {panel, session} = await deskOf('ringing');
    expect(textOf(the(panel, 'cordboard-contact-list'))).to.include('Ringing');
    the(panel, '#accept-button').click();
    await settled(panel);
    expect(session.last).to.include({name: 'accept'});
    the(panel, '#decline-button').click();
    await settled(panel);
    expect(session.last).to.include({name: 'decline'});
  });

  it('[HO-1] [HO-4] Hold puts on hold; the button waits until the hub has said so', async () => {
    const {panel, session} = await deskOf('connected');
    the(panel, '#hold-button').click();
    await settled(panel);
    expect(session.last.name).to.equal('hold');
    expect(the(panel, '#hold-button').ariaBusy).to.equal('true');
    expect(the(panel, '#hold-button').textContent).to.include('Hold');
    await expectAccessible(panel);
    session.contactList.set([heldContact()]);
    session.last.answer({status: 'done'});
    await settled(panel);
    expect(the(panel, '#hold-button').textContent).to.include('Resume');
  });

  it('[HO-5] while on hold, Call on Hold stands beside the timer, and what the customer hears is said', async () => {
    const {panel} = await deskOf('held');
    expect(the(panel, '.heading-state').textContent).to.include('Call on Hold');
    expect(textOf(panel)).to.include('Customer hears music');
  });

  it('[HO-6] [WU-2] while on hold End does not work, and says why', async () => {
    const {panel, session} = await deskOf('held');
    const end = the(panel, '#end-button');
    expect(end.ariaDisabled).to.equal('true');
    end.click();
    await settled(panel);
    expect(session.names).to.deep.equal([]);
    const why = the(panel, '#end-button-why');
    expect(end.getAttribute('aria-describedby')).to.equal(why.id);
    expect(textOf(why)).to.equal('The customer is on hold. Resume the call before you end it.');
    end.focus();
    expect(getComputedStyle(why).visibility).to.equal('visible');
  });

  it('[HO-7] Resume takes the customer off hold', async () => {
    const {panel, session} = await deskOf('held');
    the(panel, '#hold-button').click();
    await settled(panel);
    expect(session.last.name).to.equal('resume');
  });

  it('[EL-11] Mute and Unmute share one place; being muted is said in words', async () => {
    const {panel, session} = await deskOf('connected');
    const place = the(panel, '#mute-button').getBoundingClientRect().left;
    the(panel, '#mute-button').click();
    await settled(panel);
    expect(session.last.name).to.equal('mute');
    session.contactList.set([after(connectedContact(), {type: 'mute', agentId: AGENT_ID})]);
    session.last.answer({status: 'done'});
    await settled(panel);
    expect(the(panel, '#mute-button').textContent).to.include('Unmute');
    expect(the(panel, '#mute-button').getBoundingClientRect().left).to.equal(place);
    expect(textOf(panel)).to.include('the customer does not hear you');
  });

  it('[WU-1] [WU-4] End ends the call, and the wrap-up opens with the focus in it', async () => {
    const {panel, session} = await deskOf('connected');
    the(panel, '#end-button').focus();
    await sendKeys({press: 'Enter'});
    await settled(panel);
    expect(session.last.name).to.equal('end');
    session.contactList.set([wrapUpContact()]);
    session.last.answer({status: 'done'});
    await settled(panel);
    await settled(panel);
    const wrapUp = the(panel, 'cordboard-wrap-up');
    expect(textOf(wrapUp)).to.include('Wrap-up reasons');
    expect(wrapUp.shadowRoot?.activeElement?.id).to.equal('search');
  });

  it('[EL-3] a wrap-up that the customer caused does not take the focus', async () => {
    const {panel, session} = await deskOf('connected');
    the(panel, '#number').focus();
    session.contactList.set([wrapUpContact()]);
    await settled(panel);
    expect(deep(panel, 'cordboard-dialer')?.shadowRoot?.activeElement?.id).to.equal('number');
  });

  it('[EL-36] when the customer hangs up, the focus of a control goes to the wrap-up, and then to the agent’s state', async () => {
    const {panel, session} = await deskOf('connected');
    the(panel, '#mute-button').focus();
    session.contactList.set([wrapUpContact()]);
    await settled(panel);
    expect(deep(panel, 'cordboard-wrap-up')?.shadowRoot?.activeElement?.id).to.equal('search');
    the(panel, '#submit-button').focus();
    session.contactList.set([]);
    await settled(panel);
    expect(deep(panel, 'cordboard-agent-bar')?.shadowRoot?.activeElement?.id).to.equal('presence-button');
  });

  it('[EL-37] tells each change of the contact once, and not what was there at the beginning', async () => {
    const {panel, session} = await deskOf('empty');
    const told = the(panel, '.panel > [role="status"]');
    expect(textOf(told)).to.equal('');
    session.contactList.set([connectedContact()]);
    await settled(panel);
    expect(textOf(told)).to.equal('Connected: Ada Nkemelu.');
    session.contactList.set([heldContact()]);
    await settled(panel);
    session.contactList.set([mutedContact()]);
    await settled(panel);
    expect(textOf(told)).to.equal('Connected: Ada Nkemelu.');
    session.contactList.set([connectedContact()]);
    await settled(panel);
    expect(textOf(told)).to.equal('You are no longer muted.');
    session.contactList.set([wrapUpContact()]);
    await settled(panel);
    expect(textOf(told)).to.equal('Wrap-up: Ada Nkemelu.');
    session.contactList.set([]);
    await settled(panel);
    expect(textOf(told)).to.equal('Ended: Ada Nkemelu.');
  });

  it('[EL-37] says that it was the customer who left', async () => {
    const {panel, session} = await deskOf('connected');
    const left = after(connectedContact(), {type: 'hang-up-customer'});
    session.contactList.set([left]);
    await settled(panel);
    expect(textOf(the(panel, '.panel > [role="status"]'))).to.include('Customer has left: Ada Nkemelu.');
  });

  it('[EL-8] a refusal and a failure are read out below the buttons', async () => {
    const {panel, session} = await deskOf('connected');
    the(panel, '#hold-button').click();
    await settled(panel);
    session.last.answer({status: 'refused', code: 'not-connected'});
    await settled(panel);
    await settled(panel);
    expect(the(panel, '[role="status"] .problem').textContent).to.include('This works once the call is connected.');
    the(panel, '#hold-button').click();
    await settled(panel);
    session.last.answer(failure('The hub is out of reach. Try again.'));
    await settled(panel);
    await settled(panel);
    expect(the(panel, '[role="status"] .problem').textContent).to.include('The hub is out of reach.');
  });

  it('[EL-12] after a second of waiting it says what it waits for', async () => {
    const {setTimeout: real} = globalThis;
    const later: (() => void)[] = [];
    const {panel} = await deskOf('connected');
    Reflect.set(globalThis, 'setTimeout', (call: () => void, ms?: number) =>
      ms === 1_000 ? later.push(call) : real(call, ms),
    );
    try {
      the(panel, '#hold-button').click();
      await settled(panel);
    } finally {
      globalThis.setTimeout = real;
    }
    expect(textOf(panel)).not.to.include('Still waiting');
    for (const call of later) call();
    await drawn(panel);
    expect(textOf(panel)).to.include('Still waiting for the hub to answer…');
  });

  it('[EL-7] a cancelled Hold is not sent, and the button does not wait', async () => {
    const {panel, session, root} = await deskOf('connected');
    root.addEventListener('cordboard-hold-request', (event) => event.preventDefault());
    the(panel, '#hold-button').click();
    await settled(panel);
    expect(session.names).to.deep.equal([]);
    expect(the(panel, '#hold-button').ariaBusy).to.equal(null);
  });

  it('[EL-13] another contact of the list is shown when it is chosen', async () => {
    const {panel, root} = await deskOf('many');
    const chosen = once(root, 'cordboard-contact-select-request');
    deepAll(the(panel, 'cordboard-contact-list'), 'button.item')[2]?.click();
    await chosen;
    await settled(panel);
    expect(the(panel, 'h2[part="name"]').textContent).to.equal('Li Wei');
    expect(deepAll(panel, '[aria-current="true"]').map((each) => each.textContent)).to.have.length(1);
  });

  it('[CV-5] a secure variable has a lock beside it and shows no value', async () => {
    const {panel} = await deskOf('connected');
    expect(deepAll(panel, '[part="variables"] .icon-lock')).to.have.length(1);
    expect(textOf(the(panel, '[part="variables"]'))).to.include('Card end Protected');
  });
});

import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {AGENT_ID, after, connectedContact} from '../support/component-contacts.ts';
import {cleanUp, deep, deskOf, drawn, expectAccessible, settled, textOf, the} from '../support/component-harness.ts';
import {
  NUMBER,
  QUEUE,
  asAsked,
  conference,
  consulting,
  requested,
  withoutCustomer,
} from '../support/consult-contacts.ts';
import {DONE} from '../support/fake-session.ts';

const NAMES: readonly (readonly [button: string, command: string])[] = [
  ['toggle', 'toggle'],
  ['hold-consult', 'holdConsult'],
  ['conference', 'beginConference'],
  ['complete-transfer', 'completeTransfer'],
  ['end-consult', 'endConsult'],
];

function whyOf(panel: Element, button: string): string | null {
  const why = deep(panel, `#${button}-button-why`);
  return why === null ? null : textOf(why);
}

describe('a consult at the desk', () => {
  afterEach(cleanUp);

  it('[CO-29] [CO-31] while it is asked for, Consult Requested stands beside the timer and the customer hears music', async () => {
    const {panel} = await deskOf('consult-requested');
    expect(textOf(the(panel, '[part="state"]'))).to.equal('Consult Requested');
    expect(textOf(the(panel, 'cordboard-interaction'))).to.include('Customer hears music');
    expect(textOf(the(panel, '[part="consult"]'))).to.include('Jonas Berg is being asked');
  });

  it('[CO-30] [CO-31] [CO-32] once it is open there are two panes, each with its own state, time and controls', async () => {
    const {panel, session} = await deskOf('consulting');
    expect(textOf(the(panel, '[part="state"]'))).to.equal('Call on Hold');
    expect(textOf(the(panel, '[part="consult-state"]'))).to.equal('Consulting');
    expect(textOf(the(the(panel, 'cordboard-consult-pane'), 'cordboard-timer'))).to.equal('00:33');
    session.contactList.set([after(consulting(), {type: 'hold-consult', agentId: AGENT_ID})]);
    await drawn(panel);
    expect(textOf(the(panel, '[part="consult-state"]'))).to.equal('Consult on Hold');
    expect(textOf(the(panel, '[part="consult"]'))).to.include('Jonas Berg hears music');
    expect(textOf(the(panel, '[part="state"]'))).to.equal('Connected');
  });

  it('[CO-38] for an agent, Toggle, Hold, Conference and Transfer wait for the answer and say so; Resume does not', async () => {
    const {panel, session} = await deskOf('consult-requested');
    for (const button of ['toggle', 'hold-consult', 'conference', 'complete-transfer']) {
      expect(whyOf(panel, button), button).to.equal('This works once the other side has answered.');
      the(panel, `#${button}-button`).click();
    }
    await settled(panel);
    expect(session.names).to.deep.equal([]);
    the(panel, '#hold-button').click();
    await settled(panel);
    expect(session.names).to.deep.equal(['resume']);
  });

  for (const [what, target] of [['queue', QUEUE] as const, ['number', NUMBER] as const]) {
    it(`[CO-39] for a ${what}, Conference and Transfer work before anybody answers`, async () => {
      const {panel, session} = await deskOf('empty');
      session.contactList.set([requested(target)]);
      await drawn(panel);
      expect([whyOf(panel, 'conference'), whyOf(panel, 'complete-transfer')]).to.deep.equal([null, null]);
    });
  }

  for (const [button, command] of NAMES) {
    it(`[CO-57] [CO-58] ${command} is sent once, and its button waits until the hub has answered`, async () => {
      const {panel, session} = await deskOf('consulting');
      const pressed = the(panel, `#${button}-button`);
      pressed.click();
      await settled(panel);
      pressed.click();
      await settled(panel);
      expect(session.sent.map(({name, args}) => [name, ...args])).to.deep.equal([[command, 'contact-1']]);
      expect(the(panel, `#${button}-button`).ariaBusy).to.equal('true');
      session.last.answer(DONE);
      await settled(panel);
      expect(the(panel, `#${button}-button`).ariaBusy).to.equal(null);
    });
  }

  it('[EL-70] while one command waits, the others of the contact say what they wait for; End does not', async () => {
    const {panel, session} = await deskOf('consulting');
    the(panel, '#conference-button').click();
    await settled(panel);
    for (const each of ['toggle', 'hold-consult', 'complete-transfer', 'end-consult', 'resume'])
      expect(whyOf(panel, each === 'resume' ? 'hold' : each), each).to.equal('One moment: Merging…');
    expect(whyOf(panel, 'conference')).to.equal(null);
    expect(whyOf(panel, 'mute')).to.equal(null);
    expect(textOf(the(panel, '[part="state"]'))).to.equal('Merging…');
    expect(textOf(the(panel, '[part="consult-state"]'))).to.equal('Merging…');
    await expectAccessible(panel);
    the(panel, '#complete-transfer-button').click();
    the(panel, '#hold-button').click();
    await settled(panel);
    expect(session.names).to.deep.equal(['beginConference']);
    session.last.answer({status: 'refused', code: 'conference-full'});
    await settled(panel);
    expect(whyOf(panel, 'toggle')).to.equal(null);
    expect(textOf(the(panel, '[part="state"]'))).to.equal('Call on Hold');
  });

  it('[EL-70] [HO-6] a customer’s hold that waits keeps Consult and Transfer, and not End', async () => {
    const {panel, session} = await deskOf('connected');
    the(panel, '#hold-button').click();
    await settled(panel);
    expect([whyOf(panel, 'consult'), whyOf(panel, 'transfer'), whyOf(panel, 'end')]).to.deep.equal([
      'One moment: Holding…',
      'One moment: Holding…',
      null,
    ]);
    expect(textOf(the(panel, '[part="state"]'))).to.equal('Holding…');
    the(panel, '#end-button').click();
    await settled(panel);
    expect(session.names).to.deep.equal(['hold', 'end']);
  });

  it('[EL-7] a request that the page cancels sends nothing', async () => {
    const {root, panel, session} = await deskOf('consulting');
    root.addEventListener('cordboard-toggle-request', (event) => event.preventDefault());
    the(panel, '#toggle-button').click();
    await settled(panel);
    expect(session.names).to.deep.equal([]);
    expect(the(panel, '#toggle-button').ariaBusy).to.equal(null);
  });

  it('[EL-8] a refused command says why beside the controls of the consult', async () => {
    const {panel, session} = await deskOf('consulting');
    the(panel, '#conference-button').click();
    await settled(panel);
    session.last.answer({status: 'refused', code: 'conference-full'});
    await settled(panel);
    expect(textOf(the(panel, 'cordboard-consult-pane'))).to.include('Eight people are the most a call can have.');
    await expectAccessible(panel);
  });

  it('[CO-34] [CO-66] [CO-67] whoever was asked has Exit consult, and neither Resume nor a wrap-up', async () => {
    const {panel, session} = await deskOf('consulted');
    expect(textOf(the(panel, '[part="consult"]'))).to.include('Jonas Berg');
    for (const none of ['#hold-consult-button', '#toggle-button', '#hold-button', '#end-consult-button'])
      expect(deep(panel, none), none).to.equal(null);
    expect(deep(panel, 'cordboard-wrap-up')).to.equal(null);
    expect(the(panel, '#exit-consult-button').textContent).to.include('Exit consult');
    the(panel, '#exit-consult-button').click();
    await settled(panel);
    expect(session.last.name).to.equal('exitConsult');
  });

  it('[CO-65] whoever was asked and waits is told that they are on hold', async () => {
    const {panel} = await deskOf('consulted-on-hold');
    expect(textOf(the(panel, 'cordboard-interaction'))).to.include('You are on hold and hear music');
    expect(textOf(the(panel, '[part="state"]'))).to.equal('Consult on Hold');
  });

  it('[CO-64] [WU-10] in Post Call the wrap-up stands beneath the consult, and both work', async () => {
    const {panel, session} = await deskOf('post-call-consult');
    expect(textOf(the(panel, '[part="state"]'))).to.equal('Post Call');
    the(panel, '#hold-consult-button').click();
    await settled(panel);
    expect(session.last.name).to.equal('holdConsult');
    the(panel, 'input[type="radio"]').click();
    the(panel, '#submit-button').click();
    await settled(panel);
    expect(session.last).to.deep.include({name: 'submitWrapUp', args: ['contact-1', 'resolved', '']});
    expect(whyOf(panel, 'hold')).to.include('The customer has left.');
  });

  it('[CO-35] [TR-22] after Transfer the wrap-up has the focus', async () => {
    const {panel, session} = await deskOf('consulting');
    the(panel, '#complete-transfer-button').focus();
    await sendKeys({press: 'Enter'});
    await settled(panel);
    session.contactList.set([after(consulting(), {type: 'complete-transfer', agentId: AGENT_ID})]);
    session.last.answer(DONE);
    await settled(panel);
    await drawn(panel);
    expect(the(panel, 'cordboard-wrap-up').matches(':focus')).to.equal(true);
  });

  it('[CO-29] [CO-32] [CF-23] the task list names each state', async () => {
    const {panel, session} = await deskOf('empty');
    const states: readonly (readonly [ReturnType<typeof requested>, string])[] = [
      [requested(), 'Consult Requested'],
      [consulting(), 'Consulting'],
      [after(consulting(), {type: 'toggle', agentId: AGENT_ID}), 'Consult on Hold'],
      [conference(), 'Conference'],
      [withoutCustomer(conference()), 'Post Call'],
      [asAsked(consulting()), 'Consulting'],
    ];
    for (const [contact, word] of states) {
      session.contactList.set([contact, connectedContact({id: 'other', channel: 'chat'})]);
      await drawn(panel);
      expect(textOf(the(the(panel, 'cordboard-contact-list'), '[data-row="contact-1"]'))).to.include(word);
    }
  });

  it('[EL-37] each change of a consult is told once', async () => {
    const {panel, session} = await deskOf('consult-requested');
    session.contactList.set([consulting()]);
    await drawn(panel);
    expect(textOf(the(panel, '.told-contacts'))).to.equal('Consulting: Ada Nkemelu.');
  });

  it('[CO-72] a number that was asked has no controls: its consult is the agent’s to end', async () => {
    const {panel} = await deskOf('consult-requested-number');
    const pane = textOf(the(panel, '[part="consult"]'));
    expect(pane).to.include('Carmen Ibáñez').and.to.include('+12015550142').and.to.include('Number');
  });

  it('[PO-22] a number without a name stands there once, and masked where numbers are', async () => {
    const {panel, session} = await deskOf('empty');
    session.contactList.set([requested({kind: 'dial-number', address: '+12015550120', name: null})]);
    await drawn(panel);
    const pane = () => textOf(the(panel, '[part="consult"]'));
    expect(pane().split('+12015550120')).to.have.length(3);
    expect(pane()).to.include('+12015550120 is being asked');
    panel.setAttribute('numbers-masked', '');
    await drawn(panel);
    expect(pane()).to.include('••• ••• 0120').and.not.to.include('+1201');
  });
});

import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {NOW, missedContact} from '../support/component-contacts.ts';
import {cleanUp, deepAll, deskOf, drawn, expectAccessible, settled, textOf, the} from '../support/component-harness.ts';
import {FakeSession, failure} from '../support/fake-session.ts';

describe('missed contacts in the task list', () => {
  afterEach(() => {
    cleanUp();
    localStorage.clear();
  });

  const missed = (panel: Element) => deepAll(panel, '[part="missed-item"]').map(textOf);

  async function withLateTimers(act: (late: (() => void)[]) => Promise<void>): Promise<void> {
    const {setTimeout: real} = globalThis;
    const late: (() => void)[] = [];
    Reflect.set(globalThis, 'setTimeout', (call: () => void, ms?: number) =>
      ms === 10_000 ? late.push(call) : real(call, ms),
    );
    try {
      await act(late);
    } finally {
      globalThis.setTimeout = real;
    }
  }

  it('[PO-15] says who, when and for which queue, the newest first, the rest on demand', async () => {
    const {panel} = await deskOf('missed-list');
    const time = new Intl.DateTimeFormat(undefined, {timeStyle: 'short'}).format(NOW - 7 * 60_000);
    expect(missed(panel)).to.have.length(3);
    expect(missed(panel)[0]).to.include('Ada Nkemelu').and.include(`Missed at ${time}`).and.include('Billing');
    expect(missed(panel)[1]).to.include('Declined at').and.include('Re: contract 2231');
    const more = the(the(panel, 'cordboard-contact-list'), '#more-button');
    expect(textOf(more)).to.equal('Show 2 more');
    more.click();
    await drawn(panel);
    expect(missed(panel)).to.have.length(5);
    await expectAccessible(panel);
  });

  it('[PO-15] a missed call is called back by one press; who may not call is told why', async () => {
    const {panel, session} = await deskOf('missed-list');
    the(panel, '#redial-button').click();
    await settled(panel);
    expect(session.last).to.deep.include({name: 'redial', args: ['missed-contact-1']});
    expect(the(panel, '#redial-button').ariaBusy).to.equal('true');
    session.last.answer({status: 'refused', code: 'capacity-full'});
    await settled(panel);
    await settled(panel);
    expect(missed(panel)[0]).to.include('You are at your limit.');
  });

  it('[PO-15] who has no outbound profile reads it at the button', async () => {
    const {panel, session} = await deskOf('missed-no-outbound');
    const button = the(panel, '#redial-button');
    expect(button.ariaDisabled).to.equal('true');
    button.click();
    await settled(panel);
    expect(session.names).not.to.include('redial');
    expect(textOf(the(panel, '#redial-button-why'))).to.include('You are not set up for outgoing calls.');
  });

  it('[EL-45] dismissing is undone by one press, and only what is not undone is told to the hub', async () => {
    await withLateTimers(async (late) => {
      const {panel, session} = await deskOf('missed-list');
      const list = the(panel, 'cordboard-contact-list');
      the(list, '#dismiss-button').click();
      await drawn(panel);
      expect(missed(panel)[0]).to.include('Lee Chen');
      expect(textOf(list)).to.include('1 missed contact dismissed.');
      await expectAccessible(panel);
      the(list, '#undo-button').click();
      await drawn(panel);
      expect(missed(panel)[0]).to.include('Ada Nkemelu');
      for (const call of late.splice(0)) call();
      await settled(panel);
      expect(session.names).not.to.include('dismissMissed');
      the(list, '#dismiss-button').click();
      await drawn(panel);
      for (const call of late.splice(0)) call();
      await settled(panel);
      expect(session.last).to.deep.include({name: 'dismissMissed', args: [['missed-1']]});
      expect(missed(panel)[0], 'it does not come back while the hub is asked').to.include('Lee Chen');
    });
  });

  it('[EL-45] all at once, in parts the hub takes; what it does not do is there again', async () => {
    await withLateTimers(async (late) => {
      const session = new FakeSession();
      session.missedContacts.set(
        Array.from({length: 120}, (_unused, at) => missedContact({offerId: `m${at}`, contactId: `c${at}`})),
      );
      const {panel} = await deskOf('', session);
      the(panel, '#dismiss-all-button').click();
      await drawn(panel);
      expect(the(panel, '[part="missed"]').checkVisibility()).to.equal(false);
      for (const call of late.splice(0)) call();
      await settled(panel);
      expect(session.last.args[0]).to.have.length(100);
      session.last.answer({status: 'done'});
      for (let turn = 0; turn < 4; turn += 1) await settled(panel);
      expect(session.last.args[0]).to.have.length(20);
      session.last.answer(failure());
      for (let turn = 0; turn < 4; turn += 1) await settled(panel);
      expect(the(panel, '[part="missed"]').checkVisibility()).to.equal(true);
      expect(textOf(panel)).to.include('The hub did not answer in time.');
    });
  });

  it('[EL-45] what was put away is told to the hub when the desk is left before the time is over', async () => {
    const {panel, root, session} = await deskOf('missed-list');
    the(the(panel, 'cordboard-contact-list'), '#dismiss-button').click();
    await drawn(panel);
    root.remove();
    await Promise.resolve();
    expect(session.names).to.include('dismissMissed');
  });

  it('[EL-36] the focus of a row that is put away goes to the list', async () => {
    const {panel} = await deskOf('missed-list');
    const list = the(panel, 'cordboard-contact-list');
    the(list, '#dismiss-button').focus();
    await sendKeys({press: 'Enter'});
    await settled(panel);
    await settled(panel);
    expect(list.shadowRoot?.activeElement).not.to.equal(null);
  });
});

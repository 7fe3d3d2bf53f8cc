import {expect} from '@open-wc/testing';
import {cleanUp, deepAll, deskOf, drawn, expectAccessible, textOf, the} from '../support/component-harness.ts';
import {AGENT_ID, after, ringing, variable} from '../support/component-contacts.ts';
import {QUEUE, askedBy, requested} from '../support/consult-contacts.ts';

const SEVEN = Array.from({length: 7}, (_unused, at) =>
  variable(`v${at}`, `Field ${at + 1}`, `value ${at + 1}`, at + 1),
);

function rows(popover: Element): readonly string[] {
  return deepAll(popover, '.variables > div').map((each) => textOf(each));
}

describe('a request of a colleague in the popover', () => {
  afterEach(cleanUp);

  for (const direction of ['inbound', 'outbound'] as const) {
    it(`[PO-20] [PO-21] [PO-27] of an ${direction} call it shows who asks and up to six configured values`, async () => {
      const {popover, session} = await deskOf('empty');
      const request = ringing({askedBy: askedBy(), variables: SEVEN});
      session.ringing.set([{...request, contact: {...request.contact, direction}}]);
      await drawn(popover);
      expect(textOf(the(popover, '[part="kind"]'))).to.equal('Consult request');
      expect(rows(popover)).to.deep.equal([
        'Agent Name Jonas Berg',
        'Agent DN +12015550177',
        'Agent Team Claims',
        ...[1, 2, 3, 4, 5, 6].map((each) => `Field ${each} value ${each}`),
      ]);
      await expectAccessible(popover);
    });
  }

  it('[PO-28] through an entry point it shows the number of who asks, and up to six configured values', async () => {
    const {popover, session} = await deskOf('empty');
    session.ringing.set([ringing({askedBy: askedBy({via: 'entry-point'}), variables: SEVEN})]);
    await drawn(popover);
    expect(rows(popover)).to.have.length(7);
    expect(rows(popover)[0]).to.equal('Agent DN +12015550177');
    expect(textOf(the(popover, '[part="card"]'))).not.to.include('Jonas Berg');
  });

  it('[PO-20] who has no number or team is shown with none', async () => {
    const {popover, session} = await deskOf('empty');
    session.ringing.set([ringing({askedBy: askedBy({number: null, team: null}), variables: []})]);
    await drawn(popover);
    expect(rows(popover)).to.deep.equal(['Agent Name Jonas Berg', 'Agent DN none', 'Agent Team none']);
  });

  it('[CO-69] [TR-6] a transfer is named as one, and the agent’s own that comes back as that', async () => {
    const {popover, session} = await deskOf('ringing-transfer');
    expect(textOf(the(popover, '[part="kind"]'))).to.equal('Transfer request');
    const returned = askedBy({agentId: AGENT_ID, returned: true});
    session.ringing.set([ringing({askedBy: returned, purpose: 'transfer', variables: []})]);
    await drawn(popover);
    expect(textOf(the(popover, '[part="kind"]'))).to.equal('Your transfer was not taken');
    expect(rows(popover)).to.deep.equal([]);
    await expectAccessible(popover);
  });

  it('[EL-73] into a begun conference it is a conference request, and says that the customer hears one at once', async () => {
    const {popover, session} = await deskOf('empty');
    const asked = ringing({askedBy: askedBy(), variables: []});
    const contact = after(requested(QUEUE), {type: 'conference', agentId: AGENT_ID});
    const offer = {...asked.offer, contactId: contact.id, purpose: 'consult', conversationId: 'consult-1'} as const;
    session.ringing.set([{offer, contact: requested(QUEUE)}]);
    await drawn(popover);
    expect(textOf(the(popover, '[part="kind"]'))).to.equal('Consult request');
    expect(textOf(popover)).not.to.include('The customer hears you at once.');
    session.ringing.set([{offer, contact}]);
    await drawn(popover);
    expect(textOf(the(popover, '[part="kind"]'))).to.equal('Conference request');
    expect(textOf(popover)).to.include('The customer hears you at once.');
    await expectAccessible(popover);
  });

  it('[PO-21] among several a small card still says who asks', async () => {
    const {popover, session} = await deskOf('empty');
    session.ringing.set([ringing({id: 'a', name: 'Bea'}), ringing({id: 'b', name: 'Cleo', askedBy: askedBy()})]);
    await drawn(popover);
    expect(textOf(the(popover, '[data-offer="offer-b"]'))).to.include('Jonas Berg');
  });
});

import {expect} from '@open-wc/testing';
import {attendant, endDesks, startDesk, turn} from '../support/attention-desk.ts';
import {NOW, connectedContact} from '../support/component-contacts.ts';
import type {CallNews} from '../../src/services/ports.ts';

function left(id: string, at: number): CallNews {
  const contact = connectedContact();
  return {id, contactId: contact.id, at, kind: 'customer-left', contact};
}

describe('what happens in a call while nobody looks', () => {
  afterEach(endDesks);

  it('[CO-62] [EL-58] is a notice of the system, once, and gone when somebody looks', async () => {
    const {session, attention, page, shown} = startDesk();
    attention.attend(attendant);
    session.callNews.set([left('1', NOW - 5_000)]);
    await turn();
    expect(shown, 'somebody looks').to.have.length(0);
    page.hide();
    await turn();
    expect(shown, 'it was there to be seen').to.have.length(0);
    session.now = NOW + 1_000;
    session.callNews.set([left('1', NOW - 5_000), left('2', NOW + 1_000)]);
    await turn();
    expect(shown.map(({heading}) => heading)).to.deep.equal(['customer-left']);
    session.callNews.set([left('2', NOW + 1_000)]);
    await turn();
    expect(shown).to.have.length(1);
    page.hide(false);
    await turn();
    expect(shown[0]?.closed).to.equal(true);
  });
});

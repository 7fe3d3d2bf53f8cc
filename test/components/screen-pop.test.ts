import {expect} from '@open-wc/testing';
import {ContactOpenRequestEvent} from '../../src/components/interaction/interaction.events.ts';
import {ScreenPopEvent} from '../../src/components/session/session.events.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {connectedContact} from '../support/component-contacts.ts';
import {cleanUp, deep, deskOf, settled, the} from '../support/component-harness.ts';
import {FakeSession} from '../support/fake-session.ts';

const LINK = 'https://crm.example/threads/7';

function mail(link: string | null = LINK): Contact {
  return connectedContact({channel: 'email', subject: 'Re: contract', link});
}

describe('the screen pop', () => {
  const opened: string[] = [];
  const open = window.open;

  beforeEach(() => {
    opened.length = 0;
    window.open = (url) => {
      opened.push(String(url));
      return null;
    };
  });

  afterEach(() => {
    window.open = open;
    cleanUp();
  });

  /** What the page around hears. */
  async function heard(session: FakeSession, act: () => void, answer = (_event: ScreenPopEvent): void => undefined) {
    const events: ScreenPopEvent[] = [];
    const listen = (event: ScreenPopEvent) => {
      events.push(event);
      answer(event);
    };
    document.addEventListener('cordboard-screen-pop', listen as EventListener);
    act();
    await settled(document.body);
    document.removeEventListener('cordboard-screen-pop', listen as EventListener);
    expect(session.disposed).to.equal(false);
    return events;
  }

  it('[DG-31] tells the page what it needs to show the contact, without secure values, and opens nothing itself', async () => {
    const session = new FakeSession();
    await deskOf('empty', session);
    const contact = mail();
    const [event, ...more] = await heard(session, () => session.popped.set({contact, again: false}));
    expect(more).to.have.length(0);
    expect(event).to.be.instanceOf(ScreenPopEvent);
    const {contactId, channel, link, subject, queue, variables, again} = event ?? expect.fail('no event came');
    expect({contactId, channel, link, subject, queue, again}).to.deep.equal({
      contactId: contact.id,
      channel: 'email',
      link: LINK,
      subject: 'Re: contract',
      queue: {id: 'billing', name: 'Billing'},
      again: false,
    });
    expect(variables).to.deep.equal({reason: 'Invoice 2231', tier: 'Gold', language: 'English', case: '2231-A'});
    expect(opened).to.deep.equal([]);
  });

  it('[DG-33] Open on the contact asks for it again; unless the page shows it, its link is opened', async () => {
    const session = new FakeSession();
    const {root} = await deskOf('empty', session);
    const contact = mail();
    session.contactList.set([contact]);
    await settled(root);
    the(root, '#open-button').click();
    await settled(root);
    expect(session.last.name).to.equal('open');
    expect(session.last.args).to.deep.equal([contact.id]);
    await heard(session, () => session.popped.set({contact, again: true}));
    expect(opened).to.deep.equal([LINK]);
    await heard(
      session,
      () => session.popped.set({contact, again: true}),
      (event) => event.preventDefault(),
    );
    expect(opened).to.deep.equal([LINK]);
  });

  it('[DG-33] a page that cancels the request shows the contact its own way', async () => {
    const session = new FakeSession();
    const {root} = await deskOf('empty', session);
    session.contactList.set([mail()]);
    await settled(root);
    const cancel = (event: Event) => event.preventDefault();
    document.addEventListener('cordboard-contact-open-request', cancel, {once: true});
    deep(root, 'cordboard-interaction')?.dispatchEvent(new ContactOpenRequestEvent('contact-1'));
    await settled(root);
    expect(session.names).to.not.include('open');
  });

  it('[DG-6] [DG-33] what is no web page is not opened, wherever it came from', async () => {
    const session = new FakeSession();
    await deskOf('empty', session);
    for (const link of ['javascript:alert(1)', 'data:text/html,x', '//crm.example', null])
      await heard(session, () => session.popped.set({contact: mail(link), again: true}));
    expect(opened).to.deep.equal([]);
  });
});

import {ContextEvent} from '@lit/context';
import {expect} from '@open-wc/testing';
import {define} from '../../src/components/define-all.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import {
  ContactEndedEvent,
  ContactOfferedEvent,
  OfferAcceptedEvent,
} from '../../src/components/session/session.events.ts';
import {polish} from '../../src/components/strings/polish.ts';
import {peopleContext} from '../../src/services/contexts.ts';
import type {PeopleService, Session} from '../../src/services/ports.ts';
import type {SessionOptions} from '../../src/services/session.ts';
import type {TokenSource} from '../../src/services/identity/token-source.ts';
import {connectedContact, ringing, wrapUpContact} from '../support/component-contacts.ts';
import {cleanUp, deep, deskOf, drawn, mount, once, settled, textOf, the} from '../support/component-harness.ts';
import {FakePeople} from '../support/fake-people.ts';
import {FakeSession, agentView} from '../support/fake-session.ts';

const TOKENS: TokenSource = {
  getToken: async () => 'token',
  signIn: async () => undefined,
  signOut: async () => undefined,
};

/** A session element that makes fake sessions and keeps them. */
class TestSession extends CordboardSession {
  readonly made: FakeSession[] = [];
  readonly options: SessionOptions[] = [];
  readonly firstMade = Promise.withResolvers<void>();

  protected override async createSession(options: SessionOptions): Promise<Session> {
    const session = new FakeSession();
    this.made.push(session);
    this.options.push(options);
    this.firstMade.resolve();
    return session;
  }
}

function testSession(): TestSession {
  define();
  if (customElements.get('test-session') === undefined) customElements.define('test-session', TestSession);
  const element = document.createElement('test-session');
  if (!(element instanceof TestSession)) throw new Error('test-session is not defined');
  element.append(document.createElement('cordboard-communication-panel'));
  return element;
}

/** What an element inside the session gets for the directory. */
function askPeople(root: Element): PeopleService | null | undefined {
  let given: PeopleService | null | undefined;
  const inside = root.querySelector('cordboard-communication-panel') ?? root;
  inside.dispatchEvent(new ContextEvent(peopleContext, inside, (value) => (given = value)));
  return given;
}

/** Lets the element load its way to sign in and make its session. */
async function started(element: TestSession): Promise<void> {
  await element.updateComplete;
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  await drawn(element);
}

describe('cordboard-session', () => {
  afterEach(cleanUp);

  it('[EL-26] takes no part in the layout', async () => {
    const {root} = await deskOf('empty');
    expect(getComputedStyle(root).display).to.equal('contents');
  });

  it('[EL-27] without settings the panel says that the desk is not set up', async () => {
    const element = mount(testSession());
    await started(element);
    expect(textOf(the(element, 'cordboard-communication-panel'))).to.include('This desk is not set up yet');
    expect(element.made).to.have.length(0);
  });

  it('[EL-28] properties set before and after it is attached mean the same', async () => {
    const before = testSession();
    before.hubUrl = 'https://one.example/desk https://two.example/desk';
    before.tokens = TOKENS;
    mount(before);
    await started(before);
    const later = mount(testSession());
    await started(later);
    later.setAttribute('hub-url', 'https://one.example/desk https://two.example/desk');
    later.tokens = TOKENS;
    await started(later);
    for (const {options} of [before, later]) {
      expect(options.at(-1)?.hubUrls).to.deep.equal(['https://one.example/desk', 'https://two.example/desk']);
      expect(options.at(-1)?.tokens).to.equal(TOKENS);
    }
    expect(before.made).to.have.length(1);
    expect(textOf(the(later, 'cordboard-communication-panel'))).to.include('Available');
  });

  it('[PE-16] scopes at Microsoft Graph give the desk a directory, and without them it has none', async () => {
    const element = testSession();
    element.hubUrl = 'https://one.example/desk';
    element.authority = 'https://login.example';
    element.clientId = 'desk';
    element.scope = 'api://hub/Desk';
    element.redirectUri = '/redirect.html';
    mount(element);
    await element.firstMade.promise;
    expect(element.options.at(-1)?.graph).to.equal(undefined);
    const scoped = testSession();
    for (const [name, value] of Object.entries({
      'hub-url': 'https://one.example/desk',
      authority: 'https://login.example',
      'client-id': 'desk',
      scope: 'api://hub/Desk',
      'redirect-uri': '/redirect.html',
      'graph-scope': 'User.Read.All Presence.Read.All',
      'graph-url': 'https://graph.example.com',
    }))
      scoped.setAttribute(name, value);
    mount(scoped);
    await scoped.firstMade.promise;
    expect(scoped.options.at(-1)?.graph?.url).to.equal('https://graph.example.com');
    expect(scoped.options.at(-1)?.graph?.tokens).not.to.equal(scoped.options.at(-1)?.tokens);
  });

  it('[PE-16] the page’s own tokens for Microsoft Graph go first, whenever they are set', async () => {
    const element = testSession();
    element.hubUrl = 'https://one.example/desk';
    element.tokens = TOKENS;
    mount(element);
    await started(element);
    expect(element.options.at(-1)?.graph).to.equal(undefined);
    const graphTokens = {getToken: async () => 'graph-token'};
    element.graphTokens = graphTokens;
    await started(element);
    expect(element.options.at(-1)?.graph).to.deep.equal({tokens: graphTokens});
  });

  it('[PE-13] elements inside get the directory of the session, or null when it has none', async () => {
    const {root, session} = await deskOf('empty');
    expect(askPeople(root)).to.equal(null);
    const other = new FakeSession();
    other.people = new FakePeople();
    root.session = other;
    await settled(root);
    expect(askPeople(root)).to.equal(other.people);
    expect(session.people).to.equal(null);
  });

  it('[EL-29] a move within the page keeps the session; taking it away disposes of it; bringing it back makes a new one', async () => {
    const element = testSession();
    element.hubUrl = 'https://one.example/desk';
    element.tokens = TOKENS;
    mount(element);
    await started(element);
    const box = mount(document.createElement('div'));
    box.append(element);
    await started(element);
    expect(element.made).to.have.length(1);
    expect(element.made[0]?.disposed).to.equal(false);
    element.remove();
    await started(element);
    expect(element.made[0]?.disposed).to.equal(true);
    mount(element);
    await started(element);
    expect(element.made).to.have.length(2);
    expect(textOf(the(element, 'cordboard-communication-panel'))).to.include('Available');
  });

  it('[EL-29] a session that the page made is the page’s to dispose of', async () => {
    const {root, session} = await deskOf('empty');
    root.remove();
    await settled(root);
    expect(session.disposed).to.equal(false);
  });

  it('[EL-30] a value that cannot be used warns once and never throws', async () => {
    const {warn} = console;
    const warnings: string[] = [];
    console.warn = (text: string) => warnings.push(text);
    try {
      for (const each of [0, 1]) {
        const element = testSession();
        element.hubUrl = 'https://one.example/desk http://[bad';
        element.identity = 'guess';
        mount(element);
        await started(element);
        expect(element.made, `${each}`).to.have.length(0);
      }
    } finally {
      console.warn = warn;
    }
    expect(warnings).to.have.length(2);
    expect(warnings.join(' '))
      .to.include('"http://[bad" is not an address')
      .and.include('identity="guess" is not known');
  });

  it('[EL-31] tells the page what happens, once for each fact', async () => {
    const {root, session} = await deskOf('empty');
    const seen: string[] = [];
    for (const type of [
      'cordboard-contact-offered',
      'cordboard-offer-accepted',
      'cordboard-contact-connected',
      'cordboard-contact-ended',
      'cordboard-presence-changed',
      'cordboard-connection-changed',
    ] as const) {
      document.addEventListener(type, (event) => seen.push(event.type), {once: true});
    }
    const offered = once(root, 'cordboard-contact-offered');
    session.ringing.set([ringing()]);
    const offer = await offered;
    expect(offer instanceof ContactOfferedEvent && offer.contact.id).to.equal('contact-1');
    const accepted = once(root, 'cordboard-offer-accepted');
    session.ringing.set([]);
    session.contactList.set([connectedContact()]);
    const acceptance = await accepted;
    expect(acceptance instanceof OfferAcceptedEvent && acceptance.offerId).to.equal('offer-contact-1');
    const ended = once(root, 'cordboard-contact-ended');
    session.contactList.set([wrapUpContact()]);
    const end = await ended;
    expect(end instanceof ContactEndedEvent && end.contact.status).to.equal('ended');
    const changed = once(root, 'cordboard-presence-changed');
    session.agent.set(agentView('away', 'lunch'));
    await changed;
    const lost = once(root, 'cordboard-connection-changed');
    session.connectionState.set({status: 'connecting'});
    await lost;
    expect(seen).to.deep.equal([
      'cordboard-contact-offered',
      'cordboard-offer-accepted',
      'cordboard-contact-connected',
      'cordboard-contact-ended',
      'cordboard-presence-changed',
      'cordboard-connection-changed',
    ]);
  });

  it('[EL-32] strings may be overridden in part, before and while it is shown', async () => {
    const {root, panel} = await deskOf('held');
    root.strings = {...polish, interaction: {resume: 'Wznów', customerHearsMusic: 'Klient słyszy muzykę'}};
    await settled(root);
    expect(the(panel, '#hold-button').textContent).to.include('Wznów');
    expect(textOf(panel)).to.include('Klient słyszy muzykę').and.include('Details');
    root.strings = {interaction: {resume: 'Take back'}};
    await settled(root);
    expect(the(panel, '#hold-button').textContent).to.include('Take back');
    expect(textOf(panel)).to.include('Customer hears music');
  });

  it('[EL-33] two sessions on one page do not know of each other', async () => {
    const one = await deskOf('connected');
    const two = await deskOf('empty');
    one.session.agent.set(agentView('do-not-disturb'));
    await drawn(one.root);
    expect(textOf(one.panel)).to.include('Do not disturb').and.include('Ada Nkemelu');
    expect(the(two.panel, '#presence-button').textContent).to.include('Available');
    expect(deep(two.panel, 'cordboard-interaction')).to.equal(null);
  });
});

describe('define', () => {
  afterEach(cleanUp);

  it('[EL-34] two prefixes work on one page, each with children of its own', async () => {
    const first = await deskOf('connected');
    define('acme');
    const root = document.createElement('acme-session');
    if (!(root instanceof CordboardSession)) throw new Error('acme-session is not defined');
    const session = new FakeSession();
    session.contactList.set([connectedContact()]);
    session.ringing.set([ringing({id: 'second'})]);
    root.session = session;
    const popover = document.createElement('acme-popover');
    popover.toggleAttribute('silent', true);
    root.append(document.createElement('acme-communication-panel'), popover);
    mount(root);
    await drawn(root);
    expect(deep(root, 'acme-interaction')).not.to.equal(null);
    expect(deep(root, 'acme-offer-card')).not.to.equal(null);
    expect(deep(root, 'acme-timer')).not.to.equal(null);
    expect(deep(root, 'cordboard-interaction')).to.equal(null);
    expect(deep(first.root, 'cordboard-interaction')).not.to.equal(null);
    the(root, '#hold-button').click();
    await settled(root);
    expect(session.names).to.deep.equal(['hold']);
  });

  it('[EL-35] a name that another copy took warns once instead of throwing', () => {
    const {warn} = console;
    const warnings: string[] = [];
    console.warn = (text: string) => warnings.push(text);
    try {
      customElements.define('taken-timer', class extends HTMLElement {});
      define('taken');
      define('taken');
      define('Not a prefix');
    } finally {
      console.warn = warn;
    }
    expect(warnings.filter((each) => each.includes('<taken-timer>'))).to.have.length(1);
    expect(warnings.filter((each) => each.includes('a prefix has'))).to.have.length(1);
    expect(customElements.get('taken-popover')).not.to.equal(undefined);
  });
});

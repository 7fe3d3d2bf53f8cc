import type {Contact} from '../../src/domain/contact.ts';
import {define} from '../../src/components/define-all.ts';
import {defineColleagues} from '../../src/components/colleagues/define.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import {SdkError} from '../../src/api/errors.ts';
import {
  NOW,
  connectedContact,
  dialledContact,
  heldContact,
  mutedContact,
  ringing,
  variable,
  wrapUpContact,
  type ContactOptions,
} from './component-contacts.ts';
import {CONSULT_SCENES} from './consult-scenes.ts';
import {DEVICE_SCENES} from './device-scenes.ts';
import {rungBack} from './emergency-scenes.ts';
import {FakeSession, agentView} from './fake-session.ts';
import {TELEPHONE_SCENES} from './telephone-scenes.ts';
import {WORK_SCENES} from './work-scenes.ts';

const LONG: ContactOptions = {
  name: 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Anna Josephine von und zu',
  queue: 'Billing, refunds and disputes (premium customers, Europe)',
  variables: [
    variable(
      'reason',
      'What the customer said when asked for the reason',
      'I moved to another country and the invoice for 2231 still goes to the old address',
      1,
    ),
    variable('mail', 'E-mail', 'maria.anna.wolfeschlegelsteinhausenbergerdorff@example.com', 2),
    variable('tier', 'Tier', 'Gold', 3),
  ],
};

const ARABIC: ContactOptions = {
  name: 'عائشة بنت عبد الرحمن',
  queue: 'الفواتير',
  variables: [
    variable('reason', 'السبب', 'فاتورة 2231', 1),
    variable('tier', 'الفئة', 'ذهبي', 2),
    variable('city', 'المدينة', 'عمّان', 3),
  ],
};

function withContacts(...contacts: readonly Contact[]): (session: FakeSession) => void {
  return (session) => session.contactList.set(contacts);
}

function wrapUpFor(options: ContactOptions = {}): (session: FakeSession) => void {
  return (session) => {
    session.contactList.set([wrapUpContact(options)]);
    session.now = NOW + 18_000;
  };
}

/** Every state of the desk, by name. The page of pictures and the tests of accessibility go through all of them. */
export const SCENES: Readonly<Record<string, (session: FakeSession) => void>> = {
  'first-use': (session) => session.connectionState.set({status: 'signed-out', reason: 'never'}),
  'taken-over': (session) => session.connectionState.set({status: 'signed-out', reason: 'taken-over'}),
  'sign-in-required': (session) =>
    session.connectionState.set({
      status: 'sign-in-required',
      error: new SdkError('sign-in-required', 'Your sign-in ran out. Sign in again.'),
    }),
  connecting: (session) => session.connectionState.set({status: 'connecting'}),
  empty: () => undefined,
  'rung-back': (session) => session.ownEmergency.set(rungBack()),
  'not-available': (session) => session.agent.set(agentView('away', 'signed-in')),
  connected: withContacts(connectedContact()),
  held: withContacts(heldContact()),
  muted: withContacts(mutedContact()),
  dialling: withContacts(dialledContact()),
  'wrap-up': wrapUpFor(),
  missed: (session) => session.agent.set(agentView('away', 'rona')),
  ringing: (session) => session.ringing.set([ringing()]),
  'ringing-many': (session) =>
    session.ringing.set([
      ringing({id: 'r1', name: 'Ada Nkemelu'}),
      ringing({id: 'r2', name: 'Jón Ásgeirsson', channel: 'chat'}),
      ringing({id: 'r3', name: 'Re: contract', channel: 'email', address: 'lee@example.com'}),
      ringing({id: 'r4', name: null, address: '+44 20 7946 0018'}),
      ringing({id: 'r5', name: 'Zoë', channel: 'social', address: '@zoe'}),
      ringing({id: 'r6', name: 'Bea', channel: 'chat'}),
    ]),
  many: (session) => {
    session.contactList.set([
      connectedContact(),
      wrapUpContact({id: 'c2', name: 'Jón Ásgeirsson'}),
      heldContact({id: 'c3', name: 'Li Wei'}),
    ]);
    session.ringing.set([ringing({id: 'r2', name: 'Re: contract', channel: 'email'})]);
  },
  long: withContacts(connectedContact(LONG)),
  'long-ringing': (session) => session.ringing.set([ringing(LONG)]),
  arabic: withContacts(heldContact(ARABIC)),
  'arabic-ringing': (session) => session.ringing.set([ringing(ARABIC)]),
  reconnecting: (session) => {
    session.contactList.set([connectedContact()]);
    session.connectionState.set({
      status: 'reconnecting',
      since: NOW - 8_000,
      error: new SdkError('hub-unreachable', 'The hub is out of reach.'),
    });
  },
  'microphone-denied': (session) => {
    session.contactList.set([connectedContact()]);
    session.voiceState.set({
      status: 'failed',
      contactId: 'contact-1',
      error: new SdkError('microphone-denied', 'Allow the microphone.'),
    });
  },
  'sound-elsewhere': (session) => {
    session.contactList.set([connectedContact()]);
    session.voiceState.set({status: 'elsewhere', contactId: 'contact-1'});
  },
  'sound-poor': (session) => {
    session.contactList.set([connectedContact()]);
    session.voiceState.set({status: 'connected', contactId: 'contact-1'});
    session.trouble.set({kind: 'loss', since: NOW - 4_000, roundTripMs: 90, lossPercent: 11});
  },
  ...DEVICE_SCENES,
  ...TELEPHONE_SCENES,
  'sound-blocked': (session) => {
    session.contactList.set([connectedContact()]);
    session.voiceState.set({status: 'autoplay-blocked', contactId: 'contact-1'});
  },
  ...WORK_SCENES,
  ...CONSULT_SCENES,
};

/** A session element with a panel and a popover in it, in the state of a scene. It is not in the page yet. */
export function buildScene(name: string, session: FakeSession = new FakeSession()): CordboardSession {
  define();
  // What a panel loads with its first contact; a test of one state waits for nothing.
  defineColleagues();
  SCENES[name]?.(session);
  const root = document.createElement('cordboard-session');
  if (!(root instanceof CordboardSession)) throw new Error('cordboard-session is not defined');
  root.session = session;
  const popover = document.createElement('cordboard-popover');
  popover.toggleAttribute('silent', true);
  root.append(document.createElement('cordboard-communication-panel'), popover);
  return root;
}

import {
  NOW,
  SETTINGS,
  connectedContact,
  dialledContact,
  heldContact,
  missedContact,
  ringing,
  variable,
  wrapUpContact,
  type ContactOptions,
} from './component-contacts.ts';
import {agentView, type FakeSession} from './fake-session.ts';

export const EMAIL: ContactOptions = {
  name: 'Lee Chen',
  channel: 'email',
  address: 'lee@example.com',
  subject: 'Re: contract 2231, second reminder',
  link: 'https://mail.example.com/threads/2231',
};

const LONG_SUBJECT =
  'Re: Fwd: Re: my contract and the invoice that still goes to the address I moved away from in the spring of last year';

const ARABIC: ContactOptions = {name: 'عائشة بنت عبد الرحمن', queue: 'الفواتير', subject: 'فاتورة 2231'};

const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Anna Josephine von und zu';

function crowd(count: number, options: ContactOptions = {}) {
  return Array.from({length: count}, (_unused, at) => ({...options, id: `crowd-${at}`, name: `Customer ${at + 1}`}));
}

type Scene = (session: FakeSession) => void;

/** States of what rings, of the task list and of digital contacts. */
export const WORK_SCENES: Readonly<Record<string, Scene>> = {
  assigning: (session) => session.ringing.set([ringing({status: 'connecting'})]),
  'assigning-many': (session) =>
    session.ringing.set([
      ringing({...EMAIL, id: 'r1', status: 'connecting'}),
      ringing({id: 'r2', name: 'Jón Ásgeirsson', channel: 'chat'}),
      ringing({id: 'r3', status: 'connecting'}),
    ]),
  'ringing-email': (session) => session.ringing.set([ringing({...EMAIL, subject: LONG_SUBJECT})]),
  'ringing-eight': (session) =>
    session.ringing.set([
      ...crowd(5, {channel: 'chat'}).map((each) => ringing(each)),
      ringing({...EMAIL, id: 'mail'}),
      ringing({id: 'social', name: 'Zoë', channel: 'social', address: '@zoe'}),
      ringing({id: 'call', name: null}),
    ]),
  'emergency-callback': (session) =>
    session.ringing.set([
      ringing({id: 'r1', name: 'Jón Ásgeirsson', channel: 'chat'}),
      ringing({id: 'r2', name: null, address: '911', kind: 'emergency-callback', variables: []}),
      ringing({id: 'r3', name: 'Bea'}),
    ]),
  callback: (session) => session.ringing.set([ringing({kind: 'callback'})]),
  'time-up': (session) => session.ringing.set([ringing({offeredAt: NOW - 30_000})]),
  'dialling-elsewhere': (session) =>
    session.contactList.set([connectedContact({...EMAIL, id: 'mail'}), dialledContact({id: 'out'})]),
  unreachable: (session) => session.agent.set(agentView('away', 'channel-failure')),
  inactive: (session) => session.agent.set(agentView('away', 'inactive')),
  email: (session) => session.contactList.set([connectedContact(EMAIL)]),
  'email-wrap-up': (session) => {
    session.contactList.set([wrapUpContact(EMAIL)]);
    session.now = NOW + 18_000;
  },
  'side-by-side': (session) => {
    session.contactList.set([
      connectedContact({...EMAIL, id: 'mail'}),
      connectedContact({
        id: 'chat',
        name: 'Jón Ásgeirsson',
        channel: 'chat',
        address: 'jon',
        subject: 'Where is my parcel?',
      }),
      heldContact({id: 'call'}),
      wrapUpContact({id: 'after', name: 'Li Wei', channel: 'social', address: '@li'}),
    ]);
    session.ringing.set([
      ringing({id: 'next', name: 'Bea', channel: 'chat'}),
      ringing({id: 'soon', name: 'Cleo', channel: 'chat', status: 'connecting'}),
    ]);
    session.missedContacts.set([missedContact()]);
  },
  'missed-list': (session) =>
    session.missedContacts.set([
      missedContact(),
      missedContact({offerId: 'm2', contactId: 'c2', ...EMAIL, reason: 'declined', minutesAgo: 31}),
      missedContact({offerId: 'm3', contactId: 'c3', name: null, address: '••• ••• 0018', minutesAgo: 55}),
      missedContact({offerId: 'm4', contactId: 'c4', name: 'Zoë', channel: 'social', minutesAgo: 1_500}),
      missedContact({offerId: 'm5', contactId: 'c5', name: LONG_NAME, minutesAgo: 1_600}),
    ]),
  'missed-no-outbound': (session) => {
    session.missedContacts.set([missedContact()]);
    session.settings.set({...SETTINGS, outbound: null});
  },
  masked: (session) => {
    session.settings.set({...SETTINGS, desk: {...SETTINGS.desk, numbersMasked: true}});
    session.contactList.set([
      connectedContact({name: null}),
      connectedContact({id: 'chat', channel: 'chat', name: 'Bea'}),
    ]);
    session.ringing.set([
      ringing({
        id: 'r1',
        name: null,
        address: '+44 20 7946 0018',
        variables: [variable('ani', 'Number', '+442079460018', 1), variable('order', 'Order', '20260018', 2)],
      }),
    ]);
    session.missedContacts.set([missedContact({name: null})]);
  },
  thousand: (session) => {
    session.contactList.set(
      crowd(1_000, {channel: 'email', subject: 'Re: contract'}).map((each) => connectedContact(each)),
    );
    session.missedContacts.set(
      Array.from({length: 200}, (_unused, at) =>
        missedContact({offerId: `m${at}`, contactId: `mc${at}`, minutesAgo: at}),
      ),
    );
  },
  'long-list': (session) => {
    session.contactList.set([
      connectedContact({...EMAIL, name: LONG_NAME, subject: LONG_SUBJECT}),
      heldContact({id: 'call', name: LONG_NAME}),
    ]);
    session.ringing.set([ringing({id: 'r1', name: LONG_NAME})]);
    session.missedContacts.set([
      missedContact({name: LONG_NAME, subject: LONG_SUBJECT, queue: 'Billing, refunds and disputes (Europe)'}),
    ]);
  },
  'arabic-list': (session) => {
    session.contactList.set([
      heldContact({...ARABIC, id: 'a1'}),
      connectedContact({...ARABIC, ...{channel: 'chat'}, id: 'a2'}),
    ]);
    session.ringing.set([ringing({...ARABIC, id: 'r1'})]);
    session.missedContacts.set([missedContact({name: 'عائشة', queue: 'الفواتير'})]);
  },
};

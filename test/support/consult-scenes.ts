import type {CallNews} from '../../src/services/ports.ts';
import {AGENT_ID, NOW, after, connectedContact, ringing, wrapUpContact} from './component-contacts.ts';
import {
  COLLEAGUE,
  NUMBER,
  QUEUE,
  TARGETS,
  asAsked,
  asSupervisor,
  askedBy,
  conference,
  consulting,
  fullConference,
  monitored,
  requested,
  supervised,
  withoutCustomer,
} from './consult-contacts.ts';
import type {FakeSession} from './fake-session.ts';

type Scene = (session: FakeSession) => void;

const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Anna Josephine von und zu';
const ARABIC = {name: 'عائشة بنت عبد الرحمن', queue: 'الفواتير'};

function withContact(contact: ReturnType<typeof requested>): Scene {
  return (session) => {
    session.contactList.set([contact]);
    session.targets = Promise.resolve(TARGETS);
  };
}

export function newsOf(): readonly CallNews[] {
  const contact = connectedContact();
  const head = {contactId: contact.id, at: NOW};
  return [
    {...head, id: '1', kind: 'consult-failed', contact, target: COLLEAGUE, reason: 'no-answer'},
    {...head, id: '2', kind: 'control-passed', contact},
    {...head, id: '3', kind: 'customer-left', contact},
    {...head, id: '4', kind: 'monitoring-moved', agentName: null},
  ];
}

/** Calls of more than two. */
export const CONSULT_SCENES: Readonly<Record<string, Scene>> = {
  'connected-targets': withContact(connectedContact()),
  'consult-requested': withContact(requested()),
  'consult-requested-queue': withContact(requested(QUEUE)),
  'consult-requested-number': withContact(requested(NUMBER)),
  consulting: withContact(consulting()),
  'consult-on-hold': withContact(after(consulting(), {type: 'toggle', agentId: AGENT_ID})),
  consulted: withContact(asAsked(consulting())),
  'consulted-on-hold': withContact(asAsked(after(consulting(), {type: 'toggle', agentId: AGENT_ID}))),
  conference: (session) => {
    withContact(conference())(session);
    session.speaking.set(new Map([['contact-1', ['contact-1-customer']]]));
  },
  'conference-on-the-way': withContact(conference(requested(QUEUE))),
  'conference-full': withContact(fullConference()),
  conferenced: withContact(asAsked(conference())),
  'post-call-consult': withContact(withoutCustomer(consulting())),
  'post-call-conference': withContact(withoutCustomer(conference())),
  monitoring: withContact(monitored()),
  'barged-in': withContact(monitored(true)),
  'monitoring-consult': withContact(asSupervisor(supervised(consulting()))),
  'barged-in-consult': withContact(asSupervisor(supervised(consulting(), AGENT_ID, true))),
  'consulting-supervised': withContact(supervised(consulting(), AGENT_ID, true)),
  'ringing-consult': (session) => session.ringing.set([ringing({askedBy: askedBy()})]),
  'ringing-consult-entry': (session) => session.ringing.set([ringing({askedBy: askedBy({via: 'entry-point'})})]),
  'ringing-transfer': (session) => session.ringing.set([ringing({askedBy: askedBy(), purpose: 'transfer'})]),
  'ringing-returned': (session) =>
    session.ringing.set([ringing({askedBy: askedBy({agentId: AGENT_ID, returned: true}), purpose: 'transfer'})]),
  'wrap-up-suggested': (session) => {
    session.contactList.set([
      {
        ...wrapUpContact(),
        suggestions: [
          {agentId: 'agent-2', name: 'Jonas Berg', reasonId: 'billing', note: 'Invoice 2231 was sent twice.'},
          {agentId: 'agent-3', name: 'Li Wei', reasonId: null, note: 'Call back on Monday.'},
        ],
      },
    ]);
    session.now = NOW + 18_000;
  },
  'call-news': (session) => {
    withContact(conference())(session);
    session.callNews.set(newsOf());
  },
  'long-consult': withContact(
    consulting(requested({...COLLEAGUE, name: LONG_NAME}, connectedContact({name: LONG_NAME})), LONG_NAME),
  ),
  'long-conference': withContact(fullConference({name: LONG_NAME})),
  'arabic-consult': withContact(
    consulting(requested({...COLLEAGUE, name: 'يوسف'}, connectedContact(ARABIC)), 'يوسف الأحمد'),
  ),
  'arabic-conference': withContact(
    conference(consulting(requested(COLLEAGUE, connectedContact(ARABIC)), 'يوسف الأحمد')),
  ),
};

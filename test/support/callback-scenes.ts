import {CordboardCallbackScheduler} from '../../src/components/callback-scheduler/callback-scheduler.ts';
import {define} from '../../src/components/define-all.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import type {CallbackView} from '../../src/services/ports.ts';
import {AGENT_ID, NOW, dialledContact} from './component-contacts.ts';
import {FakeSession} from './fake-session.ts';

import {callbackView} from './callback-choices.ts';

export {CHOICES, callbackView} from './callback-choices.ts';

const DAY_MS = 86_400_000;

const MANY: readonly CallbackView[] = [
  callbackView(),
  callbackView({
    id: 'callback-2',
    kind: 'personal',
    name: 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Anna Josephine',
    reason:
      'She wants to hear about every single line of the last four invoices, and about the meter that was read twice. '.repeat(
        2,
      ),
    assignee: {agentId: AGENT_ID, name: 'Mira Kovács'},
    startsAt: NOW + 2 * DAY_MS,
    endsAt: NOW + 2 * DAY_MS + 3_600_000,
  }),
  callbackView({
    id: 'callback-3',
    kind: 'personal',
    status: 'queued',
    name: 'فاطمة الزهراء',
    reason: '',
    attempts: 1,
    assignee: {agentId: 'agent-2', name: 'Chidi Okafor'},
    startsAt: NOW - 600_000,
    endsAt: NOW + 3_000_000,
    dueAt: null,
  }),
];

type Scene = (session: FakeSession, scheduler: CordboardCallbackScheduler) => void;

export const SCHEDULER_SCENES: Readonly<Record<string, Scene>> = {
  'scheduler-empty': () => undefined,
  'scheduler-many': (session) => void (session.callbackList = Promise.resolve(MANY)),
  'scheduler-begun': (session) =>
    void (session.callbackList = Promise.resolve([
      callbackView({startsAt: NOW - 1_000, endsAt: NOW + 3_000_000, status: 'queued', dueAt: null}),
    ])),
  'scheduler-filled': (session, scheduler) => {
    session.contactList.set([dialledContact({id: 'contact-1'})]);
    scheduler.contactId = 'contact-1';
  },
  'scheduler-contact': (session, scheduler) => {
    session.contactList.set([dialledContact({id: 'contact-1'})]);
    scheduler.contactId = 'contact-1';
    scheduler.closable = true;
  },
};

/** The scheduler alone in a session. */
export function buildScheduler(name: string, session: FakeSession = new FakeSession()): CordboardSession {
  define();
  const root = document.createElement('cordboard-session');
  if (!(root instanceof CordboardSession)) throw new TypeError('cordboard-session is not defined');
  root.session = session;
  const scheduler = document.createElement('cordboard-callback-scheduler');
  if (!(scheduler instanceof CordboardCallbackScheduler)) throw new TypeError('the scheduler is not defined');
  SCHEDULER_SCENES[name]?.(session, scheduler);
  root.append(scheduler);
  return root;
}

import {define} from '../../src/components/define-all.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import {defineSupervisorView} from '../../src/components/supervisor-view/define.ts';
import {SdkError} from '../../src/api/errors.ts';
import type {Contact, Participant} from '../../src/domain/contact.ts';
import type {AgentSummary, AgentWork, QueueSummary} from '../../src/services/ports.ts';
import {AGENT_ID, NOW, connectedContact} from './component-contacts.ts';
import {FakeSession} from './fake-session.ts';

const MINUTE_MS = 60_000;
const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Anna Josephine von und zu';

export function agentSummary(more: Partial<AgentSummary> = {}): AgentSummary {
  return {
    id: 'anna',
    name: 'Anna Kowalska',
    team: 'Billing team',
    presence: {base: 'available', reason: null, since: NOW - 7 * MINUTE_MS},
    connected: true,
    engaged: (more.work ?? []).length > 0,
    readiness: null,
    work: [],
    ...more,
  };
}

export function agentWork(more: Partial<AgentWork> = {}): AgentWork {
  return {
    contactId: 'call-1',
    channel: 'voice',
    status: 'connected',
    role: 'primary',
    phase: 'joined',
    queue: 'Billing',
    since: NOW - 252_000,
    refusal: null,
    ...more,
  };
}

export function queueSummary(more: Partial<QueueSummary> = {}): QueueSummary {
  return {
    id: 'billing',
    name: 'Billing',
    waiting: 0,
    longestSince: null,
    available: 3,
    connected: 5,
    open: true,
    ...more,
  };
}

export const QUEUES: readonly QueueSummary[] = [
  queueSummary({waiting: 4, longestSince: NOW - 95_000, available: 0}),
  queueSummary({id: 'support', name: 'Technical support', waiting: 1, longestSince: NOW - 12_000, available: 1}),
  queueSummary({id: 'mail', name: 'E-mail', available: 2}),
  queueSummary({id: 'night', name: 'Night line', open: false, available: 0, connected: 0}),
];

export const AGENTS: readonly AgentSummary[] = [
  agentSummary({work: [agentWork()]}),
  agentSummary({
    id: 'ben',
    name: 'Ben Okafor',
    team: 'Support team',
    presence: {base: 'away', reason: 'lunch', since: NOW - 18 * MINUTE_MS},
  }),
  agentSummary({
    id: 'chidi',
    name: 'Chidi Park',
    team: 'Support team',
    work: [
      agentWork({
        contactId: 'call-2',
        phase: 'wrap-up',
        since: NOW - 21_000,
        refusal: 'contact-ended',
        status: 'ended',
      }),
      agentWork({contactId: 'chat-1', channel: 'chat', queue: 'Technical support', refusal: 'nobody-there'}),
      agentWork({
        contactId: 'mail-1',
        channel: 'email',
        queue: 'E-mail',
        since: NOW - 60 * MINUTE_MS,
        refusal: 'nobody-there',
      }),
    ],
  }),
  agentSummary({
    id: 'dana',
    name: 'Dana Lee',
    team: null,
    work: [agentWork({contactId: 'call-3', status: 'post-call', role: 'conferenced', refusal: 'post-call'})],
  }),
  agentSummary({
    id: 'ede',
    name: 'Ede Szabó',
    readiness: {microphone: 'denied', sound: 'unlocked', notifications: 'granted'},
  }),
  agentSummary({
    id: 'fay',
    name: 'Fay Moreau',
    connected: false,
    presence: {base: 'busy', reason: null, since: NOW - 90 * MINUTE_MS},
  }),
  agentSummary({
    id: 'gil',
    name: 'Gil Novak',
    connected: false,
    presence: {base: 'offline', reason: null, since: NOW - 700 * MINUTE_MS},
  }),
];

/** A call of Anna's in which the agent of the session listens. */
export function listenedContact(muted = true): Contact {
  const contact = connectedContact({id: 'call-1'});
  const participants = contact.participants.map((each) =>
    each.party.kind === 'agent' ? {...each, party: {...each.party, agentId: 'anna', name: 'Anna Kowalska'}} : each,
  );
  const agent = participants.find(({role}) => role === 'primary');
  return {
    ...contact,
    participants: [
      ...participants,
      {
        id: 'listener',
        role: 'supervisor',
        party: {kind: 'agent', agentId: AGENT_ID, name: 'Mira Kovács'},
        status: 'joined',
        joinedAt: NOW - 42_000,
        leg: {id: 'leg-s', kind: 'browser', epoch: 1, status: 'connected'},
        seats: [],
        muted,
        lostAt: null,
        ...(agent === undefined ? {} : {monitors: agent.id}),
      },
    ],
  };
}

/** The same while Anna asks a colleague, or waits on hold herself. */
export function listenedElsewhere(place: 'consult' | 'on-hold', muted = true): Contact {
  const contact = listenedContact(muted);
  const participants = contact.participants.map((each): Participant => {
    if (each.status !== 'joined') return each;
    const main = {conversationId: 'main', held: true};
    if (each.role === 'customer') return {...each, seats: [main]};
    const consult = {conversationId: 'consult-1', held: place === 'on-hold'};
    return each.role === 'primary' ? {...each, seats: [main, consult]} : each;
  });
  return {...contact, participants};
}

export function show(
  session: FakeSession,
  agents: readonly AgentSummary[] = AGENTS,
  queues: readonly QueueSummary[] = QUEUES,
): void {
  session.supervision.centre.set({status: 'known', centre: {agents, queues}, heardAt: NOW});
}

/** So many agents, every third on a call, in so many queues. */
export function crowd(agents: number, queues: number): {agents: AgentSummary[]; queues: QueueSummary[]} {
  const bases = ['available', 'busy', 'away', 'do-not-disturb', 'offline'] as const;
  return {
    agents: Array.from({length: agents}, (_unused, at) =>
      agentSummary({
        id: `agent-${at}`,
        name: `Agent ${String(at + 1).padStart(4, '0')}`,
        team: `Team ${(at % 12) + 1}`,
        presence: {base: bases[at % bases.length] ?? 'away', reason: null, since: NOW - at * 1_000},
        work: at % 3 === 0 ? [agentWork({contactId: `call-${at}`, queue: `Queue ${(at % queues) + 1}`})] : [],
      }),
    ),
    queues: Array.from({length: queues}, (_unused, at) =>
      queueSummary({
        id: `queue-${at}`,
        name: `Queue ${at + 1}`,
        waiting: at % 4,
        longestSince: at % 4 === 0 ? null : NOW - at * 3_000,
      }),
    ),
  };
}

const GONE = new SdkError('hub-timeout', 'The hub did not answer in time. Try again.');

/** States of a supervisor's view, by name. */
export const SUPERVISOR_SCENES: Readonly<Record<string, (session: FakeSession) => void>> = {
  'supervisor-signed-out': (session) => session.connectionState.set({status: 'signed-out', reason: 'never'}),
  'supervisor-loading': () => undefined,
  supervisor: (session) => show(session),
  'supervisor-empty': (session) => show(session, [], []),
  'supervisor-failed': (session) => session.supervision.centre.set({status: 'failed', error: GONE}),
  'supervisor-forbidden': (session) =>
    session.supervision.centre.set({status: 'failed', error: new SdkError('not-authorised', 'You may not do this.')}),
  'supervisor-outdated': (session) =>
    session.supervision.centre.set({
      status: 'outdated',
      centre: {agents: AGENTS, queues: QUEUES},
      heardAt: NOW - 20_000,
      error: GONE,
    }),
  'supervisor-reconnecting': (session) => {
    show(session);
    session.contactList.set([listenedContact()]);
    session.connectionState.set({status: 'reconnecting', since: NOW - 8_000, error: GONE});
  },
  'supervisor-emergency': (session) => {
    show(session);
    session.emergencyAlerts.set([
      {callId: 'help-1', agentName: 'Anna Kowalska', dialledAt: NOW - 60_000, test: false},
      {
        callId: 'help-2',
        agentName: 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Anna',
        dialledAt: NOW,
        test: true,
      },
    ]);
  },
  'supervisor-listening': (session) => {
    show(session);
    session.contactList.set([listenedContact()]);
    session.voiceState.set({status: 'connected', contactId: 'call-1'});
  },
  'supervisor-speaking': (session) => {
    show(session);
    session.contactList.set([listenedContact(false)]);
    session.voiceState.set({status: 'connected', contactId: 'call-1'});
  },
  'supervisor-consult': (session) => {
    show(session);
    session.contactList.set([listenedElsewhere('consult', false)]);
    session.voiceState.set({status: 'connected', contactId: 'call-1'});
  },
  'supervisor-on-hold': (session) => {
    show(session);
    session.contactList.set([listenedElsewhere('on-hold')]);
    session.voiceState.set({status: 'connected', contactId: 'call-1'});
  },
  'supervisor-moved': (session) => {
    show(session);
    session.contactList.set([listenedContact()]);
    session.callNews.set([
      {id: '7', contactId: 'call-1', at: NOW, kind: 'monitoring-moved', agentName: 'Anna Kowalska'},
    ]);
  },
  'supervisor-over': (session) => {
    show(session);
    session.callNews.set([{id: '8', contactId: 'call-1', at: NOW, kind: 'monitoring-moved', agentName: null}]);
  },
  'supervisor-many': (session) => {
    const {agents, queues} = crowd(1_000, 100);
    show(session, agents, queues);
  },
  'supervisor-long': (session) =>
    show(
      session,
      [
        agentSummary({
          name: LONG_NAME,
          team: 'Billing, refunds and disputes (premium customers, Europe)',
          work: [agentWork({queue: 'Billing, refunds and disputes (premium customers, Europe)'})],
        }),
        ...AGENTS.slice(1),
      ],
      [
        queueSummary({
          name: 'Billing, refunds and disputes (premium customers, Europe)',
          waiting: 1_234,
          longestSince: NOW - 5 * 3_600_000,
        }),
        ...QUEUES.slice(1),
      ],
    ),
  'supervisor-arabic': (session) =>
    show(
      session,
      [
        agentSummary({name: 'عائشة بنت عبد الرحمن', team: 'فريق الفواتير', work: [agentWork({queue: 'الفواتير'})]}),
        agentSummary({
          id: 'b',
          name: 'يوسف',
          team: null,
          presence: {base: 'away', reason: 'lunch', since: NOW - 60_000},
        }),
      ],
      [queueSummary({name: 'الفواتير', waiting: 2, longestSince: NOW - 30_000})],
    ),
};

/** A session element with a supervisor's view in it, in the state of a scene. It is not in the page yet. */
export function buildSupervisor(name: string, session: FakeSession = new FakeSession()): CordboardSession {
  define();
  defineSupervisorView();
  SUPERVISOR_SCENES[name]?.(session);
  const root = document.createElement('cordboard-session');
  if (!(root instanceof CordboardSession)) throw new Error('cordboard-session is not defined');
  root.session = session;
  root.append(document.createElement('cordboard-supervisor'));
  return root;
}

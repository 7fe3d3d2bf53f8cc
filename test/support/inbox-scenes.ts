import {CordboardCallbackFigures} from '../../src/components/callback-figures/callback-figures.ts';
import {defineCallbackFigures} from '../../src/components/callback-figures/define.ts';
import {CordboardCallbackInbox} from '../../src/components/callback-inbox/callback-inbox.ts';
import {defineCallbackInbox} from '../../src/components/callback-inbox/define.ts';
import {define} from '../../src/components/define-all.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import {mergeStrings} from '../../src/components/strings/merge-strings.ts';
import {polish} from '../../src/components/strings/polish.ts';
import {FIGURE_SLOT_MS, type FigureSlot, NO_COUNTS, addCounts} from '../../src/domain/callback-figures.ts';
import type {CallbackFigures, CallbackView, InboxChoices, InboxPage} from '../../src/services/ports.ts';
import {AGENT_ID, NOW} from './component-contacts.ts';
import {callbackView} from './callback-scenes.ts';
import {fails} from './fake-inbox.ts';
import {FakeSession} from './fake-session.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Anna Josephine von und zu';

export const SUPERVISED: InboxChoices = {
  scope: 'all',
  queues: [
    {id: 'billing', name: 'Billing'},
    {id: 'claims', name: 'Claims'},
  ],
  agents: [
    {agentId: 'agent-2', name: 'Chidi Okafor'},
    {agentId: 'agent-3', name: 'Łucja Brzęczyszczykiewicz'},
  ],
};

/** One of each kind and state. */
export const SEVERAL: readonly CallbackView[] = [
  callbackView({
    id: 'waits',
    kind: 'direct',
    source: 'call',
    status: 'queued',
    name: null,
    reason: '',
    createdBy: null,
    date: null,
    start: null,
    end: null,
    startsAt: NOW - HOUR_MS,
    endsAt: NOW - HOUR_MS,
    dueAt: null,
  }),
  callbackView({id: 'own'}),
  callbackView({
    id: 'again',
    kind: 'web',
    source: 'web',
    name: 'Jón Árnason',
    createdBy: null,
    attempts: 2,
    startsAt: NOW - HOUR_MS,
    endsAt: NOW,
    dueAt: NOW + HOUR_MS,
    zone: 'Europe/London',
    queue: {id: 'claims', name: 'Claims'},
  }),
  callbackView({
    id: 'personal',
    kind: 'personal',
    name: 'Maria Silva',
    assignee: {agentId: 'agent-2', name: 'Chidi Okafor'},
    createdBy: {agentId: 'agent-3', name: 'Łucja Brzęczyszczykiewicz'},
  }),
  callbackView({id: 'mine', kind: 'personal', name: 'Kim Min-ji', assignee: {agentId: AGENT_ID, name: 'Mira Kovács'}}),
  callbackView({
    id: 'kept',
    status: 'kept',
    name: 'Done Before',
    dueAt: null,
    closedAt: NOW - HOUR_MS,
    startsAt: NOW - DAY_MS,
    endsAt: NOW - DAY_MS + HOUR_MS,
  }),
  callbackView({
    id: 'unreached',
    status: 'unreached',
    attempts: 3,
    name: 'Never There',
    dueAt: null,
    closedAt: NOW - HOUR_MS,
    startsAt: NOW - DAY_MS,
    endsAt: NOW - DAY_MS + HOUR_MS,
  }),
  callbackView({
    id: 'cancelled',
    source: 'chat-bot',
    kind: 'web',
    status: 'cancelled',
    cancelledBy: 'customer',
    name: 'Changed Mind',
    createdBy: null,
    dueAt: null,
    closedAt: NOW - HOUR_MS,
  }),
  callbackView({
    id: 'expired',
    status: 'expired',
    name: 'Too Late',
    dueAt: null,
    closedAt: NOW - HOUR_MS,
    startsAt: NOW - DAY_MS,
    endsAt: NOW - DAY_MS + HOUR_MS,
  }),
];

export function pageOf(callbacks: readonly CallbackView[], more: Partial<InboxPage> = {}): InboxPage {
  return {callbacks, next: null, count: callbacks.length, more: false, scope: 'own', ...more};
}

const FIFTY = Array.from({length: 50}, (_unused, at) =>
  callbackView({
    id: `many-${at}`,
    name: `Customer ${at + 1}`,
    startsAt: NOW + at * 600_000,
    endsAt: NOW + at * 600_000 + HOUR_MS,
  }),
);

type Scene = (session: FakeSession) => void;
const shows =
  (page: InboxPage, choices?: InboxChoices): Scene =>
  ({callbackInbox}) => {
    callbackInbox.answer = () => page;
    if (choices !== undefined) callbackInbox.choices = choices;
  };

/** States of the inbox, by name. */
export const INBOX_SCENES: Readonly<Record<string, Scene>> = {
  'inbox-loading': ({callbackInbox}) => {
    callbackInbox.silent = true;
  },
  'inbox-empty': () => undefined,
  'inbox-one': shows(pageOf([callbackView()])),
  inbox: shows(pageOf(SEVERAL)),
  'inbox-supervisor': shows(pageOf(SEVERAL, {scope: 'all'}), SUPERVISED),
  'inbox-many': shows(pageOf(FIFTY, {next: {key: 'k', id: 'i'}, count: 1_000, more: true, scope: 'all'}), SUPERVISED),
  'inbox-failed': ({callbackInbox}) => {
    callbackInbox.answer = fails();
  },
  'inbox-forbidden': ({callbackInbox}) => {
    callbackInbox.answer = fails('not-authorised');
  },
  'inbox-long': shows(
    pageOf(
      [
        callbackView({
          id: 'long',
          name: LONG_NAME,
          reason:
            'I moved to another country and the invoice for 2231 still goes to the old address, although I have written three times',
          queue: {id: 'billing', name: 'Billing, refunds and disputes (premium customers, Europe)'},
          assignee: {agentId: 'a', name: LONG_NAME},
        }),
        ...SEVERAL.slice(1, 3),
      ],
      {scope: 'all'},
    ),
    SUPERVISED,
  ),
  'inbox-arabic': shows(
    pageOf(
      [
        callbackView({
          name: 'عائشة بنت عبد الرحمن',
          reason: 'فاتورة 2231',
          queue: {id: 'q', name: 'الفواتير'},
          assignee: {agentId: 'b', name: 'يوسف'},
        }),
        ...SEVERAL.slice(0, 3),
      ],
      {scope: 'all'},
    ),
    SUPERVISED,
  ),
};

/** A day of figures: busy at noon. */
export function figuresOf(fromAt: number, hours = 24): CallbackFigures {
  const slots: FigureSlot[] = Array.from({length: hours}, (_unused, hour) => {
    const height = Math.max(0, 8 - Math.abs((hour % 24) - 12));
    return {
      ...NO_COUNTS,
      beginsAt: fromAt + hour * HOUR_MS + FIGURE_SLOT_MS,
      ...{offered: height * 3, accepted: height * 2, web: hour % 5 === 0 ? height : 0, scheduled: height > 4 ? 1 : 0},
      ...{kept: height, unreached: height > 6 ? 2 : 0, cancelled: height > 5 ? 1 : 0, savedMs: height * 7 * 60_000},
      ...{entered: height * 9, abandoned: height > 3 ? height : 0, repeated: height > 5 ? height - 4 : 0},
    };
  }).filter(({offered}) => offered > 0);
  const total = slots.reduce((one, other) => ({...addCounts(one, other), beginsAt: 0}), {...NO_COUNTS, beginsAt: 0});
  return {
    slots,
    queues: [
      {...total, id: 'billing', name: 'Billing'},
      {...NO_COUNTS, kept: 1, id: 'claims', name: 'Claims'},
    ],
  };
}

const supervises: Scene = ({callbackInbox}) => {
  callbackInbox.choices = SUPERVISED;
  callbackInbox.figures = ({fromAt, toAt}) => figuresOf(fromAt, Math.round((toAt - fromAt) / HOUR_MS));
};

/** States of the figures, by name. */
export const FIGURE_SCENES: Readonly<Record<string, Scene>> = {
  'figures-loading': ({callbackInbox}) => {
    callbackInbox.silent = true;
  },
  'figures-none': () => undefined,
  figures: supervises,
  'figures-failed': ({callbackInbox}) => {
    callbackInbox.figures = fails();
  },
  'figures-forbidden': ({callbackInbox}) => {
    callbackInbox.figures = fails('not-authorised');
  },
};

/** A session element with the inbox or the figures in it; `…-polish` at the end says it in Polish. It is not in the page yet. */
export function buildInbox(name: string, session: FakeSession = new FakeSession()): CordboardSession {
  define();
  defineCallbackInbox();
  defineCallbackFigures();
  const scene = name.replace(/-polish$/, '');
  ({...INBOX_SCENES, ...FIGURE_SCENES})[scene]?.(session);
  const root = document.createElement('cordboard-session');
  if (!(root instanceof CordboardSession)) throw new TypeError('cordboard-session is not defined');
  root.session = session;
  if (name !== scene) root.strings = mergeStrings(polish);
  const part = document.createElement(
    scene.startsWith('figures') ? 'cordboard-callback-figures' : 'cordboard-callback-inbox',
  );
  if (part instanceof CordboardCallbackInbox) part.changeable = true;
  else if (!(part instanceof CordboardCallbackFigures)) throw new TypeError('the part is not defined');
  root.append(part);
  return root;
}

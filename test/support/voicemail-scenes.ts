import {define} from '../../src/components/define-all.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import {mergeStrings} from '../../src/components/strings/merge-strings.ts';
import {polish} from '../../src/components/strings/polish.ts';
import {defineVoicemail} from '../../src/components/voicemail/define.ts';
import type {VoicemailPage, VoicemailView} from '../../src/services/voicemail/voicemail-ports.ts';
import {NOW} from './component-contacts.ts';
import {fails} from './fake-inbox.ts';
import {FakeSession} from './fake-session.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Anna Josephine von und zu';
const BILLING = {id: 'billing', name: 'Billing'};
const CLAIMS = {id: 'claims', name: 'Claims'};

export function voicemailView(changes: Partial<VoicemailView> = {}): VoicemailView {
  return {
    id: 'ada',
    queue: BILLING,
    number: '+12015550101',
    name: 'Ada Nkemelu',
    leftAt: NOW - 5 * MINUTE_MS,
    lengthMs: 64_000,
    done: null,
    callable: true,
    callback: null,
    ...changes,
  };
}

/** Known and not, withheld, not callable, and done. */
export const SEVERAL_MESSAGES: readonly VoicemailView[] = [
  voicemailView(),
  voicemailView({
    id: 'unknown',
    name: null,
    number: '+442079460958',
    leftAt: NOW - 2 * HOUR_MS,
    queue: CLAIMS,
    lengthMs: 12_000,
  }),
  voicemailView({id: 'withheld', name: null, number: '', callable: false, leftAt: NOW - 5 * HOUR_MS, lengthMs: 8_000}),
  voicemailView({
    id: 'short',
    name: 'Jón Árnason',
    number: '1881',
    callable: false,
    leftAt: NOW - DAY_MS,
    lengthMs: 119_000,
  }),
  voicemailView({
    id: 'done',
    name: 'Maria Silva',
    leftAt: NOW - 2 * DAY_MS,
    done: {agentName: 'Chidi Okafor', doneAt: NOW - DAY_MS},
  }),
];

/** One for each that can become of a call back, and one that nobody has called back about. */
export const CALLED_BACK: readonly VoicemailView[] = [
  ...(['open', 'kept', 'unreached', 'cancelled', 'expired'] as const).map((status, at) =>
    voicemailView({
      id: status,
      leftAt: NOW - at * DAY_MS,
      ...(status === 'open' || status === 'kept' ? {done: {agentName: 'Chidi Okafor', doneAt: NOW - HOUR_MS}} : {}),
      callback: {status},
    }),
  ),
  voicemailView({id: 'alone', name: null, leftAt: NOW - 6 * DAY_MS}),
];

export function messagesOf(voicemails: readonly VoicemailView[], more: Partial<VoicemailPage> = {}): VoicemailPage {
  const queues = [BILLING, CLAIMS];
  const count = voicemails.length;
  return {...{voicemails, next: null, count, more: false}, ...{scope: 'own', mayCallBack: true}, queues, ...more};
}

const FIFTY = Array.from({length: 50}, (_unused, at) =>
  voicemailView({id: `many-${at}`, name: `Customer ${at + 1}`, leftAt: NOW - at * HOUR_MS}),
);

type Scene = (session: FakeSession) => void;
const shows =
  (page: VoicemailPage): Scene =>
  ({voicemail}) => {
    voicemail.answer = () => page;
  };
const plays =
  (page: VoicemailPage, status: 'playing' | 'paused'): Scene =>
  ({voicemail}) => {
    voicemail.answer = () => page;
    voicemail.listening.set({status, id: 'unknown', placeMs: 4_200});
  };

/** States of the list of messages, by name. */
export const VOICEMAIL_SCENES: Readonly<Record<string, Scene>> = {
  'voicemail-loading': ({voicemail}) => {
    voicemail.silent = true;
  },
  'voicemail-signed-out': (session) => session.connectionState.set({status: 'signed-out', reason: 'never'}),
  'voicemail-empty': () => undefined,
  'voicemail-one': shows(messagesOf([voicemailView()])),
  voicemail: plays(messagesOf(SEVERAL_MESSAGES), 'playing'),
  'voicemail-supervisor': plays(messagesOf(SEVERAL_MESSAGES, {scope: 'all'}), 'paused'),
  'voicemail-no-agent': shows(messagesOf(SEVERAL_MESSAGES, {scope: 'all', mayCallBack: false})),
  'voicemail-called-back': shows(messagesOf(CALLED_BACK)),
  'voicemail-many': shows(messagesOf(FIFTY, {next: 'more', count: 1_000, more: true, scope: 'all'})),
  'voicemail-failed': ({voicemail}) => {
    voicemail.answer = fails();
  },
  'voicemail-forbidden': ({voicemail}) => {
    voicemail.answer = fails('not-authorised');
  },
  'voicemail-gone': ({voicemail}) => {
    voicemail.answer = () => messagesOf(SEVERAL_MESSAGES);
    voicemail.listening.set({status: 'gone', id: 'ada'});
  },
  'voicemail-long': shows(
    messagesOf(
      [
        voicemailView({
          name: LONG_NAME,
          queue: {id: 'billing', name: 'Billing, refunds and disputes (premium customers, Europe)'},
          done: {agentName: LONG_NAME, doneAt: NOW - HOUR_MS},
        }),
        ...SEVERAL_MESSAGES.slice(1, 3),
      ],
      {scope: 'all'},
    ),
  ),
  'voicemail-arabic': plays(
    messagesOf(
      [
        voicemailView({
          name: 'عائشة بنت عبد الرحمن',
          queue: {id: 'q', name: 'الفواتير'},
          callback: {status: 'unreached'},
        }),
        ...SEVERAL_MESSAGES.slice(1, 5),
      ],
      {scope: 'all'},
    ),
    'playing',
  ),
};

/** A session element with the list in it; `…-polish` at the end says it in Polish. It is not in the page yet. */
export function buildVoicemail(name: string, session: FakeSession = new FakeSession()): CordboardSession {
  define();
  defineVoicemail();
  const scene = name.replace(/-polish$/, '');
  VOICEMAIL_SCENES[scene]?.(session);
  const root = document.createElement('cordboard-session');
  if (!(root instanceof CordboardSession)) throw new TypeError('cordboard-session is not defined');
  root.session = session;
  if (name !== scene) root.strings = mergeStrings(polish);
  root.append(document.createElement('cordboard-voicemail'));
  return root;
}

import {SdkError} from '../../src/api/errors.ts';
import {defineAdminView} from '../../src/components/admin-view/define.ts';
import {define} from '../../src/components/define-all.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import {DEFAULT_TEMPLATES} from '../../src/domain/emergency-mail.ts';
import type {
  AdminAgent,
  AdminEntryPoint,
  CustomerDataState,
  CustomerFindings,
  SettingTexts,
} from '../../src/services/ports.ts';
import {FakeSession} from './fake-session.ts';
import {PROMPT_STATES} from './prompt-scenes.ts';

const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Anna Josephine von und zu';

export const SETTING_TEXTS: SettingTexts = {
  country: 'US',
  numbers: 'all',
  callbackNumbers: '+12015550180\n+12015550181',
  notifications: 'shift.lead@northwind.example; safety@northwind.example',
  testNotifications: '',
  mailLanguage: 'en',
  zone: 'America/New_York',
  'subject-en': DEFAULT_TEMPLATES.en.subject,
  'body-en': DEFAULT_TEMPLATES.en.body,
  'subject-pl': DEFAULT_TEMPLATES.pl.subject,
  'body-pl': DEFAULT_TEMPLATES.pl.body,
  callbackEntryPoint: 'billing-line',
  callbackFrom: '08:00',
  callbackTo: '21:00',
  callbackWebCancel: 'yes',
};

export const ENTRY_POINTS: readonly AdminEntryPoint[] = [
  {id: 'billing-line', name: 'Billing line', number: '+12015550100'},
  {id: 'support-line', name: 'Support line', number: '+12015550101'},
];

export function adminAgent(more: Partial<AdminAgent> = {}): AdminAgent {
  return {id: 'anna', name: 'Anna Kowalska', team: 'front-office', notifications: '', ...more};
}

export const ADMIN_AGENTS: readonly AdminAgent[] = [
  adminAgent({notifications: 'sofia.lindqvist@northwind.example; reception@northwind.example'}),
  adminAgent({id: 'ben', name: 'Ben Okafor'}),
  adminAgent({id: 'chidi', name: 'Chidi Park', team: 'field-service', notifications: 'dispatch@northwind.example'}),
  adminAgent({id: 'dana', name: 'Dana Whitfield', team: null}),
  adminAgent({id: 'ede', name: 'Ede Szabó'}),
  adminAgent({id: 'fay', name: 'Fay Moreau'}),
];

export function showOrganisation(
  session: FakeSession,
  agents: readonly AdminAgent[] = ADMIN_AGENTS,
  settings: Partial<SettingTexts> = {},
  entryPoints: readonly AdminEntryPoint[] = ENTRY_POINTS,
): void {
  session.administered.state.set({
    status: 'known',
    organisation: {settings: {...SETTING_TEXTS, ...settings}, agents, entryPoints},
  });
}

export function manyAgents(count: number): readonly AdminAgent[] {
  return Array.from({length: count}, (_unused, at) =>
    adminAgent({
      id: `agent-${at}`,
      name: `Agent ${String(at + 1).padStart(4, '0')}`,
      team: `team-${(at % 12) + 1}`,
      notifications: at % 5 === 0 ? `lead-${at % 12}@northwind.example` : '',
    }),
  );
}

/** Every state that a change can be in, at one agent each. */
function showEdits(session: FakeSession): void {
  showOrganisation(session);
  const {administered} = session;
  const {book} = administered;
  administered.type('agent anna', 'sofia.lindqvist@northwind.example; x@y; sofia.lindqvist@northwind.example');
  administered.type('agent ben', 'ben.lead@northwind.example');
  administered.type('agent chidi', 'chidi.lead@northwind.example');
  void administered.save(['agent chidi']);
  administered.type('agent dana', 'dana.lead@northwind.example');
  void administered.save(['agent dana']);
  administered.saves.at(-1)?.done();
  administered.type('agent ede', 'ede.lead@northwind.example');
  administered.set('agent ede', 'somebody.else@northwind.example');
  administered.type('agent fay', 'fay.lead@northwind.example');
  void administered.save(['agent fay']);
  book.failed(['agent fay'], 'The hub cannot be reached. Check the network, then try again.');
}

const REFUSED = new SdkError('not-authorised', 'You may not do this.');

/** States of an administrator's view, by name; the section that is opened, when it is not the first. */
export const ADMIN_SCENES: Readonly<Record<string, (session: FakeSession) => void>> = {
  'admin-signed-out': (session) => session.connectionState.set({status: 'signed-out', reason: 'never'}),
  'admin-loading': () => undefined,
  'admin-forbidden': (session) => session.administered.state.set({status: 'failed', error: REFUSED}),
  'admin-failed': (session) =>
    session.administered.state.set({
      status: 'failed',
      error: new SdkError('hub-unreachable', 'The hub cannot be reached. Check the network, then try again.'),
    }),
  admin: (session) => showOrganisation(session),
  'admin-nobody': (session) => showOrganisation(session, ADMIN_AGENTS, {notifications: ''}),
  'admin-empty': (session) => showOrganisation(session, []),
  'admin-edits': showEdits,
  'admin-expired': (session) => {
    showOrganisation(session);
    session.administered.type('agent ben', 'ben.lead@northwind.example');
    session.connectionState.set({status: 'sign-in-required', error: null});
  },
  'admin-many': (session) => showOrganisation(session, manyAgents(1_000)),
  'admin-long': (session) =>
    showOrganisation(session, [
      adminAgent({
        name: LONG_NAME,
        team: 'billing-refunds-and-disputes-premium-customers-europe',
        notifications: Array.from({length: 9}, (_unused, at) => `a.very.long.name.${at}@mail.northwind.example`).join(
          '; ',
        ),
      }),
      ...ADMIN_AGENTS.slice(1),
    ]),
  'admin-arabic': (session) =>
    showOrganisation(session, [adminAgent({name: 'عائشة بنت عبد الرحمن', team: 'الفواتير'}), ...ADMIN_AGENTS.slice(1)]),
  'admin-words': (session) => showOrganisation(session),
  'admin-words-wrong': (session) => {
    showOrganisation(session);
    session.administered.type('subject-en', 'Help {agnet}');
    session.administered.type('body-en', '{agent} <b>called</b> {number} at {time}');
    session.administered.type('agent ben', 'ben.lead@northwind.example');
  },
  'admin-calling': (session) => showOrganisation(session),
  'admin-calling-wrong': (session) => {
    showOrganisation(session);
    session.administered.type('country', 'GB');
    session.administered.type('numbers', '911');
    session.administered.type('callbackNumbers', '+12015550180\n555 0182\n+1 (201) 555-0180');
  },
  'admin-calling-refused': (session) => {
    const {administered} = session;
    showOrganisation(session);
    administered.type('callbackNumbers', '+12015550180\n+12015550100');
    void administered.save(['callbackNumbers']);
    administered.book.refused(
      ['callbackNumbers'],
      new Map([['callbackNumbers', {expected: 'a number that no entry point has', place: 1}]]),
    );
    administered.type('country', 'CA');
    administered.set('country', 'DK');
  },
  'admin-callbacks': (session) => showOrganisation(session),
  'admin-callbacks-none': (session) => showOrganisation(session, ADMIN_AGENTS, {callbackEntryPoint: ''}, []),
  'admin-callbacks-wrong': (session) => {
    showOrganisation(session, ADMIN_AGENTS, {callbackEntryPoint: 'old-line'});
    session.administered.type('callbackFrom', '21:30');
    session.administered.type('callbackWebCancel', 'no');
  },
};

/** What is kept of a customer, in each state. */
const KEPT: CustomerFindings = {
  ...{openCallbacks: 1, closedCallbacks: 3, requests: 2, openContacts: 0, endedContacts: 12, guestContacts: 1},
  ...{variables: 31, notes: 4, deliveries: 0, voicemails: 0, addressBook: 1},
};
const CUSTOMER_STATES: Readonly<Record<string, CustomerDataState>> = {
  'admin-customers': {status: 'idle'},
  'admin-customers-finding': {status: 'finding', number: '(201) 555-0123'},
  'admin-customers-invalid': {status: 'invalid', number: '911'},
  'admin-customers-found': {status: 'found', number: '(201) 555-0123', findings: KEPT},
  'admin-customers-none': {
    status: 'found',
    number: '(201) 555-0123',
    findings: {
      ...{openCallbacks: 0, closedCallbacks: 0, requests: 0, openContacts: 0, endedContacts: 0, guestContacts: 0},
      ...{variables: 0, notes: 0, deliveries: 0, voicemails: 0, addressBook: 0},
    },
  },
  'admin-customers-open': {status: 'open', number: '(201) 555-0123', findings: {...KEPT, openContacts: 1}},
  'admin-customers-failed': {
    status: 'failed',
    number: '(201) 555-0123',
    findings: KEPT,
    error: new SdkError('hub-timeout', 'The hub did not answer in time. Try again.'),
  },
  'admin-customers-erasing': {status: 'erasing', number: '(201) 555-0123', findings: KEPT},
  'admin-customers-erased': {
    status: 'erased',
    number: '(201) 555-0123',
    erased: {callbacks: 4, contacts: 12, guestContacts: 1, voicemails: 0},
  },
};

/** States of what is kept of a customer. */
export const CUSTOMER_SCENES: Readonly<Record<string, (session: FakeSession) => void>> = Object.fromEntries(
  Object.entries(CUSTOMER_STATES).map(([name, state]) => [
    name,
    (session: FakeSession): void => {
      showOrganisation(session);
      session.administered.customers.state.set(state);
    },
  ]),
);

/** States of what callers hear. */
export const PROMPT_SCENES: Readonly<Record<string, (session: FakeSession) => void>> = Object.fromEntries(
  Object.entries(PROMPT_STATES).map(([name, show]) => [
    name,
    (session: FakeSession): void => {
      showOrganisation(session);
      show(session);
    },
  ]),
);

/** The tab of a scene that shows another section than the first. */
export function tabOf(scene: string): string | null {
  if (scene.startsWith('admin-words')) return '#tab-words';
  if (scene.startsWith('admin-callbacks')) return '#tab-callbacks';
  if (scene.startsWith('admin-prompts')) return '#tab-prompts';
  if (scene.startsWith('admin-customers')) return '#tab-customers';
  return scene.startsWith('admin-calling') ? '#tab-calling' : null;
}

/** A session element with an administrator's view in it, in the state of a scene. It is not in the page yet. */
export function buildAdmin(name: string, session: FakeSession = new FakeSession()): CordboardSession {
  define();
  defineAdminView();
  ({...ADMIN_SCENES, ...CUSTOMER_SCENES, ...PROMPT_SCENES})[name]?.(session);
  const root = document.createElement('cordboard-session');
  if (!(root instanceof CordboardSession)) throw new Error('cordboard-session is not defined');
  root.session = session;
  root.append(document.createElement('cordboard-admin'));
  return root;
}

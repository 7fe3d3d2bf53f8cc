import {define} from '../../src/components/define-all.ts';
import {defineEmergencyBadge} from '../../src/components/emergency-badge/define.ts';
import {defineEmergencyReadinessList} from '../../src/components/emergency-readiness-list/define.ts';
import {CordboardEmergencyReadinessList} from '../../src/components/emergency-readiness-list/emergency-readiness-list.ts';
import {defineEmergencyReadiness} from '../../src/components/emergency-readiness/define.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import {mergeStrings} from '../../src/components/strings/merge-strings.ts';
import {polish} from '../../src/components/strings/polish.ts';
import type {EmergencyFindings} from '../../src/domain/emergency-readiness.ts';
import type {AgentReadiness, ReadinessList} from '../../src/services/ports.ts';
import {NOW} from './component-contacts.ts';
import {type ReadinessGiven, readinessLike} from './fake-readiness.ts';
import {FakeSession} from './fake-session.ts';

export const FAILING: Partial<EmergencyFindings> = {location: 'not-asked', country: null, mailbox: 'not-set-up'};
const LONG_ADDRESS =
  'Wolfeschlegelsteinhausenbergerdorffstraße 1234567, Gebäude C, Flügel West, 17. Obergeschoss, Raum 1701a, 8000, Aarhus';

/** The dialer with its badge, by how things stand. */
export const READINESS_SCENES: Readonly<Record<string, ReadinessGiven>> = {
  'readiness-ready': {},
  'readiness-to-do': {findings: FAILING, callerNumber: null, confirmed: null, question: 'never'},
  'readiness-simulated': {trunk: 'simulated', findings: FAILING, question: 'old'},
  'readiness-impossible': {trunk: 'none', findings: {location: 'denied', country: null}},
  'readiness-carrier': {trunk: 'carrier', question: 'moved'},
  'readiness-elsewhere': {findings: {country: 'DK', mailbox: 'signed-out'}, confirmed: null, question: 'never'},
  'readiness-not-covered': {findings: {country: 'PL', mailbox: 'not-allowed'}, question: 'other-browser'},
  'readiness-looking': {findings: {location: 'looking', country: null, mailbox: 'unknown'}},
  'readiness-frame': {findings: {location: 'frame-policy', country: null}, unasked: true, confirmed: null},
  'readiness-long': {confirmed: {address: LONG_ADDRESS, country: 'DK', confirmedAt: NOW}, question: 'moved'},
  'readiness-arabic': {confirmed: {address: 'شارع الملك 12, طابق 3, 11564, الرياض', country: 'SA', confirmedAt: NOW}},
  'readiness-danish': {country: 'DK', findings: {country: 'DK'}},
};

export type ReadinessScene = {
  readonly root: CordboardSession;
  readonly dialer: HTMLElement;
  readonly badge: () => HTMLElement;
  readonly session: FakeSession;
};

function sessionElement(): CordboardSession {
  define();
  defineEmergencyBadge();
  defineEmergencyReadiness();
  defineEmergencyReadinessList();
  const root = document.createElement('cordboard-session');
  if (!(root instanceof CordboardSession)) throw new Error('cordboard-session is not defined');
  return root;
}

/** A session element with a dialer in it, whose badge says so. It is not in the page yet. */
export function buildReadiness(name: string, session: FakeSession = new FakeSession()): ReadinessScene {
  const given = READINESS_SCENES[name];
  if (given === undefined) throw new Error(`There is no scene ${name}.`);
  const root = sessionElement();
  session.readiness.state.set(readinessLike(given));
  root.session = session;
  if (name === 'readiness-long') root.strings = mergeStrings(polish);
  const dialer = document.createElement('cordboard-dialer');
  root.append(dialer);
  const badge = (): HTMLElement => {
    const found = dialer.shadowRoot?.querySelector<HTMLElement>('cordboard-emergency-badge');
    if (found == null) throw new Error('The dialer has no badge.');
    return found;
  };
  return {root, dialer, badge, session};
}

function agent(id: string, given: ReadinessGiven, more: Partial<AgentReadiness> = {}): AgentReadiness {
  return {id, name: id, team: null, neverSignedIn: false, items: readinessLike(given).items, ...more};
}

export const READINESS_LIST: ReadinessList = {
  agents: [
    agent('anna', {}, {name: 'Anna Öberg', team: 'Billing'}),
    agent('ben', {callerNumber: null, findings: FAILING}, {name: 'Ben Nkemelu', team: 'Support'}),
    agent(
      'cleo',
      {findings: {location: 'unknown', country: null, mailbox: 'unknown'}},
      {name: 'Cleo Nie', neverSignedIn: true},
    ),
    agent('dora', {trunk: 'carrier', findings: {country: 'DK'}}, {name: 'دورا بنت عبد الرحمن'}),
    agent(
      'eve',
      {findings: {country: 'PL'}},
      {name: 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Anna'},
    ),
  ],
  callbackNumbers: {free: 2, resting: 1, held: 0},
};

/** The list for administrators alone. It is not in the page yet. */
export function buildReadinessList(list: ReadinessList | null = READINESS_LIST): CordboardEmergencyReadinessList {
  sessionElement();
  const element = document.createElement('cordboard-emergency-readiness-list');
  if (!(element instanceof CordboardEmergencyReadinessList)) throw new Error('the list is not defined');
  element.list = list;
  return element;
}

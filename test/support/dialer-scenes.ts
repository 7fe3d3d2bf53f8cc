import {SdkError} from '../../src/api/errors.ts';
import {define} from '../../src/components/define-all.ts';
import {CordboardSession} from '../../src/components/session/session.ts';
import type {Contact} from '../../src/domain/contact.ts';
import type {AddressEntry, RecentContact} from '../../src/services/ports.ts';
import {NOW, SETTINGS, after, AGENT_ID, connectedContact, dialledContact, variable} from './component-contacts.ts';
import {FakeSession} from './fake-session.ts';

export const ADDRESSES: readonly AddressEntry[] = [
  {id: 'a1', name: 'Ada Nkemelu', number: '+12015554471', note: 'Invoices'},
  {id: 'a2', name: 'Adam Wiśniewski', number: '+48221234567', note: null},
  {id: 'a3', name: 'Front desk', number: '4711', note: 'Internal'},
];

function carriesEmergencies(session: FakeSession): void {
  session.settings.set({...SETTINGS, emergency: 'routed'});
}

export function recent(id: string, more: Partial<RecentContact> = {}): RecentContact {
  return {
    contactId: id,
    direction: 'outbound',
    channel: 'voice',
    name: 'Jón Ásgeirsson',
    address: '+3545551234',
    startedAt: NOW - 3_600_000,
    outcome: 'connected',
    ...more,
  };
}

export const RECENTS: readonly RecentContact[] = [
  recent('r1'),
  recent('r2', {direction: 'inbound', name: 'Ada Nkemelu', address: '+12015554471', outcome: 'missed'}),
  recent('r3', {name: null, address: '+442079460958', outcome: 'not-reached', startedAt: NOW - 90_000_000}),
];

const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maria Anna Josephine von und zu';

type Scene = {
  /** Of what the scene is: the dialer alone, or the panel with a contact in it. */
  readonly of?: 'dialer' | 'panel';
  readonly set?: (session: FakeSession) => void;
  readonly act?: (element: HTMLElement, session: FakeSession) => Promise<void> | void;
};

/** The hub's side of an outgoing call as it ends. */
export function failedContact(endReason: 'busy' | 'no-answer' | 'declined' | 'unobtainable'): Contact {
  return after(dialledContact(), {type: 'fail-dialled', reason: endReason});
}

/** A call whose customer's sound is connected: digits may be sent. */
export function talkingContact(): Contact {
  const contact = connectedContact();
  const participants = contact.participants.map((each) =>
    each.role === 'customer' && each.status === 'joined'
      ? {...each, leg: {id: 'customer-leg', kind: 'trunk', epoch: 1, status: 'connected'} as const}
      : each,
  );
  return {...contact, participants};
}

function field(dialer: HTMLElement): HTMLInputElement {
  const found = dialer.shadowRoot?.querySelector('input');
  if (!(found instanceof HTMLInputElement)) throw new Error('The dialer has no field.');
  return found;
}

/** Types as a person does, without waiting for the browser's own keys. */
export function typeInto(dialer: HTMLElement, text: string): void {
  const input = field(dialer);
  input.focus();
  for (const each of text) {
    input.setRangeText(each, input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end');
    input.dispatchEvent(new InputEvent('input', {inputType: 'insertText', data: each, bubbles: true}));
  }
}

export function pasteInto(dialer: HTMLElement, text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true});
  field(dialer).focus();
  field(dialer).dispatchEvent(event);
}

function press(dialer: HTMLElement, key: string): void {
  field(dialer).dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
}

function click(root: HTMLElement, selector: string): void {
  root.shadowRoot?.querySelector<HTMLElement>(selector)?.click();
}

function inPanel(contact: Contact): (session: FakeSession) => void {
  return (session) => session.contactList.set([contact]);
}

function people(session: FakeSession): void {
  session.addresses = ADDRESSES;
  session.recents = RECENTS;
}

/** Opens the keypad of the call and presses these keys. */
function pressInCall(keys: string): (panel: HTMLElement) => Promise<void> {
  return async (panel) => {
    const interaction = panel.shadowRoot?.querySelector<HTMLElement>('cordboard-interaction');
    interaction?.shadowRoot?.querySelector<HTMLElement>('#keypad-button')?.click();
    await Promise.resolve();
    const pad = interaction?.shadowRoot
      ?.querySelector('cordboard-call-keypad')
      ?.shadowRoot?.querySelector('cordboard-dial-pad');
    for (const key of keys) pad?.shadowRoot?.querySelector<HTMLElement>(`[data-key="${key}"]`)?.click();
  };
}

/** Long enough for what answers at once and what waits for a pause in typing. */
function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 250));
}

async function found(dialer: HTMLElement): Promise<void> {
  typeInto(dialer, 'Ad');
  await soon();
  press(dialer, 'ArrowDown');
}

/** Every state of the dialer, the keypad and a call's progress. */
export const DIALER_SCENES: Readonly<Record<string, Scene>> = {
  'dialer-empty': {},
  'dialer-typed': {act: (dialer) => typeInto(dialer, '2015532447')},
  'dialer-international': {act: (dialer) => typeInto(dialer, '+442079460958')},
  'dialer-keypad': {act: (dialer) => (typeInto(dialer, '2015532447'), click(dialer, '#keypad-button'))},
  'dialer-recents': {set: people, act: (dialer) => click(dialer, '#recents-button')},
  'dialer-recents-empty': {act: (dialer) => click(dialer, '#recents-button')},
  'dialer-recents-failed': {
    set: (session) => {
      session.dial.listRecents = () => Promise.reject(new SdkError('hub-timeout', 'no answer'));
    },
    act: (dialer) => click(dialer, '#recents-button'),
  },
  'dialer-found': {set: people, act: found},
  'dialer-nobody': {act: (dialer) => typeInto(dialer, 'Zz')},
  'dialer-book-failed': {
    set: (session) => {
      session.dial.findAddresses = () => Promise.reject(new SdkError('hub-timeout', 'no answer'));
    },
    act: (dialer) => typeInto(dialer, 'Ada'),
  },
  'dialer-emergency-call': {set: carriesEmergencies, act: (dialer) => typeInto(dialer, '911')},
  'dialer-emergency-longer': {set: carriesEmergencies, act: (dialer) => typeInto(dialer, '911555')},
  'dialer-emergency': {act: (dialer) => typeInto(dialer, '911')},
  'dialer-emergency-keypad': {act: (dialer) => (click(dialer, '#keypad-button'), typeInto(dialer, '112'))},
  'dialer-no-profile': {
    set: (session) => session.settings.set({...SETTINGS, outbound: null}),
    act: (dialer) => typeInto(dialer, '2015532447'),
  },
  'dialer-fault': {act: (dialer) => (typeInto(dialer, '12'), press(dialer, 'Enter'))},
  'dialer-pasted': {act: (dialer) => pasteInto(dialer, 'Tel. Ada: +1 (201) 553-2447')},
  'dialer-too-long': {act: (dialer) => typeInto(dialer, '+120155324471')},
  'dialer-refused': {
    act: async (dialer, session) => {
      typeInto(dialer, '2015532447');
      press(dialer, 'Enter');
      await Promise.resolve();
      await Promise.resolve();
      session.last.answer({status: 'refused', code: 'capacity-full'});
    },
  },
  'dialer-pending': {act: (dialer) => (typeInto(dialer, '2015532447'), press(dialer, 'Enter'))},
  'dialer-long': {
    set: (session) => {
      session.recents = [
        recent('r1', {name: LONG_NAME}),
        recent('r2', {name: 'عائشة بنت عبد الرحمن', address: '+97125551234'}),
      ];
      session.addresses = [
        {id: 'a1', name: LONG_NAME, number: '+12015554471', note: 'Claims and disputes, third floor'},
      ];
      session.settings.set({
        ...SETTINGS,
        outbound: {profile: 'Billing, refunds and disputes (premium customers)', callerNumber: '+12015550100'},
      });
    },
    act: (dialer) => click(dialer, '#recents-button'),
  },
  'dialer-masked': {
    set: (session) => {
      session.recents = [recent('r1', {address: '••• ••• 1234'})];
    },
    act: async (dialer) => {
      typeInto(dialer, 'Jon');
      await soon();
      press(dialer, 'ArrowDown');
      await soon();
      press(dialer, 'Enter');
      await soon();
    },
  },
  'call-keypad': {of: 'panel', set: inPanel(talkingContact()), act: pressInCall('159#')},
  'call-keypad-held': {
    of: 'panel',
    set: inPanel(after(talkingContact(), {type: 'hold', agentId: AGENT_ID})),
    act: pressInCall(''),
  },
  'call-dialling': {
    of: 'panel',
    set: inPanel(
      dialledContact({
        variables: [variable('reason', 'Reason', 'Renewal', 1), variable('pin', 'PIN', null, 2, {secure: true})],
      }),
    ),
  },
  'call-busy': {of: 'panel', set: inPanel(failedContact('busy'))},
  'call-no-answer': {of: 'panel', set: inPanel(failedContact('no-answer'))},
  'call-declined': {of: 'panel', set: inPanel(failedContact('declined'))},
  'call-unobtainable': {of: 'panel', set: inPanel(failedContact('unobtainable'))},
};

export type DialerScene = {
  readonly root: CordboardSession;
  readonly element: HTMLElement;
  readonly session: FakeSession;
  /** What the person does in it; once it is in the page and drawn. */
  readonly act: () => Promise<void>;
};

/** A session element with the dialer or a panel in it. It is not in the page yet. */
export function buildDialerScene(name: string, session: FakeSession = new FakeSession()): DialerScene {
  define();
  const scene = DIALER_SCENES[name];
  if (scene === undefined) throw new Error(`There is no scene ${name}.`);
  scene.set?.(session);
  const root = document.createElement('cordboard-session');
  if (!(root instanceof CordboardSession)) throw new Error('cordboard-session is not defined');
  root.session = session;
  const element = document.createElement(scene.of === 'panel' ? 'cordboard-communication-panel' : 'cordboard-dialer');
  root.append(element);
  return {root, element, session, act: async () => scene.act?.(element, session)};
}

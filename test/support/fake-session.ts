import {SdkError} from '../../src/api/errors.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {matchEmergency} from '../../src/domain/emergency-match.ts';
import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';
import type {Offer} from '../../src/domain/offer.ts';
import type {BasePresence} from '../../src/domain/presence.ts';
import type {TargetWish} from '../../src/domain/target.ts';
import type {
  AddressEntry,
  AgentView,
  CallNews,
  CallbackChoices,
  CallbackScope,
  CallbackView,
  CallbackWish,
  ConnectionState,
  DeskSettings,
  EmergencyAlert,
  EmergencyAttempt,
  EmergencySound,
  EmergencyView,
  FiguresQuestion,
  InboxQuestion,
  MissedContact,
  Outcome,
  PeopleService,
  RecentContact,
  RingingOffer,
  ScreenPop,
  Session,
  SoftphoneLease,
  TargetLists,
  VoiceState,
  VoiceTrouble,
} from '../../src/services/ports.ts';
import {WritableStore} from '../../src/services/store.ts';
import {FakeAdministration} from './fake-administration.ts';
import {CHOICES} from './callback-choices.ts';
import {FakeInbox} from './fake-inbox.ts';
import {FakeReadiness} from './fake-readiness.ts';
import {FakeSupervision} from './fake-supervision.ts';
import {AGENT_ID, NOW, SETTINGS} from './component-contacts.ts';
import {FakeAttention, FakeDevices} from './fake-sound.ts';
import {FakeVoicemail} from './fake-voicemail.ts';

export const DONE: Outcome = {status: 'done'};

/** One command a desk sent, and the means to answer it. */
export type SentCommand = {readonly name: string; readonly args: readonly unknown[]; answer(outcome: Outcome): void};

export function agentView(base: BasePresence = 'available', reason: string | null = null): AgentView {
  return {id: AGENT_ID, name: 'Mira Kovács', presence: {base, reason, since: NOW - 751_000}, emergencySince: null};
}

export function failure(message = 'The hub did not answer in time. Try again.'): Outcome {
  return {status: 'failed', error: new SdkError('hub-timeout', message)};
}

/** A session whose stores a test sets as the hub would, and whose commands wait for the test to answer. */
export class FakeSession implements Session {
  readonly sent: SentCommand[] = [];
  readonly connectionState: WritableStore<ConnectionState> = new WritableStore<ConnectionState>({status: 'connected'});
  readonly agent: WritableStore<AgentView | null> = new WritableStore<AgentView | null>(agentView());
  readonly ringing: WritableStore<readonly RingingOffer[]> = new WritableStore<readonly RingingOffer[]>([]);
  readonly contactList: WritableStore<readonly Contact[]> = new WritableStore<readonly Contact[]>([]);
  readonly missedContacts: WritableStore<readonly MissedContact[]> = new WritableStore<readonly MissedContact[]>([]);
  readonly untaken: WritableStore<Offer['purpose'] | null> = new WritableStore<Offer['purpose'] | null>(null);
  readonly latestCallback: WritableStore<CallbackView | null> = new WritableStore<CallbackView | null>(null);
  readonly askedCallbacks: CallbackScope[] = [];
  /** The inbox and the figures of callbacks, as the hub answers. */
  readonly callbackInbox: FakeInbox = new FakeInbox();
  callbackList: Promise<readonly CallbackView[]> = Promise.resolve([]);
  callbackChoices: Promise<CallbackChoices> = Promise.resolve(CHOICES);
  readonly softphone = new WritableStore<{lease: SoftphoneLease | null; own: boolean}>({lease: null, own: true});
  readonly trouble: WritableStore<VoiceTrouble | null> = new WritableStore<VoiceTrouble | null>(null);
  readonly draft: WritableStore<string | null> = new WritableStore<string | null>(null);
  readonly callNews: WritableStore<readonly CallNews[]> = new WritableStore<readonly CallNews[]>([]);
  readonly speaking: WritableStore<ReadonlyMap<string, readonly string[]>> = new WritableStore<
    ReadonlyMap<string, readonly string[]>
  >(new Map());
  /** Whom the hub lists; a test puts a promise here that it settles itself, or another one before Reload. */
  targets: Promise<TargetLists> = Promise.resolve({agents: [], queues: [], entryPoints: []});
  readonly askedTargets: (readonly [contactId: string, purpose: string])[] = [];
  /** What the address book and the list of recent calls answer. */
  addresses: readonly AddressEntry[] = [];
  recents: readonly RecentContact[] = [];
  readonly popped: WritableStore<ScreenPop | null> = new WritableStore<ScreenPop | null>(null);
  readonly voiceState: WritableStore<VoiceState> = new WritableStore<VoiceState>({status: 'idle'});
  readonly settings: WritableStore<DeskSettings | null> = new WritableStore<DeskSettings | null>(SETTINGS);
  /** A test that needs the directory gives a `FakePeople`. */
  people: PeopleService | null = null;
  readonly devices: FakeDevices = new FakeDevices();
  readonly attention: FakeAttention = new FakeAttention();
  /** What a supervisor sees; its commands are among those that were sent. */
  readonly supervision: FakeSupervision = new FakeSupervision((name, ...args) => this.#send(name, ...args));
  /** The agent's emergency, as the hub tells it. */
  readonly ownEmergency: WritableStore<EmergencyView | null> = new WritableStore<EmergencyView | null>(null);
  readonly emergencyAlerts: WritableStore<readonly EmergencyAlert[]> = new WritableStore<readonly EmergencyAlert[]>([]);
  readonly emergencyAttempt: WritableStore<EmergencyAttempt | null> = new WritableStore<EmergencyAttempt | null>(null);
  readonly emergencySound: WritableStore<EmergencySound> = new WritableStore<EmergencySound>({status: 'idle'});
  readonly emergency = {
    own: this.ownEmergency,
    alerts: this.emergencyAlerts,
    attempt: this.emergencyAttempt,
    sound: this.emergencySound,
    muted: new WritableStore(false),
    dial: (number: string) => this.#send('dialEmergency', number),
    answer: () => this.#send('answerEmergency'),
    end: () => this.#send('endEmergency'),
    dismissAttempt: (): void => this.emergencyAttempt.set(null),
    setMuted: (muted: boolean): void => this.emergency.muted.set(muted),
    resumeAudio: async (): Promise<void> => undefined,
  };
  /** What an administrator sets up. */
  readonly administered: FakeAdministration = new FakeAdministration();
  readonly administration = {get: async (): Promise<FakeAdministration> => this.administered};
  /** The messages that callers left, as the hub answers. */
  readonly voicemail: FakeVoicemail = new FakeVoicemail();
  /** How the agent stands for an emergency call; its commands are among those that were sent. */
  readonly readiness: FakeReadiness = new FakeReadiness((name, ...args) => this.#send(name, ...args));
  readonly supervisor = {get: async (): Promise<FakeSupervision> => this.supervision};
  /** The hub's time; a test moves it. */
  now: number = NOW;
  disposed = false;

  readonly clock = {now: (): number => this.now};

  readonly connection = {
    state: this.connectionState,
    signIn: () => this.#send('signIn'),
    signOut: () => this.#send('signOut'),
  };

  readonly presence = {
    agent: this.agent,
    setPresence: (base: BasePresence, reason: string | null) => this.#send('setPresence', base, reason),
  };

  readonly offers = {
    ringing: this.ringing,
    missed: this.missedContacts,
    untaken: this.untaken,
    present: (offerId: string): void => void this.#send('present', offerId),
    dismissMissed: (offerIds?: readonly string[]) => this.#send('dismissMissed', offerIds),
    accept: (offerId: string) => this.#send('accept', offerId),
    decline: (offerId: string) => this.#send('decline', offerId),
  };

  readonly contacts = {
    contacts: this.contactList,
    hold: (contactId: string) => this.#send('hold', contactId),
    resume: (contactId: string) => this.#send('resume', contactId),
    mute: (contactId: string) => this.#send('mute', contactId),
    unmute: (contactId: string) => this.#send('unmute', contactId),
    end: (contactId: string) => this.#send('end', contactId),
    sendDigits: (contactId: string, digits: string) => this.#send('sendDigits', contactId, digits),
    extendWrapUp: (contactId: string) => this.#send('extendWrapUp', contactId),
    submitWrapUp: (contactId: string, reasonId: string, note: string) =>
      this.#send('submitWrapUp', contactId, reasonId, note),
  };

  readonly consults = {
    news: this.callNews,
    speaking: this.speaking,
    dismissNews: (id: string): void => this.callNews.set(this.callNews.value.filter((each) => each.id !== id)),
    listTargets: (contactId: string, purpose: 'consult' | 'transfer'): Promise<TargetLists> => {
      this.askedTargets.push([contactId, purpose]);
      return this.targets;
    },
    consult: (contactId: string, target: TargetWish, holdsCustomer: boolean) =>
      this.#send('consult', contactId, target, holdsCustomer),
    endConsult: (contactId: string) => this.#send('endConsult', contactId),
    exitConsult: (contactId: string) => this.#send('exitConsult', contactId),
    toggle: (contactId: string) => this.#send('toggle', contactId),
    holdConsult: (contactId: string) => this.#send('holdConsult', contactId),
    resumeConsult: (contactId: string) => this.#send('resumeConsult', contactId),
    beginConference: (contactId: string) => this.#send('beginConference', contactId),
    exitConference: (contactId: string) => this.#send('exitConference', contactId),
    cancelInvitation: (contactId: string, invitationId: string) =>
      this.#send('cancelInvitation', contactId, invitationId),
    transfer: (contactId: string, target: TargetWish) => this.#send('transfer', contactId, target),
    completeTransfer: (contactId: string) => this.#send('completeTransfer', contactId),
    suggestWrapUp: (contactId: string, reasonId: string | null, note: string) =>
      this.#send('suggestWrapUp', contactId, reasonId, note),
    bargeIn: (contactId: string) => this.#send('bargeIn', contactId),
    stopMonitoring: (contactId: string) => this.#send('stopMonitoring', contactId),
  };

  readonly callbacks = {
    latest: this.latestCallback,
    list: async (scope: CallbackScope): Promise<readonly CallbackView[]> => {
      this.askedCallbacks.push(scope);
      return this.callbackList;
    },
    choices: (): Promise<CallbackChoices> => this.callbackChoices,
    schedule: (wish: CallbackWish, contactId: string | null) => this.#send('schedule', wish, contactId),
    edit: (callbackId: string, version: number, wish: CallbackWish) => this.#send('edit', callbackId, version, wish),
    remove: (callbackId: string, version: number) => this.#send('remove', callbackId, version),
    inbox: (question: InboxQuestion) => this.callbackInbox.ask(question),
    inboxChoices: async () => this.callbackInbox.choices,
    figures: (question: FiguresQuestion) => this.callbackInbox.askFigures(question),
    cancel: (callbackId: string, version: number) => this.#send('cancel', callbackId, version),
    move: (callbackId: string, version: number, queueId: string) => this.#send('move', callbackId, version, queueId),
  };

  readonly dial = {
    matchEmergency: (typed: string) => matchEmergency(typed, 'US', EMERGENCY_COUNTRIES),
    dial: (typed: string) => this.#send('dial', typed),
    redial: (contactId: string) => this.#send('redial', contactId),
    draft: this.draft,
    prefill: (number: string): void => this.draft.set(number),
    takeDraft: (): string | null => {
      const draft = this.draft.value;
      if (draft !== null) this.draft.set(null);
      return draft;
    },
    findAddresses: async (_text: string): Promise<readonly AddressEntry[]> => this.addresses,
    listRecents: async (): Promise<readonly RecentContact[]> => this.recents,
  };

  readonly screens = {
    latest: this.popped,
    open: (contactId: string): void => void this.#send('open', contactId),
  };

  readonly voice = {
    state: this.voiceState,
    softphone: this.softphone,
    trouble: this.trouble,
    resumeAudio: async (): Promise<void> => void this.#send('resumeAudio'),
    retry: async (): Promise<void> => void this.#send('retry'),
  };

  async dispose(): Promise<void> {
    this.disposed = true;
  }

  /** The names of the commands that were sent, in order. */
  get names(): readonly string[] {
    return this.sent.map((each) => each.name);
  }

  /** The command that was sent last. */
  get last(): SentCommand {
    const last = this.sent.at(-1);
    if (last === undefined) throw new Error('No command was sent.');
    return last;
  }

  #send(name: string, ...args: readonly unknown[]): Promise<Outcome> {
    const {promise, resolve} = Promise.withResolvers<Outcome>();
    this.sent.push({name, args, answer: resolve});
    return promise;
  }
}

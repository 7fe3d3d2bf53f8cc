import type {SdkError} from '../api/errors.ts';
import type {AgentView, DeskSettings, FailedReason} from '../api/wire/events.ts';
import type {CallbackProblem} from '../api/wire/callbacks.ts';
import type {AddressEntry, MissedContact, RecentContact, SoftphoneLease, TargetLists} from '../api/wire/views.ts';
import type {Contact} from '../domain/contact.ts';
import type {EmergencyMatch} from '../domain/emergency-match.ts';
import type {Offer} from '../domain/offer.ts';
import type {BasePresence} from '../domain/presence.ts';
import type {Refusal} from '../domain/refusal.ts';
import type {Target, TargetWish} from '../domain/target.ts';
import type {LateAdministrationService} from './administration/administration-ports.ts';
import type {AttentionService} from './attention/attention-ports.ts';
import type {CallbackNews, CallbackService} from './callbacks/callback-ports.ts';
import type {DeviceService} from './devices/device-ports.ts';
import type {EmergencyService} from './emergency/emergency-ports.ts';
import type {ReadinessService} from './readiness/readiness-ports.ts';
import type {PeopleService} from './people/people-ports.ts';
import type {Store} from './store.ts';
import type {LateSupervisorService} from './supervision/supervision-ports.ts';
import type {LateVoicemailService} from './voicemail/voicemail-ports.ts';

export type * from './administration/administration-ports.ts';
export {agentSettingKey} from './administration/administration-ports.ts';
export type {AttentionService, AttentionState, Attendant, RingState} from './attention/attention-ports.ts';
export type {
  AudioDevice,
  Chosen,
  DeviceKind,
  DeviceNews,
  DevicePreferences,
  DeviceService,
  DeviceSlot,
  DeviceState,
  EchoState,
  MicrophoneProblem,
  MicrophoneState,
  RingtoneName,
} from './devices/device-ports.ts';
export type {
  Availability,
  PeopleFailure,
  PeopleResult,
  PeopleService,
  Person,
  PresencesResult,
} from './people/people-ports.ts';
export type {
  CallbackFigures,
  FiguresQuestion,
  InboxChoices,
  InboxCursor,
  InboxFilter,
  InboxOrder,
  InboxPage,
  InboxQuestion,
  InboxWhose,
} from '../api/wire/callback-inbox.ts';
export type {CustomerErased, CustomerFindings} from '../api/wire/customer-data.ts';
export type {CustomerDataService, CustomerDataState} from './administration/customer-data-ports.ts';
export type {PromptPlace} from '../api/prompt-client.ts';
export type {Prompt, PromptRefusal} from '../api/wire/prompts.ts';
export type {
  Listening,
  PromptDeed,
  PromptKey,
  PromptProblem,
  PromptsService,
  PromptsState,
  PromptWork,
  PromptWorks,
} from './administration/prompts-ports.ts';
export {isPromptKey, promptKey} from './administration/prompts-ports.ts';
export type {CallbackService} from './callbacks/callback-ports.ts';
export type {
  CallbackChoices,
  CallbackProblem,
  CallbackQueue,
  CallbackScope,
  CallbackView,
  CallbackWish,
} from '../api/wire/callbacks.ts';
export type {Centre, CentreState, LateSupervisorService, SupervisorService} from './supervision/supervision-ports.ts';
export type {EmergencyAttempt, EmergencyService, EmergencySound} from './emergency/emergency-ports.ts';
export type {EmergencyAlert, EmergencyView} from '../api/wire/emergency.ts';
export type {EmergencyReadiness, ReadinessService} from './readiness/readiness-ports.ts';
export type {AgentReadiness, CallbackNumbers, ReadinessList} from '../api/wire/emergency-readiness.ts';
export type {SdkError} from '../api/errors.ts';
export type {AgentView, DeskProfile, DeskSettings, FailedReason} from '../api/wire/events.ts';
export type {
  AddressEntry,
  AgentSummary,
  AgentTarget,
  AgentWork,
  EntryPointTarget,
  MissedContact,
  QueueSummary,
  QueueTarget,
  Readiness,
  RecentContact,
  SoftphoneLease,
  TargetLists,
} from '../api/wire/views.ts';

/** How a command ended. A refusal is a rule's no; a failure is the edge's. */
export type Outcome =
  | {readonly status: 'done'}
  /** `problems`: of what was filled in, each at its field. */
  | {readonly status: 'refused'; readonly code: Refusal; readonly problems?: readonly CallbackProblem[]}
  | {readonly status: 'failed'; readonly error: SdkError};

/**
 * signed-out ──▶ connecting ──▶ connected ◀──▶ reconnecting
 *     ▲              │              │                │
 *     └── sign-in-required ◀────────┴────────────────┘   (a token is refused)
 */
export type ConnectionState =
  | {readonly status: 'signed-out'; readonly reason: 'never' | 'agent' | 'taken-over' | 'supervisor'}
  | {readonly status: 'sign-in-required'; readonly error: SdkError | null}
  | {readonly status: 'connecting'}
  | {readonly status: 'connected'}
  | {readonly status: 'reconnecting'; readonly since: number; readonly error: SdkError};

/** An offer that is ringing here, with its contact. */
export type RingingOffer = {readonly offer: Offer; readonly contact: Contact};

/** The desk's audio: what the agent hears and sends. */
export type VoiceState =
  | {readonly status: 'idle'}
  | {readonly status: 'connecting'; readonly contactId: string}
  | {readonly status: 'connected'; readonly contactId: string}
  /** The browser wants a click before it plays sound. */
  | {readonly status: 'autoplay-blocked'; readonly contactId: string}
  | {readonly status: 'reconnecting'; readonly contactId: string}
  /** Another desk of this agent has the sound. */
  | {readonly status: 'elsewhere'; readonly contactId: string}
  /** The agent speaks at a telephone. `ringing`: it is to be picked up; `placing`: before the number is called. */
  | {
      readonly status: 'telephone';
      readonly contactId: string;
      readonly ringing: boolean;
      readonly placing: boolean;
    }
  | {readonly status: 'failed'; readonly contactId: string; readonly error: SdkError};

/** What is wrong with the sound just now. */
export type VoiceTrouble = {
  readonly kind: 'loss' | 'delay' | 'no-audio';
  readonly since: number;
  readonly roundTripMs: number | null;
  readonly lossPercent: number;
};

/** The hub's time in epoch milliseconds, whatever the browser's clock says. */
export type Clock = {now(): number};

export type ConnectionService = {
  readonly state: Store<ConnectionState>;
  /** Signs in (from a click: it may open a window) and connects. */
  signIn(): Promise<Outcome>;
  /** Refused with `offer-ringing` while a contact rings ([PO-7]). */
  signOut(): Promise<Outcome>;
};

export type PresenceService = {
  readonly agent: Store<AgentView | null>;
  setPresence(base: BasePresence, reason: string | null): Promise<Outcome>;
};

export type OfferService = {
  /** Connecting and ringing, in the order of arrival. */
  readonly ringing: Store<readonly RingingOffer[]>;
  /** Contacts that rang here in vain, newest first. */
  readonly missed: Store<readonly MissedContact[]>;
  /** What the agent was last asked to do and did not; null while this page has seen nothing of the kind. */
  readonly untaken: Store<Offer['purpose'] | null>;
  /** Says that this page shows the offer; from then on it rings ([PO-3], [PO-4]). Safe to call again. */
  present(offerId: string): void;
  accept(offerId: string): Promise<Outcome>;
  decline(offerId: string): Promise<Outcome>;
  /** Puts missed contacts away; all of them without a list. */
  dismissMissed(offerIds?: readonly string[]): Promise<Outcome>;
};

export type ContactService = {
  /** Contacts in which the agent takes part (talking or wrapping up), oldest first. */
  readonly contacts: Store<readonly Contact[]>;
  hold(contactId: string): Promise<Outcome>;
  resume(contactId: string): Promise<Outcome>;
  mute(contactId: string): Promise<Outcome>;
  unmute(contactId: string): Promise<Outcome>;
  end(contactId: string): Promise<Outcome>;
  /** `0-9 * # A-D`; the customer hears them as tones. */
  sendDigits(contactId: string, digits: string): Promise<Outcome>;
  extendWrapUp(contactId: string): Promise<Outcome>;
  submitWrapUp(contactId: string, reasonId: string, note: string): Promise<Outcome>;
};

/** Something that happened in a call of several, which the agent is told of until they put it away. */
export type CallNews = {readonly id: string; readonly contactId: string; readonly at: number} & (
  | {readonly kind: 'consult-failed'; readonly contact: Contact; readonly target: Target; readonly reason: FailedReason}
  /** [CF-10] The agent is in control now; [CO-62] the customer has left. */
  | {readonly kind: 'control-passed'; readonly contact: Contact}
  | {readonly kind: 'customer-left'; readonly contact: Contact}
  /** [CF-33] A supervisor listens to somebody else now, or (null) to nobody. */
  | {readonly kind: 'monitoring-moved'; readonly agentName: string | null}
  | CallbackNews
);

/** Calls of more than two: asking somebody, conferences, transfers, and a supervisor who listens. */
export type ConsultService = {
  /** Newest last. */
  readonly news: Store<readonly CallNews[]>;
  /** Contact → the participants who are heard speaking just now. */
  readonly speaking: Store<ReadonlyMap<string, readonly string[]>>;
  dismissNews(id: string): void;
  /** Whom the agent could ask, or give the contact to, as it is now. @throws {SdkError} when the hub does not answer */
  listTargets(contactId: string, purpose: 'consult' | 'transfer'): Promise<TargetLists>;
  /** @param holdsCustomer counts in a conference only; alone, a customer is always held */
  consult(contactId: string, target: TargetWish, holdsCustomer: boolean): Promise<Outcome>;
  endConsult(contactId: string): Promise<Outcome>;
  exitConsult(contactId: string): Promise<Outcome>;
  toggle(contactId: string): Promise<Outcome>;
  holdConsult(contactId: string): Promise<Outcome>;
  resumeConsult(contactId: string): Promise<Outcome>;
  beginConference(contactId: string): Promise<Outcome>;
  exitConference(contactId: string): Promise<Outcome>;
  /** Takes back who is on the way into the conference: a consult's identifier, or a ringing number's place. */
  cancelInvitation(contactId: string, invitationId: string): Promise<Outcome>;
  transfer(contactId: string, target: TargetWish): Promise<Outcome>;
  completeTransfer(contactId: string): Promise<Outcome>;
  suggestWrapUp(contactId: string, reasonId: string | null, note: string): Promise<Outcome>;
  bargeIn(contactId: string): Promise<Outcome>;
  stopMonitoring(contactId: string): Promise<Outcome>;
};

export type DialService = {
  /** What the emergency rule says of a number as typed; asked on each keystroke. */
  matchEmergency(typed: string): EmergencyMatch;
  /** An emergency number is refused with `emergency-not-carried` before anything else happens. */
  dial(typed: string): Promise<Outcome>;
  /** Calls the customer of a recent contact again; the number itself need not be known here. */
  redial(contactId: string): Promise<Outcome>;
  /** A number the page wants to see in the dialer (a `tel:` link); null once a dialer took it. */
  readonly draft: Store<string | null>;
  /** Puts a number into the dialer, which opens and does not call. */
  prefill(number: string): void;
  /** What was put there, for the dialer that asks first. */
  takeDraft(): string | null;
  /** @throws {SdkError} when the hub does not answer */
  findAddresses(text: string): Promise<readonly AddressEntry[]>;
  /** @throws {SdkError} when the hub does not answer */
  listRecents(): Promise<readonly RecentContact[]>;
};

export type VoiceService = {
  readonly state: Store<VoiceState>;
  /** Which page of this agent has the sound, as the hub says; `own` is this one. */
  readonly softphone: Store<{readonly lease: SoftphoneLease | null; readonly own: boolean}>;
  /** The sound while it is bad; null while there is none or it is good. */
  readonly trouble: Store<VoiceTrouble | null>;
  /** Plays sound again after the browser blocked it; call it from a click. */
  resumeAudio(): Promise<void>;
  /** Tries again after a failure (a microphone that was denied or unplugged), or fetches the sound from elsewhere. */
  retry(): Promise<void>;
};

/** A contact that this page is to show in the host's own tool. */
export type ScreenPop = {
  readonly contact: Contact;
  /** At the agent's wish; false: they have just got it. */
  readonly again: boolean;
};

export type ScreenService = {
  /** The newest, a new object each time; null before the first. */
  readonly latest: Store<ScreenPop | null>;
  /** Has one of the agent's contacts shown again. */
  open(contactId: string): void;
};

/** Everything a desk needs; made by `createSession`. Two on a page do not know of each other. */
export type Session = {
  readonly connection: ConnectionService;
  readonly presence: PresenceService;
  readonly offers: OfferService;
  readonly contacts: ContactService;
  readonly consults: ConsultService;
  readonly callbacks: CallbackService;
  readonly dial: DialService;
  readonly voice: VoiceService;
  readonly devices: DeviceService;
  readonly attention: AttentionService;
  readonly emergency: EmergencyService;
  readonly screens: ScreenService;
  readonly supervisor: LateSupervisorService;
  readonly administration: LateAdministrationService;
  readonly voicemail: LateVoicemailService;
  /** What stands between the agent and help, before an emergency. */
  readonly readiness: ReadinessService;
  /** Colleagues and experts of the organisation; null when the session has no directory. */
  readonly people: PeopleService | null;
  readonly settings: Store<DeskSettings | null>;
  readonly clock: Clock;
  /** Ends timers, sockets and media. The agent's calls stay: another session may take them up. */
  dispose(): Promise<void>;
};

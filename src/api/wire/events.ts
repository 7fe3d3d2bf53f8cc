import type {Contact} from '../../domain/contact.ts';
import type {ConfirmedLocation} from '../../domain/confirmed-location.ts';
import type {EmergencyCountry} from '../../domain/emergency-numbers.ts';
import type {EmergencyCapability} from '../../domain/emergency-readiness.ts';
import type {Offer} from '../../domain/offer.ts';
import type {Presence, PresenceChoice} from '../../domain/presence.ts';
import type {Target} from '../../domain/target.ts';
import type {CallbackView, LostCallback} from './callbacks.ts';
import type {Emergencies} from './emergency.ts';
import type {MissedContact, SoftphoneLease} from './views.ts';

/** The agent as their own desk sees them. */
export type AgentView = {
  readonly id: string;
  readonly name: string;
  readonly presence: Presence;
  /** Always null: until protocol 4 an emergency was to be told here, now it is told apart (`Emergencies`). */
  readonly emergencySince: number | null;
};

/** What happened to a contact, in the past tense; the event carries the contact as it is after it. */
export type ContactEventType =
  | 'ContactConnected'
  | 'ContactDialled'
  | 'ContactHeld'
  | 'ContactResumed'
  | 'ContactMuted'
  | 'ContactUnmuted'
  | 'ContactEnded'
  | 'ContactChanged'
  | 'WrapUpExtended'
  | 'ConsultRequested'
  | 'ConsultOpened'
  | 'ConsultEnded'
  | 'ConsultHeld'
  | 'ConsultResumed'
  | 'ConferenceBegun'
  | 'ContactTransferred'
  | 'ParticipantJoined'
  | 'ParticipantLeft'
  /** The customer has left, others go on ([CO-62]). */
  | 'CustomerLeft';

/** Why a consult or a transfer came to nothing. */
export type FailedReason =
  | 'no-answer'
  | 'declined'
  | 'busy'
  | 'unobtainable'
  /** Their device did not come, or went away. */
  | 'device'
  /** They have gone, or left the consult. */
  | 'gone';

export type OfferEventType = 'OfferPresented' | 'OfferDeclined' | 'OfferNoAnswer' | 'OfferWithdrawn';

/** A numbered event for one agent. Each carries whole entities: applying it twice, or after a gap, cannot go wrong. */
export type HubEvent = {readonly seq: number; readonly occurredAt: number} & (
  | {readonly type: 'PresenceChanged'; readonly agent: AgentView}
  | {readonly type: 'ContactOffered'; readonly offer: Offer; readonly contact: Contact}
  | {readonly type: OfferEventType; readonly offer: Offer}
  /** `deskId`: the page that took it, which is the one to show the customer's record; null when none did. */
  | {readonly type: 'OfferAccepted'; readonly offer: Offer; readonly deskId: string | null}
  | {readonly type: ContactEventType; readonly contact: Contact}
  /** [CO-43] Told to who asked. */
  | {readonly type: 'ConsultFailed'; readonly contact: Contact; readonly target: Target; readonly reason: FailedReason}
  /** [CF-10] The agent is in control from now on. */
  | {readonly type: 'ControlPassed'; readonly contact: Contact}
  /** [CF-33] A supervisor listens to somebody else of the contact now, or (null) to nobody. */
  | {readonly type: 'MonitoringMoved'; readonly contactId: string; readonly agentName: string | null}
  /** The agent has nothing more to do with the contact. */
  | {readonly type: 'ContactReleased'; readonly contactId: string}
  | {readonly type: 'ContactMissed'; readonly missed: MissedContact}
  | {readonly type: 'MissedDismissed'; readonly offerIds: readonly string[]}
  /** Null: no page has the sound. */
  | {readonly type: 'SoftphoneChanged'; readonly lease: SoftphoneLease | null}
  | {readonly type: 'SettingsChanged'; readonly settings: DeskSettings}
  /** Told to who promised a callback, and to whose it is. */
  | {readonly type: 'CallbackChanged'; readonly callback: CallbackView}
  | {readonly type: 'CallbackLost'; readonly lost: LostCallback}
  | {readonly type: 'LostCallbackDismissed'; readonly callbackId: string}
  | {readonly type: 'SignedOut'; readonly reason: 'agent' | 'taken-over' | 'supervisor'}
);

/** An event before it has its number. */
export type HubEventBody = HubEvent extends infer E
  ? E extends HubEvent
    ? Omit<E, 'seq' | 'occurredAt'>
    : never
  : never;

export type WrapUpReason = {
  readonly id: string;
  readonly label: string;
  readonly standard: boolean;
  /** Only for contacts of these queues; null, or left out: of every queue. */
  readonly queues?: readonly string[] | null;
};

/** What the desk needs of the organisation's configuration. */
export type DeskSettings = {
  readonly wrapUpReasons: readonly WrapUpReason[];
  readonly presenceChoices: readonly PresenceChoice[];
  readonly country: string;
  readonly emergencyCountries: readonly EmergencyCountry[];
  /** What the trunk can do with an emergency call (EM-10). */
  readonly emergency: EmergencyCapability;
  /** What this agent may do with outgoing calls; null: the agent has no outbound profile. */
  readonly outbound: {readonly profile: string; readonly callerNumber: string} | null;
  readonly desk: DeskProfile;
  /** Where this agent has said that they work; null: nowhere yet. Left out by hubs that do not ask. */
  readonly location?: ConfirmedLocation | null;
};

/** Who is heard speaking in a contact just now; told at once and not kept. */
export type Speaking = {readonly contactId: string; readonly participantIds: readonly string[]};

/** How the administrator set up this agent's desk. */
export type DeskProfile = {
  /** A ringing call is answered by itself, after a tone. */
  readonly autoAnswer: boolean;
  /** Only the last four digits of numbers are shown ([PO-22]). */
  readonly numbersMasked: boolean;
  /** Where this agent's calls ring and are spoken, as it may be shown; null: at the desk. */
  readonly telephone: string | null;
};

/** The whole state of one agent's desk at `seq`, and the events after the number the desk named. */
export type Snapshot = {
  readonly protocol: number;
  /** The hub's clock, so that timers do not depend on the browser's. */
  readonly now: number;
  readonly seq: number;
  readonly agent: AgentView;
  readonly offers: readonly Offer[];
  readonly contacts: readonly Contact[];
  readonly settings: DeskSettings;
  readonly missed: readonly HubEvent[];
  readonly missedContacts: readonly MissedContact[];
  readonly lostCallbacks: readonly LostCallback[];
  readonly softphone: SoftphoneLease | null;
  readonly emergencies: Emergencies;
};

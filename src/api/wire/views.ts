import type {Contact, ParticipantRole} from '../../domain/contact.ts';
import type {Channel} from '../../domain/channel.ts';
import type {EmergencyFindings} from '../../domain/emergency-readiness.ts';
import type {BasePresence, Presence} from '../../domain/presence.ts';
import type {Refusal} from '../../domain/refusal.ts';

/** A contact that rang at the agent and was not answered there ([PO-15]); kept until it is dismissed, a day at most. */
export type MissedContact = {
  readonly offerId: string;
  readonly contactId: string;
  readonly channel: Channel;
  readonly name: string | null;
  /** Masked under data protection ([PO-22]). */
  readonly address: string;
  readonly subject: string | null;
  readonly queue: string | null;
  readonly missedAt: number;
  /** Whether the agent said no, or the ring time ran out. */
  readonly reason: 'no-answer' | 'declined';
};

/** Which page of this agent has the sound. Of all pages, on whatever origin or computer, one holds it at a time. */
export type SoftphoneLease = {
  readonly deskId: string;
  /** Raised each time another page gets it. */
  readonly fence: number;
  readonly since: number;
  /** What a person recognises the page by, such as `Chrome on Windows`. */
  readonly label: string;
  /** False while that page is not connected; any other page may then take the sound without asking. */
  readonly present: boolean;
};

/** What a desk can do with sound and notices; the hub keeps it so that a supervisor sees who may miss calls. */
export type Readiness = {
  readonly microphone: 'granted' | 'denied' | 'missing' | 'unknown';
  readonly sound: 'unlocked' | 'blocked' | 'unknown';
  readonly notifications: 'granted' | 'denied' | 'unsupported' | 'unknown';
  /** What stands between the agent and help ([EM-38]); left out by desks that do not look. */
  readonly emergency?: EmergencyFindings;
};

/** A number of the enterprise address book, or a colleague's ([CO-12]). */
export type AddressEntry = {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly note: string | null;
};

/** A call of the agent's last days, newest first; for redial. */
export type RecentContact = {
  readonly contactId: string;
  readonly direction: Contact['direction'];
  readonly channel: Channel;
  readonly name: string | null;
  /** Masked under data protection; `redial` by the contact's id works all the same. */
  readonly address: string;
  readonly startedAt: number;
  readonly outcome: 'connected' | 'not-reached' | 'missed';
};

/** An agent as a supervisor sees them. */
export type AgentSummary = {
  readonly id: string;
  readonly name: string;
  readonly team: string | null;
  readonly presence: Presence;
  readonly connected: boolean;
  readonly engaged: boolean;
  readonly readiness: Readiness | null;
  /** What they are on, longest first. */
  readonly work: readonly AgentWork[];
};

/** A contact that an agent has. */
export type AgentWork = {
  readonly contactId: string;
  readonly channel: Channel;
  readonly status: Contact['status'];
  readonly role: ParticipantRole;
  /** `joined` or `wrap-up`. */
  readonly phase: 'joined' | 'wrap-up';
  readonly queue: string | null;
  /** Since when they are in it, or wrap it up. */
  readonly since: number;
  /** Why a supervisor cannot listen to it now; null: they can. */
  readonly refusal: Refusal | null;
};

/** A queue as a supervisor sees it. */
export type QueueSummary = {
  readonly id: string;
  readonly name: string;
  readonly waiting: number;
  /** Of who has waited longest; null when nobody waits. */
  readonly longestSince: number | null;
  /** Members who could be offered a call now; where the queue takes none, a contact in any of its channels. */
  readonly available: number;
  /** Members with a desk connected. */
  readonly connected: number;
  readonly open: boolean;
};

/** Whom this contact could be given to, or who could be asked about it. `refusal`: why not just now; null: it can. */
export type TargetLists = {
  readonly agents: readonly AgentTarget[];
  readonly queues: readonly QueueTarget[];
  readonly entryPoints: readonly EntryPointTarget[];
};

export type AgentTarget = {
  readonly agentId: string;
  readonly name: string;
  readonly team: string | null;
  readonly presence: Presence;
  readonly engaged: boolean;
  readonly refusal: Refusal | null;
};

export type QueueTarget = {
  readonly queueId: string;
  readonly name: string;
  readonly waiting: number;
  readonly available: number;
  readonly refusal: Refusal | null;
};

export type EntryPointTarget = {
  readonly entryPointId: string;
  readonly name: string;
  readonly number: string | null;
  readonly refusal: Refusal | null;
};

/** As the browser's `RTCIceServer`; credentials are short-lived. */
export type IceServer = {
  readonly urls: readonly string[];
  readonly username: string | null;
  readonly credential: string | null;
};

export type PresenceRequest = {readonly base: BasePresence; readonly reason: string | null};

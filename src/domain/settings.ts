import type {CallbackRequestLimits} from './callback-request-limits.ts';
import type {CallbackTimeLimits} from './callback-time.ts';
import type {CallbackRules} from './callback-rules.ts';
import type {EmergencyMailTemplate, MailLanguage} from './emergency-mail.ts';
import type {EmergencyCountry} from './emergency-numbers.ts';
import type {WaitMenuRules} from './wait-menu.ts';

/** The organisation's timings, in milliseconds (design §6.2). All are configuration; these are the defaults. */
export type Timings = {
  readonly ringVoiceMs: number;
  readonly ringDigitalMs: number;
  readonly ringOutboundMs: number;
  readonly wrapUpMs: number;
  readonly wrapUpExtensionMs: number;
  /** How many times an agent may ask for more time (WCAG 2.2.1: at least ten). */
  readonly wrapUpExtensionsMax: number;
  readonly agentGraceMs: number;
  /** How long a desk has to say that it shows an offer ([PO-3]). */
  readonly presentMs: number;
  /** An agent whose last desk has gone for so long: what rings there goes back to the queue. */
  readonly deskAwayMs: number;
  /** Within this an agent who lost every desk comes back to the presence they had; then they are Offline. */
  readonly deskGraceMs: number;
  /** A customer left with nobody but a dial number: so long at most (design §6.3). */
  readonly unattendedMs: number;
};

export const DEFAULT_TIMINGS: Timings = {
  ringVoiceMs: 18_000,
  ringDigitalMs: 30_000,
  ringOutboundMs: 45_000,
  wrapUpMs: 60_000,
  wrapUpExtensionMs: 60_000,
  wrapUpExtensionsMax: 10,
  agentGraceMs: 30_000,
  presentMs: 5_000,
  deskAwayMs: 5_000,
  deskGraceMs: 150_000,
  unattendedMs: 3_600_000,
};

/** The organisation's settings that decisions depend on. */
export type OrganisationSettings = {
  readonly timings: Timings;
  /** Only the last four digits of a customer's number are shown (PO-22). */
  readonly dataProtection: boolean;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** The number customers see when an agent calls them; E.164. */
  readonly callerNumber: string;
  /** Calls carried at once, of all agents together; null: no limit ([CB-18]). */
  readonly concurrentCallsMax: number | null;
  readonly emergency: EmergencySettings;
  readonly callbacks: CallbackSettings;
  readonly voicemail: VoicemailSettings;
  /** [PK-110] How long it is known whose a contact was that is over, in milliseconds; null: until somebody has it erased. */
  readonly contactsKeepMs: number | null;
};

/** Messages that callers leave (docs/voicemail.md). */
export type VoicemailSettings = {
  /** The longest one. */
  readonly longestMs: number;
  /** How long one is kept after somebody has dealt with it. */
  readonly keepMs: number;
};

export type CallbackSettings = {
  /** [CB-24] Through which all of them go: it gives the number that customers see, variables and skills. Null: none can be made. */
  readonly entryPointId: string | null;
  readonly rules: CallbackRules;
  readonly limits: CallbackTimeLimits;
  readonly menu: WaitMenuRules;
  /** [CB-12] Whether agents may call off what customers asked for elsewhere. */
  readonly webCancel: boolean;
  /** The variable that says a caller's language; null: English. */
  readonly languageVariable: string | null;
  /** How long one that is closed is kept, in milliseconds. */
  readonly keepMs: number;
  readonly requests: CallbackRequestLimits;
};

/** 30 days: long enough to answer for a promise, and no longer than it takes. */
export const DEFAULT_KEEP_MS = 30 * 86_400_000;

/** How long a contact is in the list of an agent's recent ones. */
export const RECENTS_SHOWN_MS = 14 * 86_400_000;

/** What the organisation set up for emergencies. Whatever is missing here never stops a call. */
export type EmergencySettings = {
  /** Numbers of the trunk, given to agents for the hour after an emergency call ([EM-16]); E.164. */
  readonly callbackNumbers: readonly string[];
  /** How long such a number is nobody's afterwards ([EM-24]), in milliseconds. */
  readonly restMs: number;
  readonly countries: readonly EmergencyCountry[];
  readonly mail: EmergencyMailSettings;
};

/** The mail about an emergency: who is told unless the agent has people of their own, and in what words. */
export type EmergencyMailSettings = {
  readonly contacts: readonly string[];
  /** Told of test calls; none: whoever is told of a real one. */
  readonly testContacts: readonly string[];
  readonly template: EmergencyMailTemplate;
  readonly language: MailLanguage;
  /** IANA zone of the times in it. */
  readonly zone: string;
};

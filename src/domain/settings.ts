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
};

export const DEFAULT_TIMINGS: Timings = {
  ringVoiceMs: 18_000,
  ringDigitalMs: 30_000,
  ringOutboundMs: 45_000,
  wrapUpMs: 60_000,
  wrapUpExtensionMs: 60_000,
  wrapUpExtensionsMax: 10,
  agentGraceMs: 30_000,
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
};

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

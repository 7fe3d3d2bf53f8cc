/**
 * Presence: whether an agent can be offered work.
 *
 * One model serves both vocabularies of the sources (design §6.1): what Webex calls *Idle* is `away` with a reason,
 * what Dynamics calls *Inactive* is `away` with the reason `inactive`. Work state (engaged, wrap-up) is never stored
 * here; it is derived from the contacts an agent takes part in.
 */
export type BasePresence = 'available' | 'busy' | 'do-not-disturb' | 'away' | 'offline';

/** Reasons the system itself gives; an organisation adds its own (lunch, training …) as configuration. */
export type SystemPresenceReason = 'rona' | 'declined' | 'inactive' | 'signed-in';

export type Presence = {
  readonly base: BasePresence;
  /** Identifier of a reason: a {@link SystemPresenceReason} or one of the organisation's. */
  readonly reason: string | null;
  /** Epoch milliseconds by the hub's clock. */
  readonly since: number;
};

/** A choice an agent may make in the presence menu. */
export type PresenceChoice = {readonly base: BasePresence; readonly reason: string | null; readonly label: string};

const SYSTEM_REASONS: readonly string[] = ['rona', 'declined', 'inactive', 'signed-in'];

/** Reasons that only the system may set: an agent who asks for one is refused. */
export function isSystemReason(reason: string | null): boolean {
  return reason !== null && SYSTEM_REASONS.includes(reason);
}

/** [AN-5] An offer that rang out: the agent is Idle with the reason RONA (re-route on no answer). */
export function presenceAfterNoAnswer(now: number): Presence {
  return {base: 'away', reason: 'rona', since: now};
}

/** An offer the agent declined: Idle, so that the next contact does not ring an agent who just said no. */
export function presenceAfterDecline(now: number): Presence {
  return {base: 'away', reason: 'declined', since: now};
}

/** The agent's audio was away for longer than the grace time. */
export function presenceWhenInactive(now: number): Presence {
  return {base: 'away', reason: 'inactive', since: now};
}

/** Webex: sign-in starts in Idle; the agent says when they are ready. */
export function presenceAtSignIn(now: number): Presence {
  return {base: 'away', reason: 'signed-in', since: now};
}

/** [AN-6] True while the agent owes a choice between Available and Idle. */
export function owesAvailabilityChoice(presence: Presence): boolean {
  const {base, reason} = presence;
  return base === 'away' && (reason === 'rona' || reason === 'declined' || reason === 'inactive');
}

/** Setting what is already set keeps the time since it holds. */
export function changePresence(from: Presence, to: {base: BasePresence; reason: string | null}, now: number): Presence {
  if (from.base === to.base && from.reason === to.reason) return from;
  return {base: to.base, reason: to.reason, since: now};
}

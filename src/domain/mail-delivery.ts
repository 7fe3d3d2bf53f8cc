/**
 * How the mail about an emergency gets to its readers: at least once, first from the agent's own mailbox, else from the hub, with
 * whoever takes it holding it for a while only. A mail that may be there already says so ([EM-31], design §6.4).
 */
export type MailDelivery = {
  /** Epoch milliseconds by the database's clock. */
  readonly createdAt: number;
  /** How often somebody has begun to send it. */
  readonly attempts: number;
  readonly notBefore: number;
  /** Who sends it now: a desk, or a hub by {@link hubAsSender}; after `until` they are taken for dead. */
  readonly taken: {readonly by: string; readonly until: number} | null;
  /** It may have been sent before: the answer was lost. */
  readonly again: boolean;
};

/** What became of one attempt. `uncertain`: it may have gone out all the same. */
export type SendOutcome = 'sent' | 'failed' | 'uncertain';

const HUB_PREFIX = 'hub:';
/** So long the agent's own desk has the first say; longer nobody who could help is left waiting. */
export const DESK_FIRST_MS = 3_000;
/** A mail service that needs longer is taken for one that does not answer. */
export const TAKEN_MS = 15_000;
const RETRY_FIRST_MS = 5_000;
const RETRY_LONGEST_MS = 300_000;
/** Longer it is not kept; then the operator is told, without what it said. */
export const MAIL_KEPT_MS = 24 * 3_600_000;

/** A name of its own for each hub: what one says late must not take the mail from another. */
export function hubAsSender(hubId: string): string {
  return `${HUB_PREFIX}${hubId}`;
}

export function newDelivery(now: number): MailDelivery {
  return {createdAt: now, attempts: 0, notBefore: now, taken: null, again: false};
}

export function isGivenUp({createdAt}: MailDelivery, now: number): boolean {
  return now >= createdAt + MAIL_KEPT_MS;
}

/** Whether anybody may begin to send it now. */
export function maySend(delivery: MailDelivery, now: number): boolean {
  return isFree(delivery, now) && now >= delivery.notBefore;
}

/** Whether a desk of the agent may begin to send it now. */
export function mayDeskSend(delivery: MailDelivery, now: number): boolean {
  return maySend(delivery, now);
}

/** Whether the hub may. What a desk could not send it tries at once. */
export function mayHubSend(delivery: MailDelivery, now: number): boolean {
  const {createdAt, attempts, notBefore} = delivery;
  return isFree(delivery, now) && now >= notBefore && (attempts > 0 || now >= createdAt + DESK_FIRST_MS);
}

function isFree({taken}: MailDelivery, now: number): boolean {
  return taken === null || taken.until <= now;
}

/** Whoever had it and never said what became of it may have sent it. */
export function takeMail(delivery: MailDelivery, by: string, now: number): MailDelivery {
  const again = delivery.again || delivery.taken !== null;
  return {...delivery, again, attempts: delivery.attempts + 1, taken: {by, until: now + TAKEN_MS}};
}

/**
 * It did not go out, or nobody knows. Null: somebody else has it by now, or nobody, and nothing changes.
 * What the first desk could not send goes to the hub without a wait.
 */
export function giveMailBack(
  delivery: MailDelivery,
  by: string,
  outcome: Exclude<SendOutcome, 'sent'>,
  now: number,
): MailDelivery | null {
  if (delivery.taken?.by !== by) return null;
  const first = delivery.attempts === 1 && !by.startsWith(HUB_PREFIX);
  const wait = Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** Math.min(delivery.attempts - 1, 10));
  const again = delivery.again || outcome === 'uncertain';
  return {...delivery, taken: null, again, notBefore: first ? now : now + wait};
}

import {type Contact, customerOf, isJoined, lastAgentOf} from './contact.ts';

/** What is counted of calls beside callbacks, by queue ([CB-21]): whether they save anybody from waiting, leaving and calling again. */
export const CALL_COUNTS = [
  /** Came to the queue. */
  'entered',
  /** Left while they waited: nobody had answered, and nobody had promised to call. */
  'abandoned',
  /** Came although they had called, or been promised a call, and nobody had spoken to them since. */
  'repeated',
] as const;
export type CallCount = (typeof CALL_COUNTS)[number];

/** How long somebody who calls again is taken to call about the same. */
export const REPEAT_WINDOW_MS = 24 * 3_600_000;

/** From then on the queue has them; also while a number is rung for them first. @param before null: it has just come in */
export function entersQueue(before: Contact | null, after: Contact): boolean {
  return isUnanswered(after) && before?.queue?.id !== after.queue?.id;
}

/** By the caller: a queue that is closed, or an overflow, turns away without anybody's leaving. */
export function isAbandoned(before: Contact, after: Contact): boolean {
  if (after.status !== 'ended' || before.status === 'ended' || !isUnanswered(before)) return false;
  return after.endReason === 'abandoned' || after.endReason === 'customer-hung-up';
}

/** What there was between a number and a queue within the window; null: nothing. */
export type EarlierContacts = {
  /** When the last of their calls ended that nobody answered, or a call was promised that was not made. */
  readonly missedAt: number | null;
  /** When somebody last began to speak to them. What was promised after that is not kept by it. */
  readonly reachedAt: number | null;
};

export function isRepeated({missedAt, reachedAt}: EarlierContacts): boolean {
  return missedAt !== null && (reachedAt === null || reachedAt < missedAt);
}

/** An ordinary call to a queue, to which nobody has spoken yet; also while a number is rung that the queue leads on to. */
function isUnanswered(contact: Contact): boolean {
  const {channel, direction, kind, queue} = contact;
  const call = channel === 'voice' && direction === 'inbound' && kind === 'ordinary' && queue !== null;
  const spoken = contact.participants.some((each) => each.role === 'dial-number' && isJoined(each));
  return call && isJoined(customerOf(contact)) && !spoken && lastAgentOf(contact) === null;
}

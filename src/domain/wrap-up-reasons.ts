import type {Contact, Participant} from './contact.ts';

/** [WU-7] The reasons that fit a contact: those of its queue, and those of every queue. */
export function reasonsOfQueue<Reason extends {readonly queues?: readonly string[] | null}>(
  reasons: readonly Reason[],
  queueId: string | null,
): readonly Reason[] {
  return reasons.filter(
    ({queues}) => queues === undefined || queues === null || (queueId !== null && queues.includes(queueId)),
  );
}

/** The queue whose reasons an agent has: where they had the contact, once they wrap up, else where it is. */
export function queueOfWrapUp(contact: Pick<Contact, 'queue'>, participant: Participant | undefined): string | null {
  return participant?.status === 'wrap-up' ? participant.queueId : (contact.queue?.id ?? null);
}

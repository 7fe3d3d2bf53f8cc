/** [WU-7] The reasons that fit a contact: those of its queue, and those of every queue. */
export function reasonsOfQueue<Reason extends {readonly queues?: readonly string[] | null}>(
  reasons: readonly Reason[],
  queueId: string | null,
): readonly Reason[] {
  return reasons.filter(
    ({queues}) => queues === undefined || queues === null || (queueId !== null && queues.includes(queueId)),
  );
}

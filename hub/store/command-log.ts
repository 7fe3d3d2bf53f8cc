import type {Work} from './unit-of-work.ts';

/**
 * The answer a command got before, if it was sent before. Two copies that arrive at once: the second waits on the
 * first's row and then reads its answer, or does the work if the first rolled back.
 */
export async function claimCommand(work: Work, actor: string, commandId: string, name: string): Promise<object | null> {
  const inserted = await work.tx
    .insertInto('command')
    .values({actor, command_id: commandId, name, reply: '{}', executed_at: new Date(work.now)})
    .onConflict((conflict) => conflict.columns(['actor', 'command_id']).doNothing())
    .returning('command_id')
    .executeTakeFirst();
  if (inserted !== undefined) return null;
  const before = await work.tx
    .selectFrom('command')
    .select(['name', 'reply'])
    .where('actor', '=', actor)
    .where('command_id', '=', commandId)
    .executeTakeFirstOrThrow();
  // One identifier for two commands: the second was never done, and must not look as if it was.
  return before.name === name ? before.reply : {status: 'refused', code: 'invalid-command'};
}

/** Keeps the answer in the transaction that did the work. */
export async function keepReply(work: Work, actor: string, commandId: string, reply: object): Promise<void> {
  await work.tx
    .updateTable('command')
    .set({reply: JSON.stringify(reply)})
    .where('actor', '=', actor)
    .where('command_id', '=', commandId)
    .execute();
}

/** As if it had never been sent. */
export async function forgetCommand(work: Work, actor: string, commandId: string): Promise<void> {
  await work.tx.deleteFrom('command').where('actor', '=', actor).where('command_id', '=', commandId).execute();
}

import {toWire} from '../../src/api/wire/time.ts';
import type {HubEventBody} from '../../src/api/wire/events.ts';
import type {Work} from './unit-of-work.ts';

/**
 * Appends a numbered event for one agent. The number is taken under the agent's row lock, so that numbers become
 * visible in order: a reader that has seen n has seen everything below it (a shared sequence would commit out of order).
 */
export async function appendEvent(work: Work, agentId: string, body: HubEventBody): Promise<void> {
  const {last_seq: seq} = await work.tx
    .updateTable('agent')
    .set((set) => ({last_seq: set('last_seq', '+', 1)}))
    .where('id', '=', agentId)
    .returning('last_seq')
    .executeTakeFirstOrThrow();
  const event = JSON.stringify(toWire({...body, seq, occurredAt: work.now}));
  await work.tx
    .insertInto('agent_outbox')
    .values({agent_id: agentId, seq, occurred_at: new Date(work.now), event})
    .execute();
  work.wake(`agent:${agentId}`);
}

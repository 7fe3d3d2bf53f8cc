import {toWire} from '../../src/api/wire/time.ts';
import type {HubEventBody} from '../../src/api/wire/events.ts';
import {run} from './statement.ts';
import type {Work} from './unit-of-work.ts';

/**
 * Appends a numbered event for one agent. The number is taken under the agent's row lock, so that numbers become
 * visible in order: a reader that has seen n has seen everything below it (a shared sequence would commit out of order).
 */
export async function appendEvent(work: Work, agentId: string, body: HubEventBody): Promise<void> {
  const event = JSON.stringify(toWire({...body, occurredAt: work.now}));
  await run(work, APPEND, [agentId, new Date(work.now), event]);
  work.wake(`agent:${agentId}`);
}

const APPEND = `
  with numbered as (update agent set last_seq = last_seq + 1 where id = $1 returning last_seq)
  insert into agent_outbox (agent_id, seq, occurred_at, event)
  select $1, last_seq, $2, $3::jsonb || jsonb_build_object('seq', last_seq) from numbered`;

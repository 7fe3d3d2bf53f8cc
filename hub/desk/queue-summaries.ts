import type {QueueSummary} from '../../src/api/wire/views.ts';
import {isQueueOpen} from '../organisation/queue-hours.ts';
import {run} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

const QUEUES = `
  select queue.id, queue.name,
    (select count(*)::int from contact where contact.queue_id = queue.id and contact.status = 'waiting') as waiting,
    (select min(enqueued_at) from contact where contact.queue_id = queue.id and contact.status = 'waiting') as "longestSince",
    (select count(distinct idle.agent_id)::int from idle_agent idle join routing_line line on line.id = idle.line_id
      where line.queue_id = queue.id) as available,
    (select count(distinct session.agent_id)::int from agent_session session
      where queue.everyone or exists (select 1 from queue_member member
        where member.queue_id = queue.id and member.agent_id = session.agent_id)) as connected
  from queue where queue.active order by queue.name, queue.id`;

/** Every queue as it is now, by name. */
export async function listQueues(work: Work): Promise<readonly QueueSummary[]> {
  const queues: QueueSummary[] = [];
  for (const row of await run<Omit<QueueSummary, 'open'>>(work, QUEUES, []))
    queues.push({...row, open: await isQueueOpen(work, row.id)});
  return queues;
}

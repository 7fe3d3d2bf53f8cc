import type {CallbackChoices, CallbackProblem, CallbackQueue} from '../../src/api/wire/callbacks.ts';
import {type CallbackPlace, isSamePlace} from '../../src/domain/callback-place.ts';
import {run, runForOne} from '../store/statement.ts';
import {isIdentifier} from '../store/storable.ts';
import type {Work} from '../store/unit-of-work.ts';
import {takesNoCalls} from './takes-no-calls.ts';

/** Whether an agent works in a queue. */
const SERVES = `(queue.everyone or exists (select 1 from queue_member m where m.queue_id = queue.id and m.agent_id = `;

const QUEUES = `
  select queue.id, queue.name, ${SERVES}$1)) as own
  from queue where queue.active and 'voice' = any(queue.channels) order by queue.name, queue.id`;

/** [CB-56] Of the same team, and who take calls. */
const BUDDIES = `
  select buddy.id as "agentId", buddy.name, array(
    select queue.id from queue where queue.active and 'voice' = any(queue.channels) and ${SERVES}buddy.id))) as "queueIds"
  from agent self join agent buddy on buddy.team_id = self.team_id and buddy.id <> self.id
  where self.id = $1 and 'agent' = any(buddy.roles) and not ${takesNoCalls('buddy')} order by buddy.name, buddy.id limit 500`;

const SELF = `select ${takesNoCalls('agent')} as "takesNoCalls" from agent where id = $1`;

export async function callbackChoices(work: Work, agentId: string): Promise<CallbackChoices> {
  const {limits} = work.settings.callbacks;
  const buddies = await run<CallbackChoices['buddies'][number]>(work, BUDDIES, [agentId]);
  const reachable = new Set(buddies.flatMap(({queueIds}) => queueIds));
  const queues = await run<CallbackQueue>(work, QUEUES, [agentId]);
  const self = await runForOne<Pick<CallbackChoices, 'takesNoCalls'>>(work, SELF, [agentId]);
  return {
    ready: (await callbackEntryPoint(work)) !== null,
    // [CB-57] Where neither the agent nor a buddy works, nobody could be assigned.
    queues: queues.filter(({id, own}) => own || reachable.has(id)),
    ...{buddies, limits, takesNoCalls: self?.takesNoCalls ?? false},
  };
}

const ENTRY_POINT = `select id from entry_point where id = $1 and active and channel = 'voice'`;

/** [CB-23] [CB-25] Null: none is set, or it is not active any more. */
export async function callbackEntryPoint(work: Work): Promise<string | null> {
  const {entryPointId} = work.settings.callbacks;
  if (entryPointId === null) return null;
  return (await runForOne<{id: string}>(work, ENTRY_POINT, [entryPointId]))?.id ?? null;
}

const PLACE = `
  select ${SERVES}$2)) as own, ($3::uuid is not null and ${SERVES}$3))) as assigned
  from queue where id = $1 and active and 'voice' = any(channels)`;

/** [PK-210] Who takes no calls would never be offered it. */
const IS_BUDDY = `
  select 1 from agent self join agent other on other.id = $2 and 'agent' = any(other.roles) and not ${takesNoCalls('other')}
  where self.id = $1 and (other.id = self.id or other.team_id = self.team_id)`;

/**
 * [CB-41] [CB-56] [CB-57] What is wrong with where it shall wait and whose it shall be.
 * @param kept where the callback that is changed is; null: it is a new one
 */
export async function problemsOfPlace(
  work: Work,
  agentId: string,
  {queueId, assigneeId}: CallbackPlace,
  kept: CallbackPlace | null,
): Promise<readonly CallbackProblem[]> {
  if (kept !== null && isSamePlace(kept, {queueId, assigneeId})) return [];
  const known =
    assigneeId === null ||
    assigneeId === kept?.assigneeId ||
    (isIdentifier(assigneeId) && (await runForOne(work, IS_BUDDY, [agentId, assigneeId])) !== null);
  if (!known) return [{field: 'assignee', fault: 'unknown'}];
  const place = await runForOne<{own: boolean; assigned: boolean}>(work, PLACE, [queueId, agentId, assigneeId]);
  if (place === null) return [{field: 'queue', fault: 'unknown'}];
  return place.own || place.assigned ? [] : [{field: 'queue', fault: 'not-yours'}];
}

import type {Channel} from '../../src/domain/channel.ts';
import {run} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {ROOM, type Room} from './agent-room.ts';

/** Of each line, and of all together: how many one decision looks at before it leaves the rest to the next one. */
const OF_LINE_MAX = 4;
const CANDIDATES_MAX = 8;

/** Whose desks did not show a contact comes after everybody else for it, for so many times the time a desk has to do so. */
const PASSED_OVER_TIMES = 2;

export type Candidate = {readonly id: string; readonly channel: Channel};

/** True for a contact that agent \`$1\` was just asked in vain: \`$2\` is until when that counts. */
function passedOver(contactId: string): string {
  return `exists (select 1 from offer where offer.contact_id = ${contactId} and offer.agent_id = $1 and offer.unpresented
    and offer.ended_at > $2)`;
}

const OUTLOOK = `
  with ${ROOM}
  select room.channels, room.filling, room.presents, room.told, best.id, best.channel
  from room left join lateral (
    select id, channel, priority, enqueued_at from (
      (select id, channel, priority, enqueued_at from contact
        where personal_agent_id = $1 and status = 'waiting' and channel = any(room.channels) and not ${passedOver('contact.id')}
        order by priority, enqueued_at, id limit ${CANDIDATES_MAX})
      union all
      (select first.* from agent_line cross join lateral (
          select id, channel, priority, enqueued_at from contact
          where line_id = agent_line.line_id and status = 'waiting' and personal_agent_id is null
            and not ${passedOver('contact.id')}
          order by priority, enqueued_at, id limit ${OF_LINE_MAX}) first
        where agent_line.agent_id = $1 and agent_line.channel = any(room.channels))) each
    order by channel <> 'voice', priority, enqueued_at, id limit ${CANDIDATES_MAX}) best on true
  order by best.channel <> 'voice', best.priority, best.enqueued_at, best.id`;

export type Outlook = {readonly room: Room; readonly candidates: readonly Candidate[]};

/** What the locked agent can be given, and the best that waits for them; a call goes before what can wait. Null: nothing now. */
export async function outlookOf(work: Work, agentId: string): Promise<Outlook | null> {
  const rows = await run<Room & {readonly id: string | null; readonly channel: Channel | null}>(work, OUTLOOK, [
    agentId,
    passedOverUntil(work),
  ]);
  const [room] = rows;
  if (room === undefined) return null;
  const candidates = rows.flatMap(({id, channel}) => (id === null || channel === null ? [] : [{id, channel}]));
  return {room, candidates};
}

const IDLE = `
  select idle.agent_id as id from idle_agent idle
  where idle.line_id = $1 and not exists (
    select 1 from offer where offer.contact_id = $2 and offer.agent_id = idle.agent_id and offer.unpresented
      and offer.ended_at > $3)
  order by idle.idle_since, idle.agent_id limit ${CANDIDATES_MAX}`;

/** Who has been without work longest among those who stand in the line's idle list. Stale entries are for the caller. */
export async function longestIdle(work: Work, lineId: number, contactId: string): Promise<readonly string[]> {
  const rows = await run<{readonly id: string}>(work, IDLE, [lineId, contactId, passedOverUntil(work)]);
  return rows.map((row) => row.id);
}

function passedOverUntil(work: Work): Date {
  return new Date(work.now - PASSED_OVER_TIMES * work.settings.timings.presentMs);
}

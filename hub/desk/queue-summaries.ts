import type {QueueSummary} from '../../src/api/wire/views.ts';
import {roomOf} from '../../src/domain/agent-room.ts';
import type {Capacity, Channel} from '../../src/domain/channel.ts';
import {type OpeningHours, isOpen} from '../../src/domain/opening-hours.ts';
import {type SkillNeeds, meetsNeeds} from '../../src/domain/skills.ts';
import {run} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

type QueueRow = Pick<QueueSummary, 'id' | 'name' | 'waiting' | 'longestSince'> & {
  readonly everyone: boolean;
  readonly channels: readonly Channel[];
  readonly needs: SkillNeeds;
  readonly hoursId: string | null;
  readonly hours: OpeningHours | null;
};

/** What waits is counted by its lines, so that neither a backlog's other columns nor a year of contacts is read. */
const QUEUES = `
  with waiting as (
    select line.queue_id, count(*)::int as count, min(contact.enqueued_at) as since
    from contact join routing_line line on line.id = contact.line_id
    where contact.status = 'waiting' and contact.personal_agent_id is null and contact.kind <> 'emergency-callback'
    group by line.queue_id)
  select queue.id, queue.name, queue.everyone, queue.channels, queue.skills as needs, queue.hours_id as "hoursId",
    hours.rule as hours, coalesce(waiting.count, 0) as waiting, waiting.since as "longestSince"
  from queue
  left join opening_hours hours on hours.id = queue.hours_id
  left join waiting on waiting.queue_id = queue.id
  where queue.active order by queue.name, queue.id`;

type SeatedRow = {
  /** Available, and in no emergency. */
  readonly willing: boolean;
  readonly capacity: Capacity;
  /** Their telephone is not hung up: no call until it is ([WU-9]). */
  readonly onTelephone: boolean;
  /** What they have in hand, as routing counts it; null where nothing is offered anyway. */
  readonly held: readonly (readonly [channel: Channel, exclusive: boolean])[] | null;
  readonly queues: readonly string[];
  readonly levels: SkillNeeds | null;
};

/** Everybody who has a desk open; what routing would ask of each ({@link lockAgentFacts}), without a lock. */
const SEATED = `
  select presence_base = 'available' and not exists (select 1 from agent_emergency e where e.agent_id = agent.id) as willing,
    capacity,
    telephone is not null and exists (
      select 1 from leg where address = telephone and closed_at is null) as "onTelephone",
    case when presence_base = 'available' then (
      select coalesce(json_agg(json_build_array(contact.channel, held.exclusive)), '[]') from (
        select contact_id, exclusive from participant where agent_id = agent.id and status <> 'left'
        union all
        select contact_id, exclusive from offer where agent_id = agent.id and status in ('connecting', 'ringing')) held
      join contact on contact.id = held.contact_id) end as held,
    array(select queue_id from queue_member member where member.agent_id = agent.id) as queues,
    case when $1 then (select json_object_agg(skill_id, level) from agent_skill own where own.agent_id = agent.id) end as levels
  from agent
  where 'agent' = any(agent.roles) and exists (select 1 from agent_session session where session.agent_id = agent.id and session.takes_work)`;

type Seated = Pick<SeatedRow, 'queues'> & {readonly open: readonly Channel[]; readonly levels: SkillNeeds};

/** Every queue as it is now, by name. Two statements, however many queues and agents there are. */
export async function listQueues(work: Work): Promise<readonly QueueSummary[]> {
  const queues = await run<QueueRow>(work, QUEUES, []);
  const bySkill = queues.some(({needs}) => Object.keys(needs).length > 0);
  const seated = (await run<SeatedRow>(work, SEATED, [bySkill])).map(seatedOf);
  const members = membersByQueue(seated);
  const open = openHours(queues, work.now);
  return queues.map(({id, name, waiting, longestSince, everyone, channels, needs, hoursId}) => {
    const own = everyone ? seated : (members.get(id) ?? []);
    const asked = askedOf(channels);
    const free = own.filter((each) => asked.some((channel) => each.open.includes(channel)));
    return {
      id,
      name,
      waiting,
      longestSince,
      available: free.filter(({levels}) => meetsNeeds(levels, needs)).length,
      connected: own.length,
      open: hoursId === null || open.has(hoursId),
    };
  });
}

function seatedOf({willing, capacity, onTelephone, held, queues, levels}: SeatedRow): Seated {
  const inHand = (held ?? []).map(([channel, exclusive]) => ({channel, exclusive}));
  const places = onTelephone ? {...capacity, voice: 0} : capacity;
  return {queues, levels: levels ?? {}, open: willing ? roomOf(places, inHand).open : []};
}

/**
 * In which channels a member has to have room to count as available. A queue that takes calls is asked about calls: who
 * talks could still be given a chat, and nobody who waits on the line would reach them.
 */
function askedOf(channels: readonly Channel[]): readonly Channel[] {
  return channels.includes('voice') ? ['voice'] : channels;
}

function membersByQueue(seated: readonly Seated[]): ReadonlyMap<string, readonly Seated[]> {
  const members = new Map<string, Seated[]>();
  for (const each of seated) {
    for (const queue of each.queues) {
      const own = members.get(queue);
      if (own === undefined) members.set(queue, [each]);
      else own.push(each);
    }
  }
  return members;
}

/** Queues that keep the same hours are judged once. */
function openHours(queues: readonly QueueRow[], now: number): ReadonlySet<string> {
  const rules = new Map(queues.flatMap(({hoursId, hours}) => (hoursId && hours ? [[hoursId, hours] as const] : [])));
  return new Set([...rules].filter(([, hours]) => isOpen(hours, now)).map(([id]) => id));
}

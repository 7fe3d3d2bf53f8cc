import {type Room, roomOf} from '../../src/domain/agent-room.ts';
import type {Capacity, Channel} from '../../src/domain/channel.ts';
import type {BasePresence} from '../../src/domain/presence.ts';
import {PRESENTING_PROTOCOL} from '../store/agent-store.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

/** An agent whose row is locked: nothing about them changes until the decision is over. */
export type LockedAgent = {
  readonly id: string;
  readonly lastSeq: number;
  /** Somebody asked for this agent to be looked at, and nobody has yet. */
  readonly due: boolean;
  /** They may serve the line that was asked about; true when none was. */
  readonly serves: boolean;
  readonly room: Room;
  /** A desk of theirs says when it shows an offer. */
  readonly presents: boolean;
  /** Some other system asks to be told of offers. */
  readonly told: boolean;
};

type Facts = {
  readonly lastSeq: number;
  readonly presence: BasePresence;
  readonly capacity: Capacity;
  readonly current: boolean;
  readonly due: boolean;
  readonly serves: boolean;
  readonly protocol: number | null;
  readonly emergency: boolean;
  readonly told: boolean;
  readonly onTelephone: boolean;
  readonly held: readonly (readonly [channel: Channel, exclusive: boolean])[];
};

const FACTS = `
  (select max(protocol) from agent_session where agent_id = $1 and takes_work) as protocol,
  exists (select 1 from agent_emergency where agent_id = $1) as emergency,
  telephone is not null and exists (
    select 1 from leg where address = telephone and closed_at is null) as "onTelephone",
  exists (select 1 from webhook_endpoint where active and 'contact.offered' = any(events)) as told,
  $2::int is null or exists (select 1 from agent_line where agent_id = $1 and line_id = $2) as serves,
  (select coalesce(json_agg(json_build_array(contact.channel, held.exclusive)), '[]')
    from (
      select contact_id, exclusive from participant where agent_id = $1 and status <> 'left'
      union all
      select contact_id, exclusive from offer where agent_id = $1 and status in ('connecting', 'ringing')) held
    join contact on contact.id = held.contact_id) as held`;

/**
 * Waits for nobody, so what is read beside the lock is as old as the lock, unless somebody was done with the agent between
 * the statement's beginning and the lock. Then \`current\` is false. The advisory lock is for whoever enters idle lists
 * (see the triggers of 0004-routing), and has to be had before those lists are read.
 */
const LOCK = `
  with locked as materialized (
    select id, last_seq, presence_base, capacity, telephone, xmin as written from agent where id = $1 for no key update skip locked),
  due as (delete from agent_due where $3 and agent_id in (select id from locked) returning agent_id)
  select last_seq as "lastSeq", presence_base as presence, capacity, exists (select 1 from due) as due,
    written = (select xmin from agent same where same.id = $1) as current, ${FACTS},
    pg_advisory_xact_lock_shared(hashtext('cordboard lines'))
  from locked`;

const AGAIN = `
  select last_seq as "lastSeq", presence_base as presence, capacity, false as due, true as current, ${FACTS}
  from agent where id = $1`;

/**
 * Locks an agent and reads what they can be given. Null when another decision has them: whoever it is, the agent is looked
 * at again after it.
 * @param lineId the line a contact waits in; null when it does not matter
 * @param takeDue whether the agent is looked at for their own sake, and not for a contact's
 */
export async function lockAgentFacts(
  work: Work,
  agentId: string,
  lineId: number | null,
  takeDue: boolean,
): Promise<LockedAgent | null> {
  const locked = await runForOne<Facts>(work, LOCK, [agentId, lineId, takeDue]);
  if (locked === null) return null;
  const facts = locked.current ? locked : await runForOne<Facts>(work, AGAIN, [agentId, lineId]);
  if (facts === null) return null;
  const {lastSeq, serves, protocol, told} = facts;
  const reachable = facts.presence === 'available' && protocol !== null && !facts.emergency;
  // [WU-9] A telephone that is not hung up takes no call.
  const capacity = facts.onTelephone ? {...facts.capacity, voice: 0} : facts.capacity;
  const held = facts.held.map(([channel, exclusive]) => ({channel, exclusive}));
  return {
    id: agentId,
    lastSeq,
    due: locked.due,
    serves,
    room: reachable ? roomOf(capacity, held) : {open: [], last: []},
    presents: protocol !== null && protocol >= PRESENTING_PROTOCOL,
    told,
  };
}

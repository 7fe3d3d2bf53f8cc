import {createInbound} from '../../src/domain/contact-creation.ts';
import type {Variable} from '../../src/domain/contact.ts';
import {mergeNeeds} from '../../src/domain/skills.ts';
import {countCalls} from '../callbacks/call-figures.ts';
import {awaitLeg} from '../contacts/apply.ts';
import {isCallLimitReached} from '../contacts/call-limit.ts';
import {beginFlow} from '../flows/run-flow.ts';
import type {ConfiguredVariable} from '../organisation/organisation.ts';
import {arriveInQueue} from '../overflow/arrive.ts';
import {closedEntryPoint} from '../organisation/queue-hours.ts';
import {record} from '../store/audit.ts';
import {type Reading, insertContact} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';

/** Who calls, as the network they come from says. */
export type Caller = {
  readonly address: string;
  readonly name: string | null;
  /** Values for variables of the line; others are left out. */
  readonly data: Readonly<Record<string, string>>;
  readonly mediaProcessId: string | null;
};

/** Where a call came from, for the audit. */
export type Source = {readonly actor: string; readonly detail?: Readonly<Record<string, string | number>>};

export type Line = NonNullable<Awaited<ReturnType<typeof findLine>>>;

/** The voice entry point of a number or an id. */
export async function findLine({tx}: Reading, by: 'number' | 'id', value: string) {
  return tx
    .selectFrom('entry_point')
    .innerJoin('queue', 'queue.id', 'entry_point.queue_id')
    .select([
      'entry_point.id',
      'entry_point.number',
      'entry_point.variables',
      'entry_point.skills',
      'entry_point.flow_id',
      'entry_point.overflow',
    ])
    .select(['queue.id as queue_id', 'queue.name as queue_name', 'queue.priority', 'queue.skills as queue_skills'])
    .select('queue.overflow as queue_overflow')
    .where(`entry_point.${by}`, '=', value)
    .where('entry_point.channel', '=', 'voice')
    .where('entry_point.active', '=', true)
    .executeTakeFirst();
}

export type TurnedAway = {readonly why: 'closed'; readonly opensAt: number | null} | {readonly why: 'limit-reached'};

/** Why a line takes no call just now, as the last thing asked before one is made. Null: it does. */
export async function turnAway(work: Work, line: Line, {actor, detail}: Source): Promise<TurnedAway | null> {
  const closed = await closedEntryPoint(work, line.id);
  const away: TurnedAway | null =
    closed !== null ? {why: 'closed', ...closed} : (await isCallLimitReached(work)) ? {why: 'limit-reached'} : null;
  if (away !== null)
    await record(work, {actor, action: 'turn-away', detail: {...detail, entryPoint: line.id, why: away.why}});
  return away;
}

/** A call becomes a contact: in the line's flow where it has one, else in its queue. */
export async function takeIn(work: Work, line: Line, caller: Caller, source: Source): Promise<string> {
  const participantId = crypto.randomUUID();
  const legId = crypto.randomUUID();
  const contact = createInbound(
    {
      id: crypto.randomUUID(),
      channel: 'voice',
      queue: line.flow_id === null ? {id: line.queue_id, name: line.queue_name} : null,
      priority: line.priority,
      dnis: line.number,
      variables: line.variables.map((each) => variableFrom(each, caller.data)),
      customer: {participantId, address: caller.address, name: caller.name},
      customerLeg: {id: legId, kind: 'trunk', epoch: 0, status: 'new'},
      link: null,
    },
    work.now,
  );
  const needs = mergeNeeds(line.queue_skills, line.skills);
  const placed = {...contact, mediaProcessId: caller.mediaProcessId};
  await insertContact(work, placed, {[participantId]: caller.address}, needs);
  await awaitLeg(work, legId);
  const {actor, detail = {}} = source;
  await record(work, {actor, action: 'place-call', contactId: contact.id, detail});
  await countCalls(work, null, placed);
  if (line.flow_id === null) {
    await arriveInQueue(work, placed, line.overflow ?? line.queue_overflow);
    work.wake(`route-contact:${contact.id}`);
  } else await beginFlow(work, placed, line.id);
  return contact.id;
}

function variableFrom(configured: ConfiguredVariable, data: Readonly<Record<string, string>>): Variable {
  const given = Object.hasOwn(data, configured.name) ? data[configured.name] : undefined;
  return {...configured, value: given === undefined || given === '' ? configured.value : given, version: 1};
}

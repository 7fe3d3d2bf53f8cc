import type {Contact, Variable} from '../../src/domain/contact.ts';
import type {Destination} from '../../src/domain/contact-transfer.ts';
import type {OverflowRules} from '../../src/domain/overflow.ts';
import {type SkillNeeds, mergeNeeds, skillKey} from '../../src/domain/skills.ts';
import {carryOver} from '../../src/domain/variable-copying.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

type EntryPoint = {
  readonly number: string | null;
  readonly variables: readonly Omit<Variable, 'version'>[];
  readonly flow_id: string | null;
  readonly queue_id: string;
  readonly queue_name: string;
  readonly priority: number;
};

const ENTRY_POINT = `
  select e.number, e.variables, e.flow_id, q.id as queue_id, q.name as queue_name, q.priority
  from entry_point e join queue q on q.id = e.queue_id
  where e.id = $1 and e.active and e.channel = 'voice'`;

/**
 * Where a contact goes that is transferred to an entry point, with the variables it has from then on ([TR-11] to [TR-14]):
 * to its queue, or to none while its flow decides ({@link beginFlow}). Null when there is no such entry point.
 */
export async function destinationOfEntryPoint(
  work: Work,
  contact: Contact,
  entryPointId: string,
): Promise<Destination | null> {
  const found = await runForOne<EntryPoint>(work, ENTRY_POINT, [entryPointId]);
  if (found === null) return null;
  return {
    queue: found.flow_id === null ? {id: found.queue_id, name: found.queue_name} : null,
    priority: found.priority,
    dnis: found.number ?? contact.dnis,
    variables: carryOver(contact.variables, found.variables),
  };
}

const NEEDS = `
  select e.skills as own, q.skills as queue from entry_point e join queue q on q.id = e.queue_id where e.id = $1`;

/** What whoever serves the entry point's calls in its own queue must have. */
export async function needsOfEntryPoint(work: Work, entryPointId: string): Promise<SkillNeeds> {
  const needs = await runForOne<{own: SkillNeeds; queue: SkillNeeds}>(work, NEEDS, [entryPointId]);
  return mergeNeeds(needs?.queue ?? {}, needs?.own ?? {});
}

/** What is asked for, before the contact enters the line of those who ask for the same; and of nobody in particular. */
export async function askFor(work: Work, contactId: string, needs: SkillNeeds): Promise<void> {
  await work.tx
    .updateTable('contact')
    .set({skills: JSON.stringify(needs), skill_key: skillKey(needs), personal_agent_id: null})
    .where('id', '=', contactId)
    .execute();
}

/** [DC-6] What an entry point says of overflow in place of its queue; null: nothing. */
export async function overflowOfEntryPoint(work: Work, entryPointId: string): Promise<OverflowRules | null> {
  const text = 'select overflow from entry_point where id = $1';
  return (await runForOne<{overflow: OverflowRules | null}>(work, text, [entryPointId]))?.overflow ?? null;
}

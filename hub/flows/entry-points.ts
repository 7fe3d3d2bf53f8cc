import type {Contact, Variable} from '../../src/domain/contact.ts';
import type {Destination} from '../../src/domain/contact-transfer.ts';
import {carryOver} from '../../src/domain/variable-copying.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

type EntryPoint = {
  readonly number: string | null;
  readonly variables: readonly Omit<Variable, 'version'>[];
  readonly queue_id: string;
  readonly queue_name: string;
  readonly priority: number;
};

const ENTRY_POINT = `
  select e.number, e.variables, q.id as queue_id, q.name as queue_name, q.priority
  from entry_point e join queue q on q.id = e.queue_id
  where e.id = $1 and e.active and e.channel = 'voice'`;

/**
 * Where a contact goes that is transferred to an entry point, with the variables it has from then on ([TR-11] to [TR-14]).
 * Null when there is no such entry point.
 */
export async function destinationOfEntryPoint(
  work: Work,
  contact: Contact,
  entryPointId: string,
): Promise<Destination | null> {
  const found = await runForOne<EntryPoint>(work, ENTRY_POINT, [entryPointId]);
  if (found === null) return null;
  return {
    queue: {id: found.queue_id, name: found.queue_name},
    priority: found.priority,
    dnis: found.number ?? contact.dnis,
    variables: carryOver(contact.variables, found.variables),
  };
}

/** Begins the entry point's flow for a contact that was just transferred there; without a flow there is nothing to do. */
export async function beginFlow(_work: Work, _contact: Contact, _entryPointId: string): Promise<void> {
  // Entry points lead straight to their queue.
}

import {CALLBACK_REASON} from '../../src/domain/callback-reason.ts';
import type {Callback} from '../../src/domain/callback.ts';
import {ORDINARY_PRIORITY, createCallback} from '../../src/domain/contact-creation.ts';
import type {Contact, Variable} from '../../src/domain/contact.ts';
import {mergeNeeds} from '../../src/domain/skills.ts';
import {findLine, type Line} from '../phone/inbound-call.ts';
import {record} from '../store/audit.ts';
import {insertContact} from '../store/contact-store.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToCallback} from './apply-to-callback.ts';

/** [CB-60] What is for a certain agent is their next contact. */
const PERSONAL_PRIORITY = 1;

type Queue = {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
  readonly skills: Record<string, number>;
};

/**
 * [CB-6] A callback that is due becomes a contact that waits in its queue. Its row is locked. The same decision makes the contact and
 * says so in the callback: whoever dies in between has done neither.
 */
export async function queueCallback(work: Work, callback: Callback): Promise<void> {
  const {entryPointId} = work.settings.callbacks;
  const line = entryPointId === null ? undefined : await findLine(work, 'id', entryPointId);
  const queue = await runForOne<Queue>(work, 'select id, name, priority, skills from queue where id = $1', [
    callback.queueId,
  ]);
  if (queue === null) throw new TypeError('a callback has a queue');
  const contact = contactFor(work, callback, queue, line);
  const applied = await applyToCallback(work, callback, {type: 'become-due', contactId: contact.id}, 'timer');
  if ('refused' in applied || !applied.changed) return;
  await insertContact(work, contact, {}, mergeNeeds(queue.skills, line?.skills ?? {}));
  if (callback.assigneeId !== null) {
    await run(work, 'update contact set personal_agent_id = $2 where id = $1', [contact.id, callback.assigneeId]);
    work.wake(`route-agent:${callback.assigneeId}`);
  }
  await record(work, {
    actor: 'timer',
    action: 'queue-callback',
    contactId: contact.id,
    detail: {callback: callback.id},
  });
  work.wake(`route-contact:${contact.id}`);
}

function contactFor(work: Work, callback: Callback, queue: Queue, line: Line | undefined): Contact {
  const {customer, assigneeId, reason} = callback;
  return createCallback(
    {
      id: crypto.randomUUID(),
      channel: 'voice',
      queue: {id: queue.id, name: queue.name},
      priority: assigneeId === null ? Math.max(queue.priority, ORDINARY_PRIORITY) : PERSONAL_PRIORITY,
      dnis: line?.number ?? work.settings.callerNumber,
      variables: variablesOf(line, reason),
      customer: {participantId: crypto.randomUUID(), address: customer.number, name: customer.name},
      customerLeg: null,
      link: null,
    },
    // One that was tried before has waited since it was first due.
    {enqueuedAt: Math.min(callback.window.startsAt, work.now)},
    work.now,
  );
}

/** [CB-13] [CB-14] The reason is shown in the popover where the entry point says so of its variable. */
function variablesOf(line: Line | undefined, reason: string): readonly Variable[] {
  const configured = (line?.variables ?? []).map((each): Variable => ({...each, version: 1}));
  if (reason === '') return configured;
  const known = configured.find(({name}) => name === CALLBACK_REASON);
  const variable: Variable = known ?? {
    ...{name: CALLBACK_REASON, label: 'Callback reason', type: 'string', secure: false, editable: false},
    ...{popoverPlace: null, value: null, version: 1},
  };
  return [...configured.filter((each) => each !== known), {...variable, value: reason}];
}

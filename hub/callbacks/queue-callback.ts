import {CALLBACK_REASON} from '../../src/domain/callback-reason.ts';
import type {Callback} from '../../src/domain/callback.ts';
import {ORDINARY_PRIORITY, createCallback} from '../../src/domain/contact-creation.ts';
import type {Contact, Variable} from '../../src/domain/contact.ts';
import {type SkillNeeds, mergeNeeds} from '../../src/domain/skills.ts';
import {findLine, type Line} from '../phone/inbound-call.ts';
import {record} from '../store/audit.ts';
import {insertContact, readContacts} from '../store/contact-store.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToCallback} from './apply-to-callback.ts';

/** [CB-60] What is for a certain agent is their next contact. */
const PERSONAL_PRIORITY = 1;

type Queue = {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
  readonly skills: SkillNeeds;
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
  const earlier = await earlierAttempt(work, callback);
  const origin = await originOf(work, callback);
  const contact = contactFor(work, callback, queue, earlier ?? attemptOf(line, work, callback), origin);
  const applied = await applyToCallback(work, callback, {type: 'become-due', contactId: contact.id}, 'timer');
  if ('refused' in applied || !applied.changed) return;
  await insertContact(
    work,
    contact,
    {},
    earlier?.needs ?? mergeNeeds(queue.skills, earlier === null ? (line?.skills ?? {}) : {}),
  );
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

/** What an attempt has of its own, beside what the callback says. */
type Attempt = {
  readonly dnis: string | null;
  readonly variables: readonly Variable[];
  /** Null: the queue's. */
  readonly priority: number | null;
  readonly enqueuedAt: number;
};

/**
 * [DC-27] A caller's own call was the first attempt: the next ones are as that was, with what agents wrote into it. Null: it is no direct
 * callback, or the call is not kept any more.
 */
async function earlierAttempt(work: Work, callback: Callback): Promise<(Attempt & {needs: SkillNeeds | null}) | null> {
  if (callback.kind !== 'direct' || callback.contactId === null) return null;
  const [contact] = await readContacts(work, [callback.contactId]);
  if (contact === undefined) return null;
  const row = await runForOne<{skills: SkillNeeds}>(work, 'select skills from contact where id = $1', [contact.id]);
  const {dnis, variables, priority, enqueuedAt} = contact;
  // What another queue asks for is its own business.
  const moved = contact.queue?.id !== callback.queueId;
  return {dnis, variables, enqueuedAt, priority: moved ? null : priority, needs: moved ? null : (row?.skills ?? {})};
}

function attemptOf(line: Line | undefined, work: Work, {assigneeId, reason, window}: Callback): Attempt {
  return {
    dnis: line?.number ?? work.settings.callerNumber,
    variables: variablesOf(line, reason),
    priority: assigneeId === null ? null : PERSONAL_PRIORITY,
    // One that was tried before has waited since it was first due.
    enqueuedAt: Math.min(window.startsAt, work.now),
  };
}

/**
 * [CB-52] The digital contact that it was promised in, so that whoever calls has the context. Of a call there is nothing but its number.
 */
async function originOf(work: Work, {fromContactId}: Callback): Promise<Contact | null> {
  const [contact] = fromContactId === null ? [] : await readContacts(work, [fromContactId]);
  return contact === undefined || contact.channel === 'voice' ? null : contact;
}

/** What is known of the origin is known of the call; what the call has of its own name stays, where it says something. */
function withOrigin(variables: readonly Variable[], origin: Contact | null): readonly Variable[] {
  if (origin === null) return variables;
  const known = new Map(origin.variables.map((each) => [each.name, each]));
  const own = variables.map((each) => (each.name === CALLBACK_REASON ? each : (known.get(each.name) ?? each)));
  const names = new Set(own.map(({name}) => name));
  return [...own, ...origin.variables.filter(({name}) => !names.has(name))];
}

function contactFor(
  work: Work,
  {customer, kind}: Callback,
  queue: Queue,
  {dnis, variables, priority, enqueuedAt}: Attempt,
  origin: Contact | null,
): Contact {
  return createCallback(
    {
      id: crypto.randomUUID(),
      channel: 'voice',
      queue: {id: queue.id, name: queue.name},
      priority: priority ?? Math.max(queue.priority, ORDINARY_PRIORITY),
      ...{dnis, variables: withOrigin(variables, origin)},
      customer: {participantId: crypto.randomUUID(), address: customer.number, name: customer.name},
      customerLeg: null,
      link: origin?.link ?? null,
      cancellable: kind === 'web' && work.settings.callbacks.webCancel,
    },
    {enqueuedAt},
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

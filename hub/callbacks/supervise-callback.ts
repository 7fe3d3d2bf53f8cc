import type {CommandBodies, CommandReply} from '../../src/api/wire/commands.ts';
import type {CallbackAction} from '../../src/domain/callback.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {isToBeCalled} from '../../src/domain/contact-callback.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {applyToContact} from '../contacts/apply.ts';
import type {Desk} from '../desk/commands.ts';
import {lockContact} from '../store/contact-store.ts';
import {runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToCallback} from './apply-to-callback.ts';
import {lockCallback, readCallback} from './callback-store.ts';
import {zoneOfQueue} from './promise-callback.ts';

type Changed = CommandReply<'CancelCallback'>;
const DONE: Changed = {status: 'done', result: null};

/** [PK-84] A supervisor cancels a callback of anybody's, also one that waits or rings already. */
export async function cancelCallback(
  work: Work,
  {agentId}: Desk,
  {callbackId, version}: CommandBodies['CancelCallback'],
): Promise<Changed> {
  const action = {type: 'cancel', by: 'supervisor', seenVersion: version} as const;
  const refused = await takeOut(work, callbackId, action, `agent:${agentId}`);
  return refused === null ? DONE : {status: 'refused', code: refused};
}

const TAKES_CALLS = `select 1 from queue where id = $1 and active and 'voice' = any(channels)`;

/** [PK-85] A supervisor gives a callback to anybody of a queue: of another one, or of its own. */
export async function moveCallback(
  work: Work,
  {agentId}: Desk,
  {callbackId, version, queueId}: CommandBodies['MoveCallback'],
): Promise<Changed> {
  if ((await runForOne(work, TAKES_CALLS, [queueId])) === null)
    return {status: 'refused', code: 'invalid-callback', problems: [{field: 'queue', fault: 'unknown'}]};
  const action = {type: 'move', seenVersion: version, queueId, zone: await zoneOfQueue(work, queueId)} as const;
  const refused = await takeOut(work, callbackId, action, `agent:${agentId}`);
  return refused === null ? DONE : {status: 'refused', code: refused};
}

/**
 * Changes a callback from outside, and takes the contact back that waits to keep it. One for which a customer is being called, or is
 * spoken to, has begun.
 */
export async function takeOut(
  work: Work,
  callbackId: string,
  action: CallbackAction,
  actor: string,
): Promise<Refusal | null> {
  const known = await readCallback(work, callbackId);
  if (known === null) return 'callback-gone';
  const contact = known.contactId === null ? null : await lockContact(work, known.contactId);
  const callback = await lockCallback(work, callbackId);
  if (callback === null) return 'callback-gone';
  // Between the look and the lock it became due: another contact is not locked yet, and the person has not seen this one.
  if (callback.contactId !== known.contactId) return 'callback-changed';
  if (callback.status === 'queued' && contact !== null && !isToBeCalled(contact)) return 'callback-begun';
  const applied = await applyToCallback(work, callback, action, actor);
  if ('refused' in applied) return applied.refused;
  if (applied.changed && callback.status === 'queued' && contact !== null) await callOff(work, contact, actor);
  return null;
}

async function callOff(work: Work, contact: Contact, actor: string): Promise<void> {
  await applyToContact(work, contact, {type: 'call-off', reason: 'withdrawn'}, 'ContactEnded', actor);
}

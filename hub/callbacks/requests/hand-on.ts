import type {Callback} from '../../../src/domain/callback.ts';
import {run} from '../../store/statement.ts';
import type {Work} from '../../store/unit-of-work.ts';
import {announceCallback, applyToCallback, recordCallback} from '../apply-to-callback.ts';
import {insertCallback} from '../callback-store.ts';
import {callOff, lockWithContact, passOn} from './cancel-request.ts';
import {lockNumberOf} from './lock-number.ts';
import type {RequestRow} from './request-store.ts';
import {nextStanding} from './standing-requests.ts';

const MOVE = 'update callback_request set callback_id = $2 where callback_id = $1 and withdrawn_at is null';

/**
 * [PK-126] The system that brought a callback takes it back, for its own customer alone: visitors who joined it are called all the same. For
 * them it goes on under another name, so that the system sees its own as cancelled and nothing of theirs.
 * @returns false when it is too late
 * @throws {Moved}
 */
export async function takeBackBrought(work: Work, callbackId: string, actor: string): Promise<boolean> {
  await lockNumberOf(work, callbackId);
  const heir = await nextStanding(work, callbackId, null);
  if (heir === null) return (await callOff(work, callbackId, actor)) !== null;
  const {callback} = await lockWithContact(work, callbackId);
  if (callback === null) return false;
  const applied = await applyToCallback(work, callback, {type: 'cancel', by: 'customer'}, actor);
  if ('refused' in applied) return false;
  if (applied.changed) await handOn(work, callback, heir, actor);
  return true;
}

/** What waits or rings goes along: it is the same customer's telephone. */
async function handOn(work: Work, brought: Callback, heir: RequestRow, actor: string): Promise<void> {
  // [PK-226] What waits without a time of its own has waited for this one only since they asked.
  const window = brought.time === null ? {...brought.window, startsAt: heir.created_at} : brought.window;
  const facts = {source: 'web', window, createdAt: heir.created_at, version: 1} as const;
  const own: Callback = {...brought, ...facts, id: crypto.randomUUID()};
  await insertCallback(work, own);
  await recordCallback(work, own, 'hand-on', actor);
  await announceCallback(work, own, null);
  await run(work, MOVE, [brought.id, own.id]);
  await passOn(work, {...heir, callback_id: own.id}, actor);
}

import type {Reading} from '../store/contact-store.ts';
import {run, runForOne} from '../store/statement.ts';
import {type Timer, isSoon} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';

export type WrapUpOf = {readonly contactId: string; readonly agentId: string};

export function wrapUpTimer({contactId, agentId}: WrapUpOf): Timer {
  return {kind: 'wrap-up', subject: `${contactId}/${agentId}`};
}

const SET_UNLESS_LOCKED = `
  insert into timer (kind, subject, due_at)
  select $1::text, $2::text, $3::timestamptz where not exists (select 1 from emergency_call where agent_id = $4::uuid and locked)
  on conflict (kind, subject) do update set due_at = excluded.due_at`;

/** A wrap-up begins, or is given more time: its time runs from now on, unless the agent cannot see it ([EC-100]). */
export async function setWrapUpTimer(work: Work, wrapUp: WrapUpOf, deadlineAt: number): Promise<void> {
  const {kind, subject} = wrapUpTimer(wrapUp);
  await run(work, SET_UNLESS_LOCKED, [kind, subject, new Date(deadlineAt), wrapUp.agentId]);
  if (isSoon(work, deadlineAt)) work.wake('timer');
}

/** Whether the agent's desk shows nothing but an emergency. */
export async function isLockedInEmergency(asking: Reading, agentId: string): Promise<boolean> {
  const text = 'select 1 from emergency_call where agent_id = $1 and locked';
  return (await runForOne(asking, text, [agentId])) !== null;
}

import {sql} from 'kysely';
import {changePresence} from '../../src/domain/presence.ts';
import {announcePresence} from '../contacts/apply.ts';
import {awaitDigitalAgent, keepDigitalAgent} from '../contacts/digital-absence.ts';
import {keepForCallback} from '../emergency/hold-presence.ts';
import {desksOf, leaveIdleLists, lockAgent, presenceOf, writePresence} from '../store/agent-store.ts';
import {record} from '../store/audit.ts';
import {isSoon, setTimer} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';

/**
 * What happens when an agent's last desk goes, whoever notices it: the desk's connection, or the hub that clears up after
 * another. Two times run from now: until what rings there is offered to others, and until the agent is Offline.
 */
export async function noteAbsence(work: Work, agentIds: readonly string[]): Promise<void> {
  for (const agentId of agentIds.toSorted()) {
    const {presence_base: base} = await lockAgent(work, agentId);
    if ((await desksOf(work, agentId)).connected) continue;
    await leaveIdleLists(work, agentId);
    const {deskAwayMs, deskGraceMs} = work.settings.timings;
    if (base !== 'offline') await setTimer(work, {kind: 'desk-grace', subject: agentId}, work.now + deskGraceMs);
    await sql`
      insert into timer (kind, subject, due_at) select 'desk-away', id::text, ${new Date(work.now + deskAwayMs)}
      from offer where agent_id = ${agentId} and status in ('connecting', 'ringing')
      on conflict (kind, subject) do update set due_at = excluded.due_at`.execute(work.tx);
    await awaitDigitalAgent(work, agentId);
    if (isSoon(work, work.now + Math.min(deskAwayMs, deskGraceMs))) work.wake('timer');
  }
}

/** A desk is there again: nothing runs out any more. The caller has locked the agent. */
export async function noteReturn(work: Work, agentId: string): Promise<void> {
  await keepDigitalAgent(work, agentId);
  await sql`
    delete from timer where (kind = 'desk-grace' and subject = ${agentId})
      or (kind = 'desk-away' and subject in (
        select id::text from offer where agent_id = ${agentId} and status in ('connecting', 'ringing')))`.execute(
    work.tx,
  );
}

/** No desk came back in time: the agent is Offline, and the next desk finds them signed in anew. */
export async function goOffline(work: Work, agentId: string): Promise<void> {
  const agent = await lockAgent(work, agentId);
  if (agent.presence_base === 'offline' || (await desksOf(work, agentId)).connected) return;
  await writePresence(
    work,
    agentId,
    changePresence(presenceOf(agent), {base: 'offline', reason: null}, work.now),
    true,
  );
  await announcePresence(work, agentId);
  await record(work, {actor: 'timer', action: 'desk-grace', agentId});
  // Last: a dial waits for the row that this one writes.
  await keepForCallback(work, agentId, presenceOf(agent));
}

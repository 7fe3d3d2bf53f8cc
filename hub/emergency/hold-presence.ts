import {type EmergencyCall, type PriorPresence, holdsPresence} from '../../src/domain/emergency-call.ts';
import {isHeldByEmergency} from '../store/agent-store.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {lockOfAgent} from './emergency-store.ts';

const HOLD = `
  insert into agent_emergency (agent_id, since, prior_base, prior_reason, until_at) values ($1, $2, $3, $4, $5)
  on conflict (agent_id) do update set until_at = excluded.until_at`;

const PRESENT = `
  select presence_base as base, presence_reason as reason, absent, exists (
    select 1 from agent_emergency where agent_id = $1) as held
  from agent where id = $1`;

type Present = {
  readonly prior: PriorPresence;
  /** An emergency holds another one over it. */
  readonly held: boolean;
  /** Offline because no desk came back in time: nobody chose it. */
  readonly absent: boolean;
};

/** The agent's presence as it is. */
export async function presentPresence(work: Work, agentId: string): Promise<Present> {
  const now = await runForOne<PriorPresence & Omit<Present, 'prior'>>(work, PRESENT, [agentId]);
  const prior = {base: now?.base ?? 'away', reason: now?.reason ?? null} as const;
  return {prior, held: now?.held ?? false, absent: now?.absent ?? false};
}

/** [EM-14] In the same transaction: from this moment on no routing sees the agent as free. */
export async function holdPresence(work: Work, {agentId, prior, callbackUntil}: EmergencyCall): Promise<void> {
  await run(work, HOLD, [agentId, new Date(work.now), prior.base, prior.reason, new Date(callbackUntil)]);
}

const ARRIVED = `
  update emergency_call set state = jsonb_set(state, '{prior}', $2::jsonb)
  where agent_id = $1 and state#>>'{prior,base}' = 'offline' and exists (select 1 from agent_emergency where agent_id = $1)`;

/**
 * Who had signed out signs in because responders ring back: what that gives them is what the callback goes back to, or they would
 * end Offline at an open desk ([EC-144]). Asked is whether the presence is held still, and not whether it still rings: that has
 * an end of its own a moment before the presence is back ([EC-173]). The caller has locked the agent.
 */
export async function arriveInCallback(work: Work, agentId: string, {base, reason}: PriorPresence): Promise<void> {
  await run(work, ARRIVED, [agentId, JSON.stringify({base, reason})]);
}

/**
 * The agent chooses a presence while their number can still be rung: it is what a callback goes back to ([EM-40]). Held as long as
 * the emergency itself is on. The caller has locked the agent.
 */
export async function chooseAfterEmergency(
  work: Work,
  agentId: string,
  chosen: PriorPresence,
): Promise<'held' | 'free'> {
  const stored = await lockOfAgent(work, agentId);
  if (stored === null) return 'free';
  if (holdsPresence(stored.call)) return 'held';
  await writePrior(work, stored.call.id, chosen);
  return 'free';
}

/**
 * The agent's desks are gone, and what they had until then is what a callback goes back to, whoever gave it: they, a supervisor or
 * the hub ([EC-172]). Kept here, at the only place where nobody's choice takes the place of a presence, so that none of those has
 * to know of it. What was written while it was held does not count ([EC-105]). The caller has locked the agent.
 */
export async function keepForCallback(work: Work, agentId: string, gone: PriorPresence): Promise<void> {
  const stored = await lockOfAgent(work, agentId);
  if (stored === null || (await isHeldByEmergency(work, agentId))) return;
  await writePrior(work, stored.call.id, gone);
}

async function writePrior(work: Work, callId: string, {base, reason}: PriorPresence): Promise<void> {
  const text = `update emergency_call set state = jsonb_set(state, '{prior}', $2::jsonb) where id = $1`;
  await run(work, text, [callId, JSON.stringify({base, reason})]);
}

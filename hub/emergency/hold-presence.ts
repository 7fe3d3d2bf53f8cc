import {type EmergencyCall, type PriorPresence, holdsPresence} from '../../src/domain/emergency-call.ts';
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
  where agent_id = $1 and state->>'status' = 'ringing-back' and state#>>'{after,status}' = 'over'
    and state#>>'{prior,base}' = 'offline'`;

/**
 * Who had signed out signs in because responders ring back: what that gives them is what the callback goes back to, or they would
 * end Offline at an open desk ([EC-144]). The caller has locked the agent.
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
  {base, reason}: PriorPresence,
): Promise<'held' | 'free'> {
  const stored = await lockOfAgent(work, agentId);
  if (stored === null) return 'free';
  if (holdsPresence(stored.call)) return 'held';
  const text = `update emergency_call set state = jsonb_set(state, '{prior}', $2::jsonb) where id = $1`;
  await run(work, text, [stored.call.id, JSON.stringify({base, reason})]);
  return 'free';
}

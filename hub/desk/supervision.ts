import {type BasePresence, changePresence} from '../../src/domain/presence.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {announcePresence} from '../contacts/apply.ts';
import {lockAgent, presenceOf, writeFailedPresents, writeIdleSince, writePresence} from '../store/agent-store.ts';
import {record} from '../store/audit.ts';
import {isIdentifier} from '../store/storable.ts';
import {signOut} from './presence.ts';
import type {Work} from '../store/unit-of-work.ts';

type Wish = {readonly agentId: string; readonly base: BasePresence; readonly reason: string | null};

/**
 * A supervisor sets another agent's presence, with a reason of the organisation's or with none; without one Idle says
 * that it was a supervisor. Only presence: an emergency that holds the agent is above it and stays.
 */
export async function setAgentPresence(work: Work, supervisorId: string, wish: Wish): Promise<Refusal | null> {
  if (!(await isAgent(work, wish.agentId))) return 'agent-gone';
  if (wish.reason !== null && !(await isOffered(work, wish.base, wish.reason))) return 'invalid-presence';
  const agent = await lockAgent(work, wish.agentId);
  if (agent.failed_presents > 0) await writeFailedPresents(work, agent.id, 0);
  const reason = wish.reason ?? (wish.base === 'away' ? 'supervisor' : null);
  const from = presenceOf(agent);
  const presence = changePresence(from, {base: wish.base, reason}, work.now);
  if (presence === from) return null;
  await writePresence(work, agent.id, presence);
  if (wish.base === 'available') {
    await writeIdleSince(work, agent.id);
    work.wake(`route-agent:${agent.id}`);
  }
  await record(work, {
    actor: `agent:${supervisorId}`,
    action: 'set-agent-presence',
    agentId: agent.id,
    detail: {base: wish.base, reason},
  });
  await announcePresence(work, agent.id);
  return null;
}

/** A supervisor signs an agent out, who then has no more to do than after their own sign-out: nothing may be open. */
export async function signOutAgent(work: Work, supervisorId: string, agentId: string): Promise<Refusal | null> {
  if (!(await isAgent(work, agentId))) return 'agent-gone';
  return signOut(work, agentId, {actorId: supervisorId, reason: 'supervisor'});
}

async function isAgent(work: Work, agentId: string): Promise<boolean> {
  if (!isIdentifier(agentId)) return false;
  const row = await work.tx.selectFrom('agent').select('roles').where('id', '=', agentId).executeTakeFirst();
  return row?.roles.includes('agent') ?? false;
}

async function isOffered(work: Work, base: BasePresence, reason: string): Promise<boolean> {
  const choice = await work.tx
    .selectFrom('presence_choice')
    .select('base')
    .where('base', '=', base)
    .where('reason', '=', reason)
    .executeTakeFirst();
  return choice !== undefined;
}

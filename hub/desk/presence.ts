import {type BasePresence, changePresence, isSystemReason, presenceAtSignIn} from '../../src/domain/presence.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {announcePresence} from '../contacts/apply.ts';
import {arriveInCallback, chooseAfterEmergency} from '../emergency/hold-presence.ts';
import {
  isHeldByEmergency,
  lockAgent,
  presenceOf,
  writeFailedPresents,
  writeIdleSince,
  writePresence,
} from '../store/agent-store.ts';
import {record} from '../store/audit.ts';
import {ringingOffers} from '../store/offer-store.ts';
import {appendEvent} from '../store/outbox.ts';
import type {Work} from '../store/unit-of-work.ts';
import {noteReturn} from './absence.ts';

/** The agent chooses a presence. Only what the organisation offers, and no reason that is the system's. */
export async function setPresence(
  work: Work,
  agentId: string,
  to: {readonly base: BasePresence; readonly reason: string | null},
): Promise<Refusal | null> {
  if (isSystemReason(to.reason)) return 'invalid-presence';
  const choice = await work.tx
    .selectFrom('presence_choice')
    .select('base')
    .where('base', '=', to.base)
    .where('reason', '=', to.reason ?? '')
    .executeTakeFirst();
  if (choice === undefined) return 'invalid-presence';
  const agent = await lockAgent(work, agentId);
  if (agent.failed_presents > 0) await writeFailedPresents(work, agentId, 0);
  if ((await chooseAfterEmergency(work, agentId, to)) === 'held') return 'in-emergency';
  const from = presenceOf(agent);
  const presence = changePresence(from, to, work.now);
  if (presence === from) return null;
  await writePresence(work, agentId, presence);
  if (to.base === 'available') {
    await writeIdleSince(work, agentId);
    work.wake(`route-agent:${agentId}`);
  }
  await record(work, {
    actor: `agent:${agentId}`,
    action: 'set-presence',
    agentId,
    detail: {base: to.base, reason: to.reason},
  });
  await announcePresence(work, agentId);
  return null;
}

/** [PO-7] Not while something rings; and not while a contact is in the agent's hands. */
export async function signOut(
  work: Work,
  agentId: string,
  {actorId, reason}: {readonly actorId: string; readonly reason: 'agent' | 'supervisor'} = {
    actorId: agentId,
    reason: 'agent',
  },
): Promise<Refusal | null> {
  const agent = await lockAgent(work, agentId);
  if (await isHeldByEmergency(work, agentId)) return 'in-emergency';
  if ((await ringingOffers(work, agentId)).length > 0) return 'offer-ringing';
  const engaged = await work.tx
    .selectFrom('participant')
    .select('id')
    .where('agent_id', '=', agentId)
    .where('status', '<>', 'left')
    .limit(1)
    .executeTakeFirst();
  if (engaged !== undefined) return 'contact-open';
  await writePresence(work, agentId, changePresence(presenceOf(agent), {base: 'offline', reason: null}, work.now));
  await appendEvent(work, agentId, {type: 'SignedOut', reason});
  await record(work, {actor: `agent:${actorId}`, action: 'sign-out', agentId});
  return null;
}

/**
 * A desk connects. One that knows nothing yet of an agent who is offline: they have just signed in, and begin Idle. So does
 * any desk of one who is offline only because their desks were gone for too long.
 * @param knows whether the desk has a state already, and only its connection is new
 */
export async function arrive(work: Work, agentId: string, knows: boolean): Promise<void> {
  const agent = await lockAgent(work, agentId);
  await noteReturn(work, agentId);
  if (agent.presence_base !== 'offline' || (knows && !agent.absent)) return;
  const presence = presenceAtSignIn(work.now);
  await writePresence(work, agentId, presence);
  await arriveInCallback(work, agentId, presence);
  await announcePresence(work, agentId);
}

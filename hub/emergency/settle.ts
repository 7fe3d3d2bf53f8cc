import {type EmergencyCall, holdsPresence, isExpired, isLockedDown} from '../../src/domain/emergency-call.ts';
import {announcePresence} from '../contacts/apply.ts';
import {takeBackInEmergency} from '../routing/present-offer.ts';
import {lockAgent, presenceOf, writePresence} from '../store/agent-store.ts';
import {lockContact} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {ringingOffers} from '../store/offer-store.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {restCallbackNumber} from './callback-numbers.ts';
import {keepFailure} from './correct-mail.ts';
import {lockEmergency} from './emergency-store.ts';
import {putOffWrapUps, resumeWrapUps} from './put-off-wrap-ups.ts';

/**
 * Does what follows from an emergency as it now is, whoever changed it and whatever died since: what rings at the agent goes to
 * others, their other calls wait or come back, their
 * wrap-ups too, and after the end the presence of before is there again. Each step is a decision
 * of its own and safe to do twice; none holds the emergency's row while it waits for another, since a dial waits for that row.
 */
export async function settleEmergency(store: HubStore, call: EmergencyCall): Promise<void> {
  const rings = holdsPresence(call) ? clearRings(store, call.agentId) : Promise.resolve();
  await allDone(renewSound(store, call.agentId), rings);
  if (isLockedDown(call)) await putOffWrapUps(store, call.agentId);
  else await resumeWrapUps(store, call.agentId);
  if (!holdsPresence(call)) await store.decide((work) => restorePresence(work, call));
  const settled = 'update emergency_call set settled_version = version where id = $1 and version = $2';
  await run({tx: store.db}, settled, [call.id, call.version]);
}

/** [EM-24], [EM-30] Its time is over: what was known of it is gone, and the number rests. */
export async function expireEmergency(store: HubStore, {id, agentId}: EmergencyCall): Promise<void> {
  await resumeWrapUps(store, agentId);
  await keepFailure(store, id);
  await store.decide(async (work) => {
    await lockAgent(work, agentId);
    const stored = await lockEmergency(work, id);
    if (stored === null || !isExpired(stored.call, work.now)) return;
    await liftLayer(work, stored.call);
    const {callbackNumber} = stored.call;
    if (callbackNumber !== null) await restCallbackNumber(work, callbackNumber, work.settings.emergency.restMs);
    await run(work, 'delete from emergency_call where id = $1', [id]);
    work.wake('emergency');
  });
}

/** A contact before its offers and its agents, as everywhere. */
async function clearRings(store: HubStore, agentId: string): Promise<void> {
  for (const {id, contactId} of await ringingOffers({tx: store.db}, agentId)) {
    await store.decide(async (work) => {
      const contact = await lockContact(work, contactId);
      if (contact !== null) await takeBackInEmergency(work, contact, id);
    });
  }
}

/** None waits for rows that another waits for; what fails with one is told when all are over. */
async function allDone(...parts: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(parts);
  await Promise.all(parts);
}

const CALLS = `
  select id from contact where status <> 'ended' and channel = 'voice' and id in (
    select contact_id from participant where agent_id = $1 and status = 'joined')`;

const RENEW = `
  update contact set version = version + 1 where id = $1 and status <> 'ended' returning media_process_id as "processId"`;

/** [EC-179] Every call the agent takes part in is planned again, with them or without; none waits for another's row. */
async function renewSound(store: HubStore, agentId: string): Promise<void> {
  const calls = await run<{readonly id: string}>({tx: store.db}, CALLS, [agentId]);
  const renew = ({id}: {readonly id: string}): Promise<void> =>
    store.decide(async (work) => {
      const row = await runForOne<{readonly processId: string | null}>(work, RENEW, [id]);
      if (row !== null && row.processId !== null) work.wake(`media:${row.processId}`);
    });
  await allDone(...calls.map(renew));
}

/** The agent before the emergency: a dial locks but the latter. */
async function restorePresence(work: Work, {id, agentId}: EmergencyCall): Promise<void> {
  await lockAgent(work, agentId);
  const stored = await lockEmergency(work, id);
  if (stored !== null && !holdsPresence(stored.call)) await liftLayer(work, stored.call);
}

const LIFT = 'delete from agent_emergency where agent_id = $1 returning agent_id';

/**
 * [EM-39] Nothing is announced when nothing was written meanwhile: the desk learns from the emergency itself that its
 * presence is held no more, and of an emergency no event is kept ([EM-30]). The caller has locked agent and emergency.
 */
async function liftLayer(work: Work, {agentId, prior}: EmergencyCall): Promise<void> {
  if ((await runForOne(work, LIFT, [agentId])) === null) return;
  const agent = await lockAgent(work, agentId);
  const present = presenceOf(agent);
  const changed = present.base !== prior.base || present.reason !== prior.reason;
  // Without a desk they are Offline until one comes back, as they would be without the emergency.
  if (changed && !agent.absent) {
    await writePresence(work, agentId, {...prior, since: work.now});
    await announcePresence(work, agentId);
  }
  work.wake(`route-agent:${agentId}`);
}

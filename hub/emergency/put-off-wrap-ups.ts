import {participantOfAgent} from '../../src/domain/contact.ts';
import {wrapUpAfterEmergency} from '../../src/domain/contact-wrap-up.ts';
import {type EmergencyCall, isExpired} from '../../src/domain/emergency-call.ts';
import {announceContact} from '../contacts/apply.ts';
import {lockContact, saveContact} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {run, runForOne} from '../store/statement.ts';
import {clearTimer, setTimer} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';
import {type WrapUpOf, isLockedInEmergency, wrapUpTimer} from './wrap-up-timer.ts';

/**
 * The time of the agent's wrap-ups stands still: nobody can write a note while the desk shows nothing but an emergency, and none
 * runs out unseen. One that is put off is a wrap-up without a timer, so nothing is written that says why ([EM-30]).
 */
export async function putOffWrapUps(store: HubStore, agentId: string): Promise<void> {
  await forEachWrapUp(store, agentId, async (work, wrapUp) => {
    // A hub that is late finds the emergency over here, or is waited for by whoever ends it.
    if (await isLockedInEmergency(work, agentId)) await clearTimer(work, wrapUpTimer(wrapUp));
  });
}

const RESUMABLE = `
  select state as call, locked, (select since from agent_emergency layer where layer.agent_id = call.agent_id) as since
  from emergency_call call where agent_id = $1`;

type Resumable = {readonly call: EmergencyCall; readonly locked: boolean; readonly since: number | null};

/** Each goes on with what was left of it, once. To be done while the layer over the presence, which knows since when, is there. */
export async function resumeWrapUps(store: HubStore, agentId: string): Promise<void> {
  await forEachWrapUp(store, agentId, async (work, wrapUp) => {
    const row = await runForOne<Resumable>(work, RESUMABLE, [agentId]);
    if (row === null || (row.locked && !isExpired(row.call, work.now))) return;
    const {kind, subject} = wrapUpTimer(wrapUp);
    const running = 'select 1 from timer where kind = $1 and subject = $2';
    if ((await runForOne(work, running, [kind, subject])) !== null) return;
    await resume(work, wrapUp, row.since ?? work.now);
  });
}

/** In no audit: a step that only an emergency takes would tell of it. */
async function resume(work: Work, wrapUp: WrapUpOf, since: number): Promise<void> {
  const before = await lockContact(work, wrapUp.contactId);
  const resumed = before === null ? null : wrapUpAfterEmergency(before, wrapUp.agentId, {since, now: work.now});
  if (before === null || resumed === null) return;
  await saveContact(work, before, resumed.contact);
  await setTimer(work, wrapUpTimer(wrapUp), resumed.deadlineAt);
  await announceContact(work, before, resumed.contact, 'ContactChanged');
}

const WRAPPING_UP = `select contact_id as "contactId" from participant where agent_id = $1 and status = 'wrap-up'`;

/** Each a decision of its own, with the contact locked before anything else. */
async function forEachWrapUp(
  store: HubStore,
  agentId: string,
  body: (work: Work, wrapUp: WrapUpOf) => Promise<void>,
): Promise<void> {
  for (const {contactId} of await run<{contactId: string}>({tx: store.db}, WRAPPING_UP, [agentId])) {
    await store.decide(async (work) => {
      const contact = await lockContact(work, contactId);
      const wraps = contact !== null && participantOfAgent(contact, agentId)?.status === 'wrap-up';
      if (wraps) await body(work, {contactId, agentId});
    });
  }
}

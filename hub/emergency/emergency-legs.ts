import type {EmergencyCall} from '../../src/domain/emergency-call.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {runForOne} from '../store/statement.ts';
import type {HubStore} from '../store/hub-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import type {Join, Joined} from '../voice/legs.ts';
import {changeEmergency} from './apply-to-emergency.ts';
import {lockEmergency} from './emergency-store.ts';

const ANSWER_DEADLINE_MS = 6_000;
const POLL_MS = 50;

/**
 * Brings a page's leg to the media process that carries the emergency, as `LegExchange` does for contacts: the description is
 * stored, the hub beside that process answers it. Apart from those, since nothing of an emergency may stay.
 * @param refusalFor judges whether the asker owns the leg
 */
export async function joinEmergency(
  store: HubStore,
  callId: string,
  join: Join,
  refusalFor: (call: EmergencyCall) => Refusal | null,
): Promise<Joined> {
  const refused = await store.decide((work) => storeDescription(work, callId, join, refusalFor));
  return refused === null ? answerTo(store, join) : {refused};
}

async function storeDescription(
  work: Work,
  callId: string,
  {legId, epoch, sdp}: Join,
  refusalFor: (call: EmergencyCall) => Refusal | null,
): Promise<Refusal | null> {
  const stored = await lockEmergency(work, callId);
  if (stored === null) return 'contact-ended';
  const notTheirs = refusalFor(stored.call);
  if (notTheirs !== null) return notTheirs;
  const outcome = await changeEmergency(work, stored, {type: 'join', legId, epoch});
  if ('refused' in outcome) return outcome.refused;
  const {offer} = await work.tx
    .insertInto('emergency_description')
    .values({leg_id: legId, epoch, call_id: callId, offer: sdp})
    .onConflict((conflict) => conflict.columns(['leg_id', 'epoch']).doUpdateSet({call_id: callId}))
    .returning('offer')
    .executeTakeFirstOrThrow();
  if (offer !== sdp) return 'stale-join';
  if (stored.mediaProcessId !== null) work.wake(`media:${stored.mediaProcessId}`);
  return null;
}

async function answerTo(store: HubStore, {legId, epoch}: Join): Promise<Joined> {
  const deadline = performance.now() + ANSWER_DEADLINE_MS;
  const text = 'select answer, failure from emergency_description where leg_id = $1 and epoch = $2';
  for (;;) {
    const row = await runForOne<{answer: string | null; failure: string | null}>({tx: store.db}, text, [legId, epoch]);
    if (row === null) return {refused: 'contact-ended'};
    if (row.answer !== null) return {sdp: row.answer};
    if (row.failure !== null) return {refused: 'stale-join'};
    if (performance.now() > deadline) return {refused: 'internal'};
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

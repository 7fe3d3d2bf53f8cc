import type {Contact} from '../../src/domain/contact.ts';
import {participantOfAgent} from '../../src/domain/contact.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {reasonsOfQueue} from '../../src/domain/wrap-up-reasons.ts';
import type {Work} from '../store/unit-of-work.ts';
import {tellWebhooks} from '../webhooks/tell.ts';
import {applyToContact} from './apply.ts';

export type WrapUp = {readonly agentId: string; readonly reasonId: string; readonly note: string};

/** [WU-8] Stores the reason and lets the agent go on. */
export async function wrapUp(work: Work, contact: Contact, given: WrapUp, actor: string): Promise<Refusal | null> {
  const reason = await work.tx
    .selectFrom('wrap_up_reason')
    .select(['id', 'queues'])
    .where('id', '=', given.reasonId)
    .where('active', '=', true)
    .executeTakeFirst();
  if (reason === undefined || reasonsOfQueue([reason], contact.queue?.id ?? null).length === 0) return 'invalid-reason';
  const participant = participantOfAgent(contact, given.agentId);
  const applied = await applyToContact(
    work,
    contact,
    {type: 'wrap-up', agentId: given.agentId},
    'ContactChanged',
    actor,
  );
  if ('refused' in applied) return applied.refused;
  if (participant !== undefined) {
    const columns = {wrap_up_reason_id: given.reasonId, wrap_up_note: given.note === '' ? null : given.note};
    await work.tx.updateTable('participant').set(columns).where('id', '=', participant.id).execute();
    const {agentId, reasonId: reason} = given;
    await tellWebhooks(work, applied.contact, {type: 'contact.wrapped-up', agentId, reason});
  }
  return null;
}

/** The time for wrap-up is over: the organisation's standard reason is stored (design §6.2). */
export async function wrapUpByTimer(work: Work, contact: Contact, agentId: string): Promise<void> {
  const standard = await work.tx
    .selectFrom('wrap_up_reason')
    .select('id')
    .where('active', '=', true)
    .orderBy('standard', 'desc')
    .orderBy('place')
    .limit(1)
    .executeTakeFirstOrThrow();
  await wrapUp(work, contact, {agentId, reasonId: standard.id, note: ''}, 'timer');
}

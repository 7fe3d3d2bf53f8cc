import type {CommandBodies, CommandReply} from '../../src/api/wire/commands.ts';
import type {Contact} from '../../src/domain/contact.ts';
import {participantOfAgent} from '../../src/domain/contact.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {queueOfWrapUp, reasonsOfQueue} from '../../src/domain/wrap-up-reasons.ts';
import {isLockedInEmergency} from '../emergency/wrap-up-timer.ts';
import {lockContact} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {tellWebhooks} from '../webhooks/tell.ts';
import {applyToContact} from './apply.ts';

export type WrapUp = {readonly agentId: string; readonly reasonId: string; readonly note: string};

/** [WU-8] Stores the reason and lets the agent go on. */
export async function wrapUp(work: Work, contact: Contact, given: WrapUp, actor: string): Promise<Refusal | null> {
  const participant = participantOfAgent(contact, given.agentId);
  if (!(await isOffered(work, queueOfWrapUp(contact, participant), given.reasonId))) return 'invalid-reason';
  return store(work, contact, given, actor);
}

async function store(work: Work, contact: Contact, given: WrapUp, actor: string): Promise<Refusal | null> {
  const participant = participantOfAgent(contact, given.agentId);
  // [CO-64] While the talk goes on without the customer the reason may be given already.
  const type = participant?.status === 'joined' ? 'wrap-up-early' : 'wrap-up';
  const applied = await applyToContact(work, contact, {type, agentId: given.agentId}, 'ContactChanged', actor);
  if ('refused' in applied) return applied.refused;
  if (participant !== undefined) {
    const columns = {wrap_up_reason_id: given.reasonId, wrap_up_note: given.note === '' ? null : given.note};
    await work.tx.updateTable('participant').set(columns).where('id', '=', participant.id).execute();
    const {agentId, reasonId: reason} = given;
    await tellWebhooks(work, applied.contact, {type: 'contact.wrapped-up', agentId, reason});
  }
  return null;
}

async function isOffered(work: Work, queueId: string | null, reasonId: string): Promise<boolean> {
  const reason = await work.tx
    .selectFrom('wrap_up_reason')
    .select(['id', 'queues'])
    .where('id', '=', reasonId)
    .where('active', '=', true)
    .executeTakeFirst();
  return reason !== undefined && reasonsOfQueue([reason], queueId).length > 0;
}

/** [WU-6] A consulted or conferenced agent proposes a reason and a note to the agent who wraps up. */
export async function suggestWrapUp(
  work: Work,
  {agentId}: {readonly agentId: string},
  {contactId, reasonId, note}: CommandBodies['SuggestWrapUp'],
): Promise<CommandReply<'SuggestWrapUp'>> {
  const contact = await lockContact(work, contactId);
  if (contact === null) return {status: 'refused', code: 'contact-gone'};
  if (reasonId !== null && !(await isOffered(work, contact.queue?.id ?? null, reasonId)))
    return {status: 'refused', code: 'invalid-reason'};
  const action = {type: 'suggest-wrap-up', agentId, reasonId, note} as const;
  const applied = await applyToContact(work, contact, action, 'ContactChanged', `agent:${agentId}`);
  return 'refused' in applied ? {status: 'refused', code: applied.refused} : {status: 'done', result: null};
}

/** The time for wrap-up is over: the standard reason is stored (design §6.2), of those that fit if it does not. */
export async function wrapUpByTimer(work: Work, contact: Contact, agentId: string): Promise<void> {
  // The timer is gone, and with it the wrap-up's end is put off until the emergency's.
  if (await isLockedInEmergency(work, agentId)) return;
  const reasons = await work.tx
    .selectFrom('wrap_up_reason')
    .select(['id', 'queues'])
    .where('active', '=', true)
    .orderBy('standard', 'desc')
    .orderBy('place')
    .execute();
  const [fitting] = reasonsOfQueue(reasons, queueOfWrapUp(contact, participantOfAgent(contact, agentId)));
  const reason = fitting ?? reasons[0];
  if (reason === undefined) throw new TypeError('an organisation has a reason at least');
  await store(work, contact, {agentId, reasonId: reason.id, note: ''}, 'timer');
}

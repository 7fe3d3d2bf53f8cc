import {sql} from 'kysely';
import {type Contact, participantOfAgent} from '../../src/domain/contact.ts';
import {desksOf, lockAgent} from '../store/agent-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {announceContact, applyToContact} from './apply.ts';

/** The agent's last desk has gone: from now runs the time after which each digital contact of theirs is given back. */
export async function awaitDigitalAgent(work: Work, agentId: string): Promise<void> {
  await sql`
    insert into timer (kind, subject, due_at)
    select 'digital-absent', ${subjectOf(agentId)}, ${new Date(work.now + work.settings.timings.deskGraceMs)}
    ${heldBy(agentId)} on conflict do nothing`.execute(work.tx);
  work.wake('timer');
}

/** A desk is there again, and the agent has what they had. */
export async function keepDigitalAgent(work: Work, agentId: string): Promise<void> {
  await sql`
    delete from timer where kind = 'digital-absent' and subject in (select ${subjectOf(agentId)} ${heldBy(agentId)})`.execute(
    work.tx,
  );
}

/** Called by the timer, which has locked the contact. */
export async function giveBackFromAbsent(work: Work, contact: Contact, agentId: string): Promise<void> {
  if (participantOfAgent(contact, agentId) === undefined) return;
  await lockAgent(work, agentId);
  if ((await desksOf(work, agentId)).connected) return;
  const applied = await applyToContact(work, contact, {type: 'give-back', agentId}, null, 'timer');
  if ('refused' in applied || !applied.changed) return;
  await announceContact(work, contact, applied.contact, 'ContactChanged');
}

function subjectOf(agentId: string) {
  return sql`contact.id::text || '/' || ${agentId}::text`;
}

function heldBy(agentId: string) {
  return sql`from participant join contact on contact.id = participant.contact_id
    where participant.agent_id = ${agentId} and participant.status = 'joined' and contact.channel <> 'voice'`;
}

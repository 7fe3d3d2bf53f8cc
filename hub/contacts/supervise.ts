import type {CommandBodies, CommandReply} from '../../src/api/wire/commands.ts';
import {participantOfAgent} from '../../src/domain/contact.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import {addressLeg, agentLeg, refusalOfTelephone} from '../phone/agent-telephone.ts';
import {lockAgent} from '../store/agent-store.ts';
import {lockContact} from '../store/contact-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {announceContact, applyToContact} from './apply.ts';

/**
 * [CF-30] A supervisor listens to an agent's call: a participant whom nobody hears. Never to an emergency, and to one call
 * at a time.
 */
export async function monitor(
  work: Work,
  {agentId}: {readonly agentId: string},
  {contactId, agentId: monitoredAgentId}: CommandBodies['Monitor'],
): Promise<CommandReply<'Monitor'>> {
  const contact = await lockContact(work, contactId);
  if (contact === null || contact.kind === 'emergency-callback') return refused('contact-gone');
  const supervisor = await lockAgent(work, agentId);
  if (participantOfAgent(contact, agentId) === undefined && (await isOnACall(work, agentId)))
    return refused('already-monitoring');
  if (participantOfAgent(contact, agentId) === undefined) {
    const unreachable = await refusalOfTelephone(work, supervisor.telephone);
    if (unreachable !== null) return refused(unreachable);
  }
  const leg = agentLeg(supervisor.telephone);
  const party = {kind: 'agent', agentId, name: supervisor.name} as const;
  const participantId = crypto.randomUUID();
  const applied = await applyToContact(
    work,
    contact,
    {type: 'monitor', agentId, monitoredAgentId, participantId, party, leg},
    'ContactChanged',
    `agent:${agentId}`,
  );
  if ('refused' in applied) return refused(applied.refused);
  if (applied.changed) await addressLeg(work, leg, supervisor.telephone);
  return {status: 'done', result: null};
}

async function isOnACall(work: Work, agentId: string): Promise<boolean> {
  const row = await work.tx
    .selectFrom('participant')
    .innerJoin('contact', 'contact.id', 'participant.contact_id')
    .select('participant.id')
    .where('participant.agent_id', '=', agentId)
    .where('participant.status', '=', 'joined')
    .where('contact.channel', '=', 'voice')
    .executeTakeFirst();
  return row !== undefined;
}

/** Speaks to everybody there, or leaves. */
export async function assist(
  work: Work,
  {agentId}: {readonly agentId: string},
  contactId: string,
  type: 'barge-in' | 'stop-monitoring',
): Promise<CommandReply<'BargeIn'>> {
  const contact = await lockContact(work, contactId);
  if (contact === null) return refused('contact-gone');
  const applied = await applyToContact(work, contact, {type, agentId}, null, `agent:${agentId}`);
  if ('refused' in applied) return refused(applied.refused);
  if (applied.changed) await announceContact(work, contact, applied.contact, 'ContactChanged');
  return {status: 'done', result: null};
}

function refused(code: Refusal): {readonly status: 'refused'; readonly code: Refusal} {
  return {status: 'refused', code};
}

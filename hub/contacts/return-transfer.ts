import {lastAgentOf} from '../../src/domain/contact.ts';
import type {Contact} from '../../src/domain/contact.ts';

import {TRANSFERRED_WHEN, lockToAsk, openDirectOffer} from '../routing/direct-offer.ts';
import type {Work} from '../store/unit-of-work.ts';
import {applyToContact} from './apply.ts';
import {askedBy} from './targets.ts';

/**
 * [TR-6] Nobody took a transfer: the customer, who waits at the front, is offered back to the agent who had them, if that
 * agent can be rung; else to whoever is free first. Without a queue to wait in they wait for that agent.
 */
export async function returnTransfer(work: Work, contact: Contact, actor: string): Promise<void> {
  const agentId = lastAgentOf(contact);
  // Whoever gave it to a flow is not asked again, even when that flow led to nobody ([TR-16]).
  if (agentId === null || contact.excludedAgentIds.includes(agentId)) return waitFor(work, contact, null);
  const agent = await lockToAsk(work, contact, agentId, TRANSFERRED_WHEN, true);
  if ('refused' in agent) return waitFor(work, contact, contact.queue === null ? agentId : null);
  const offerId = crypto.randomUUID();
  const applied = await applyToContact(work, contact, {type: 'open-offer', offerId}, null, actor);
  if ('refused' in applied) return;
  const asking = await askedBy(work, agentId, 'agent', true);
  await openDirectOffer(work, applied.contact, agent, {
    id: offerId,
    purpose: 'transfer',
    conversationId: null,
    askedBy: asking,
  });
}

/** @param agentId the one agent it waits for; null: any of its queue */
async function waitFor(work: Work, contact: Contact, agentId: string | null): Promise<void> {
  if (agentId !== null)
    await work.tx.updateTable('contact').set({personal_agent_id: agentId}).where('id', '=', contact.id).execute();
  work.wake(`route-contact:${contact.id}`);
}

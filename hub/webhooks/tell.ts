import {sql} from 'kysely';
import type {Contact} from '../../src/domain/contact.ts';
import type {Work} from '../store/unit-of-work.ts';
import {type WebhookNews, webhookBody} from './body.ts';
import {TELL_WITHIN_MS} from './retry.ts';

/** What a change of a contact is to other systems; an offer, a missed one and a wrap-up are told where they happen. */
export async function tellChange(work: Work, before: Contact, after: Contact): Promise<void> {
  if (before.status === after.status) return;
  // A flow that rings a number connects the customer with no agent.
  if (after.status === 'connected' && hasAgent(after)) await tellWebhooks(work, after, {type: 'contact.connected'});
  else if (after.status === 'ended') {
    const connectedAt = 'connectedAt' in before ? before.connectedAt : null;
    await tellWebhooks(work, after, {type: 'contact.ended', connectedAt});
  }
}

function hasAgent({participants}: Contact): boolean {
  return participants.some(({status, party}) => status === 'joined' && party.kind === 'agent');
}

/**
 * Writes what is to be told, for each endpoint that asks for it, in the transaction that makes it true. Only the first of
 * a contact that waits is due; the others follow one by one. Whoever marks that first one waits for this, or this for
 * them: so none is forgotten (see \`finish\` in deliveries.ts).
 */
export async function tellWebhooks(work: Work, contact: Contact, news: WebhookNews): Promise<void> {
  const asking = await work.tx
    .selectFrom('webhook_endpoint')
    .select('id')
    .where('active', '=', true)
    .where(sql<boolean>`${news.type} = any(events)`)
    .execute();
  if (asking.length === 0) return;
  const facts = {news, contact, externalId: await externalIdOf(work, contact), occurredAt: work.now};
  const [occurredAt, expiresAt] = [new Date(work.now), new Date(work.now + TELL_WITHIN_MS)];
  await sql`
    with line as materialized (
      select endpoint_id from webhook_delivery
      where contact_id = ${contact.id} and status = 'waiting' order by endpoint_id, seq for update)
    insert into webhook_delivery (id, endpoint_id, contact_id, type, occurred_at, expires_at, body, status, next_at)
    select gen_random_uuid(), endpoint.id, ${contact.id}::uuid, ${news.type}, ${occurredAt}::timestamptz, ${expiresAt}::timestamptz,
      case when endpoint.personal_data then ${webhookBody(facts, true)} else ${webhookBody(facts, false)} end, 'waiting',
      case when endpoint.id in (select endpoint_id from line) then null else ${occurredAt}::timestamptz end
    from webhook_endpoint endpoint
    where endpoint.active and ${news.type} = any(endpoint.events)`.execute(work.tx);
  work.wake('webhook');
}

async function externalIdOf(work: Work, {id, channel}: Contact): Promise<string | null> {
  if (channel === 'voice') return null;
  const row = await work.tx
    .selectFrom('api_contact')
    .select('external_id')
    .where('contact_id', '=', id)
    .executeTakeFirst();
  return row?.external_id ?? null;
}

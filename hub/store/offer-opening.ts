import {toWire} from '../../src/api/wire/time.ts';
import type {Channel} from '../../src/domain/channel.ts';
import type {Contact} from '../../src/domain/contact.ts';
import type {Offer} from '../../src/domain/offer.ts';
import {run} from './statement.ts';
import {isSoon} from './timers.ts';
import type {Work} from './unit-of-work.ts';

export type OpenedOffer = {
  readonly offer: Offer;
  /** After it was offered. */
  readonly contact: Contact;
  readonly exclusive: boolean;
  /** The contact as the agent's desks may see it. */
  readonly seen: Contact;
  /** The event's number: the agent is locked, so it is known. */
  readonly seq: number;
  /** With this the agent has no room left in the contact's channel. */
  readonly full: boolean;
  /** Channels in whose idle lists the agent stands from now on, beside those they stand in. */
  readonly idleIn: readonly Channel[];
};

/**
 * Being offered changes nothing that is heard: a contact whose audio was up to date still is, and nobody has to look
 * (\`media_version\`).
 */
const OPEN = `
  with contacts as (
    update contact set status = 'offered', offer_id = $2, fence = $3, version = $4,
      media_version = case when media_version = version then $4 else media_version end
    where id = $1),
  timers as (
    insert into timer (kind, subject, due_at) values (case $5::text when 'connecting' then 'offer-present' else 'offer-ring-out' end, $2::uuid::text, $6)
    on conflict (kind, subject) do update set due_at = excluded.due_at),
  numbers as (update agent set last_seq = $7 where id = $8),
  events as (insert into agent_outbox (agent_id, seq, occurred_at, event) values ($8, $7, $9, $10)),
  audits as (
    insert into audit (occurred_at, actor, action, contact_id, agent_id, detail)
    values ($9, 'hub', 'offer', $1, $8, jsonb_build_object('fence', $3::bigint))),
  busy as (
    delete from idle_agent where $11::boolean and agent_id = $8
      and line_id in (select line_id from agent_line where agent_id = $8 and channel = $12)),
  idle as (
    insert into idle_agent (agent_id, line_id, idle_since)
    select agent.id, mine.line_id, agent.idle_since
    from agent join agent_line mine on mine.agent_id = agent.id and mine.channel = any($13::text[])
    where agent.id = $8
    on conflict (agent_id, line_id) do nothing)
  insert into offer (id, contact_id, conversation_id, agent_id, purpose, exclusive, fence, offered_at, expires_at, status)
  values ($2, $1, null, $8, 'answer', $14, $3, $9, $6, $5)`;

/** Everything that an offer is, in one statement: the heart of a hand-out. */
export async function storeOpenedOffer(work: Work, opened: OpenedOffer): Promise<void> {
  const {offer, contact, seen, seq} = opened;
  const event = {type: 'ContactOffered', offer, contact: seen, seq, occurredAt: work.now};
  await run(work, OPEN, [
    contact.id,
    offer.id,
    offer.fence,
    contact.version,
    offer.status,
    new Date(offer.expiresAt),
    seq,
    offer.agentId,
    new Date(work.now),
    JSON.stringify(toWire(event)),
    opened.full,
    contact.channel,
    opened.idleIn,
    opened.exclusive,
  ]);
  if (isSoon(work, offer.expiresAt)) work.wake('timer');
  work.wake(`agent:${offer.agentId}`);
}

import {toWire} from '../../src/api/wire/time.ts';
import {type Contact, type Participant, customerOf} from '../../src/domain/contact.ts';
import type {WebhookEventType} from './webhook-events.ts';

export type WebhookNews = {
  readonly type: WebhookEventType;
  /** Whom it concerns, where it concerns one agent. */
  readonly agentId?: string;
  readonly offerId?: string;
  /** Of a contact that has ended, which does not say so itself. */
  readonly connectedAt?: number | null;
  /** Why a contact was missed, or how it was wrapped up. */
  readonly reason?: string;
};

export type WebhookBody = {
  readonly news: WebhookNews;
  readonly contact: Contact;
  readonly externalId: string | null;
  readonly occurredAt: number;
};

/**
 * What is sent, to the byte. Without personal data: identifiers, channel, queue, times and reasons. With it, beside that,
 * what the agent's desk shows as well; a secure value never.
 */
export function webhookBody({news, contact, externalId, occurredAt}: WebhookBody, personalData: boolean): string {
  const {type, ...facts} = news;
  const data = toWire({
    contactId: contact.id,
    externalId,
    channel: contact.channel,
    direction: contact.direction,
    kind: contact.kind,
    queue: contact.queue,
    agentId: agentOf(contact)?.agentId ?? null,
    endReason: contact.status === 'ended' ? contact.endReason : null,
    createdAt: contact.createdAt,
    connectedAt: 'connectedAt' in contact ? contact.connectedAt : null,
    endedAt: contact.status === 'ended' ? contact.endedAt : null,
    version: contact.version,
    ...facts,
    ...(personalData ? personalFacts(contact) : {}),
  });
  return JSON.stringify({type, timestamp: new Date(occurredAt).toISOString(), data});
}

function personalFacts(contact: Contact): object {
  const party = customerOf(contact)?.party;
  return {
    customer: party === undefined || party.kind === 'agent' ? null : {name: party.name, address: party.address},
    agentName: agentOf(contact)?.name ?? null,
    subject: contact.subject,
    variables: Object.fromEntries(
      contact.variables.filter(({secure}) => !secure).map(({name, value}) => [name, value]),
    ),
  };
}

function agentOf({participants}: Contact): Extract<Participant['party'], {kind: 'agent'}> | null {
  const party = participants.findLast((each) => each.role === 'primary' && each.status !== 'left')?.party;
  return party?.kind === 'agent' ? party : null;
}

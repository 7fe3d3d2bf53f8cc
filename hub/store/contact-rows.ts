import type {Selectable} from 'kysely';
import type {
  Contact,
  ContactFacts,
  Conversation,
  Leg,
  Participant,
  Party,
  Seat,
  Variable,
} from '../../src/domain/contact.ts';
import type {Tables} from './tables.ts';

type Row<Name extends keyof Tables> = Selectable<Tables[Name]>;

/** A row that cannot be what it says: the checks of the schema were got round. */
export class CorruptRowError extends Error {
  override readonly name = 'CorruptRowError';
}

export function need<T>(value: T | null | undefined, column: string): T {
  if (value === null || value === undefined) throw new CorruptRowError(`${column} is empty where it must not be`);
  return value;
}

export function contactFrom(
  row: Row<'contact'>,
  facts: Pick<ContactFacts, 'queue' | 'variables' | 'conversations' | 'participants' | 'suggestions'>,
): Contact {
  const base: ContactFacts = {
    id: row.id,
    channel: row.channel,
    direction: row.direction,
    kind: row.kind,
    priority: row.priority,
    enqueuedAt: row.enqueued_at,
    createdAt: row.created_at,
    dnis: row.dnis,
    mediaProcessId: row.media_process_id,
    link: row.link,
    subject: row.subject,
    announcement: row.announcement,
    excludedAgentIds: row.excluded_agents,
    cancellable: row.cancellable,
    version: row.version,
    ...facts,
  };
  switch (row.status) {
    case 'waiting':
    case 'dialling':
      return {...base, status: row.status};
    case 'offered':
      return {...base, status: 'offered', offerId: need(row.offer_id, 'contact.offer_id')};
    case 'connected':
      return {...base, status: 'connected', connectedAt: need(row.connected_at, 'contact.connected_at')};
    case 'post-call':
      return {
        ...base,
        status: 'post-call',
        connectedAt: need(row.connected_at, 'contact.connected_at'),
        customerLeftAt: need(row.customer_left_at, 'contact.customer_left_at'),
      };
    default:
      return {
        ...base,
        status: 'ended',
        endedAt: need(row.ended_at, 'contact.ended_at'),
        endReason: need(row.end_reason, 'contact.end_reason'),
      };
  }
}

export function conversationFrom(row: Row<'conversation'>): Conversation {
  if (row.kind === 'main') return {id: row.id, kind: 'main', startedBy: null};
  return {
    id: row.id,
    kind: 'consult',
    startedBy: need(row.started_by, 'conversation.started_by'),
    target: need(row.target, 'conversation.target'),
    status: need(row.status, 'conversation.status'),
    since: need(row.since, 'conversation.since'),
    holdsCustomer: row.holds_customer,
    merged: row.merged,
  };
}

export function conversationColumns(conversation: Conversation) {
  if (conversation.kind === 'main') return {kind: conversation.kind, started_by: null};
  const {kind, startedBy, target, status, since, holdsCustomer, merged} = conversation;
  return {
    kind,
    started_by: startedBy,
    target: JSON.stringify(target),
    status,
    since: new Date(since),
    holds_customer: holdsCustomer,
    merged,
  };
}

export function participantFrom(row: Row<'participant'>, leg: Leg | null, seats: readonly Seat[]): Participant {
  const facts = {id: row.id, role: row.role, party: partyFrom(row)};
  switch (row.status) {
    case 'invited':
      return {...facts, status: 'invited', leg, conversationId: row.invited_to};
    case 'joined':
      return {
        ...facts,
        status: 'joined',
        joinedAt: need(row.joined_at, 'participant.joined_at'),
        leg,
        seats,
        muted: row.muted,
        lostAt: row.lost_at,
        ...(row.wrap_up_given ? {wrapUpGiven: true} : {}),
        ...(row.monitors === null ? {} : {monitors: row.monitors}),
      };
    case 'wrap-up':
      return {
        ...facts,
        status: 'wrap-up',
        joinedAt: need(row.joined_at, 'participant.joined_at'),
        startedAt: need(row.wrap_up_started_at, 'participant.wrap_up_started_at'),
        deadlineAt: need(row.wrap_up_deadline_at, 'participant.wrap_up_deadline_at'),
        extensions: row.wrap_up_extensions,
        queueId: row.wrap_up_queue_id,
      };
    default:
      return {
        ...facts,
        status: 'left',
        leftAt: need(row.left_at, 'participant.left_at'),
        leftReason: need(row.left_reason, 'participant.left_reason'),
      };
  }
}

function partyFrom(row: Row<'participant'>): Party {
  if (row.party_kind === 'agent') {
    return {kind: 'agent', agentId: need(row.agent_id, 'participant.agent_id'), name: row.name ?? ''};
  }
  return {kind: row.party_kind, address: row.address ?? '', name: row.name};
}

export function legFrom(row: Pick<Row<'leg'>, 'id' | 'kind' | 'epoch' | 'status'>): Leg {
  return {id: row.id, kind: row.kind, epoch: row.epoch, status: row.status};
}

export function variableFrom(row: Row<'variable'>): Variable {
  const {name, label, type, value, secure, editable, version} = row;
  return {name, label, type, value, secure, editable, popoverPlace: row.popover_place, version};
}

/** The columns of a contact that change. */
export function contactColumns(contact: Contact) {
  return {
    status: contact.status,
    direction: contact.direction,
    kind: contact.kind,
    priority: contact.priority,
    enqueued_at: new Date(contact.enqueuedAt),
    dnis: contact.dnis,
    announcement: contact.announcement === null ? null : JSON.stringify(contact.announcement),
    excluded_agents: contact.excludedAgentIds,
    version: contact.version,
    media_process_id: contact.mediaProcessId,
    offer_id: contact.status === 'offered' ? contact.offerId : null,
    // What has ended keeps it: recents and other systems ask whether the two ever spoke.
    ...(contact.status === 'ended'
      ? {}
      : {
          connected_at: dateOrNull('connectedAt' in contact ? contact.connectedAt : null),
          customer_left_at: dateOrNull('customerLeftAt' in contact ? contact.customerLeftAt : null),
        }),
    ended_at: dateOrNull(contact.status === 'ended' ? contact.endedAt : null),
    end_reason: contact.status === 'ended' ? contact.endReason : null,
  };
}

/** The columns of a participant, whatever phase it is in. */
export function participantColumns(participant: Participant, contact: Contact) {
  const {party} = participant;
  const joinedAt = 'joinedAt' in participant ? {joined_at: new Date(participant.joinedAt)} : {};
  return {
    role: participant.role,
    party_kind: party.kind,
    agent_id: party.kind === 'agent' ? party.agentId : null,
    address: party.kind === 'agent' ? null : party.address,
    name: party.name,
    status: participant.status,
    exclusive: isExclusive(participant, contact),
    ...joinedAt,
    muted: participant.status === 'joined' && participant.muted,
    lost_at: dateOrNull(participant.status === 'joined' ? participant.lostAt : null),
    ...(participant.status === 'wrap-up'
      ? {
          wrap_up_started_at: new Date(participant.startedAt),
          wrap_up_deadline_at: new Date(participant.deadlineAt),
          wrap_up_extensions: participant.extensions,
          wrap_up_queue_id: participant.queueId,
        }
      : {}),
    left_at: dateOrNull(participant.status === 'left' ? participant.leftAt : null),
    left_reason: participant.status === 'left' ? participant.leftReason : null,
    invited_to: participant.status === 'invited' ? participant.conversationId : null,
    ...(participant.status === 'joined'
      ? {wrap_up_given: participant.wrapUpGiven === true, monitors: participant.monitors ?? null}
      : {}),
  };
}

/** Ordinary voice takes an agent whole; a callback of responders and a listening supervisor do not (design §4). */
export function isExclusive(
  participant: Pick<Participant, 'role' | 'party'>,
  contact: Pick<Contact, 'channel' | 'kind'>,
): boolean {
  return (
    participant.party.kind === 'agent' &&
    contact.channel === 'voice' &&
    contact.kind !== 'emergency-callback' &&
    participant.role !== 'supervisor'
  );
}

export function dateOrNull(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}

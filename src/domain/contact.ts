import type {Channel} from './channel.ts';
import type {Target} from './target.ts';

/**
 * A contact: one customer interaction on any channel, with everybody who takes part in it.
 *
 *            ┌────────── OfferReturned ──────────┐
 *            ▼                                   │
 *  ──▶ waiting ── OfferOpened ──▶ offered ── OfferAccepted ──▶ connected ──▶ ended
 *            │                       │                            │    ▲
 *            └── CustomerHungUp ─────┴──▶ ended                   ▼    │ (multi-party, the customer left)
 *  ──▶ dialling ── CustomerAnswered ──▶ connected              post-call
 *            └── CustomerUnreachable / AgentEnded ──▶ ended
 *
 * A transfer leads from connected back to waiting (a queue, a flow) or offered (one agent); a conference and a transfer
 * to a number stay connected. `post-call`: the customer has left, and two or more go on.
 *
 * What each agent still has to do (wrap-up) is a participant's own state: after a transfer one agent wraps up while
 * another talks. Who hears whom follows from the seats (see `media-plan.ts`).
 */
export type Contact = ContactFacts & ContactPhase;

export type ContactKind = 'ordinary' | 'callback' | 'emergency-callback';
export type ContactDirection = 'inbound' | 'outbound';

export type ContactFacts = {
  readonly id: string;
  readonly channel: Channel;
  readonly direction: ContactDirection;
  readonly kind: ContactKind;
  /** 0 emergency callback, 1 personal callback that is due, 2 and above ordinary (design §4), 2 itself for the front. */
  readonly priority: number;
  /** Its place in the queue. It keeps this when an offer fails, so that it never goes to the back. */
  readonly enqueuedAt: number;
  readonly createdAt: number;
  readonly queue: {readonly id: string; readonly name: string} | null;
  /** The called number (DNIS), as configured; null for a digital contact. */
  readonly dnis: string | null;
  readonly variables: readonly Variable[];
  readonly conversations: readonly Conversation[];
  readonly participants: readonly Participant[];
  /** The process that carries the audio; null until there is a leg, and for digital contacts. */
  readonly mediaProcessId: string | null;
  /** The page of the host's own tool that shows a digital contact. */
  readonly link: string | null;
  /** What a digital contact is about, as the system that brought it says (an e-mail's subject); null for voice. */
  readonly subject: string | null;
  /** A sound that a flow plays: the customer hears it instead of music while nobody else is there. */
  readonly announcement: Announcement | null;
  /** Agents who gave it away to a queue: it is not offered to them again ([TR-16]). */
  readonly excludedAgentIds: readonly string[];
  /** [CB-12] A customer who asked for it elsewhere: whoever has accepted may call it off on its card until they answer. */
  readonly cancellable: boolean;
  /** What consulted and conferenced agents propose for the wrap-up ([WU-6]); of each the last one. */
  readonly suggestions: readonly WrapUpSuggestion[];
  /** Raised with every change; commands carry no version, events do. */
  readonly version: number;
};

export type ContactPhase =
  | {readonly status: 'waiting'}
  | {readonly status: 'offered'; readonly offerId: string}
  | {readonly status: 'dialling'}
  | {readonly status: 'connected'; readonly connectedAt: number}
  | {readonly status: 'post-call'; readonly connectedAt: number; readonly customerLeftAt: number}
  | {readonly status: 'ended'; readonly endedAt: number; readonly endReason: EndReason};

export type EndReason =
  | 'agent-ended'
  | 'customer-hung-up'
  | 'abandoned'
  | 'busy'
  | 'no-answer'
  | 'declined'
  | 'unobtainable'
  | 'agent-lost'
  | 'failed'
  /** No more calls can be carried at once ([CB-18]). */
  | 'limit-reached'
  /** The queue is closed. */
  | 'closed'
  /** Its flow came to an end. */
  | 'flow-ended'
  /** The system that brought a digital contact took it back. */
  | 'withdrawn';

/** Call-associated data (CAD). A secure value never leaves the hub except by its own audited request. */
export type Variable = {
  readonly name: string;
  readonly label: string;
  readonly type: 'string' | 'integer' | 'decimal' | 'boolean' | 'datetime' | 'json';
  /** Null when secure and not revealed. */
  readonly value: string | null;
  readonly secure: boolean;
  readonly editable: boolean;
  /** Place among the variables of the popover, lowest first; null when it is not shown there. */
  readonly popoverPlace: number | null;
  readonly version: number;
};

/** By its name and from its beginning, once; a later `startedAtMs` (epoch milliseconds) plays it again. */
export type Announcement = {readonly sound: string; readonly startedAtMs: number};

export type WrapUpSuggestion = {
  readonly agentId: string;
  readonly name: string;
  readonly reasonId: string | null;
  readonly note: string;
};

/** A conversation within the contact: the main one, and one more for each consult. */
export type Conversation = {readonly id: string; readonly kind: 'main'; readonly startedBy: null} | Consult;

/**
 * One side asks, the other comes or not.
 *
 *  requested ── somebody answers ──▶ open ── end, exit, transfer, conference ──▶ gone
 *      └────── nobody does, end, transfer, or conference (`merged`: who answers goes to the main conversation)
 */
export type Consult = {
  readonly id: string;
  readonly kind: 'consult';
  /** The participant who asked. */
  readonly startedBy: string;
  readonly target: Target;
  readonly status: 'requested' | 'open';
  /** Epoch milliseconds; when the other side came, if it has. */
  readonly since: number;
  /** Whether the customer waits with music while the two speak ([CO-52]). */
  readonly holdsCustomer: boolean;
  /** A conference was begun before anybody answered ([CO-40]): it is no consult any more, somebody is on the way. */
  readonly merged: boolean;
};

export type ParticipantRole = 'customer' | 'primary' | 'consulted' | 'conferenced' | 'dial-number' | 'supervisor';

export type Party =
  | {readonly kind: 'customer'; readonly address: string; readonly name: string | null}
  | {readonly kind: 'agent'; readonly agentId: string; readonly name: string}
  | {readonly kind: 'dial-number'; readonly address: string; readonly name: string | null};

/** A place in a conversation. A held seat neither hears nor is heard. */
export type Seat = {readonly conversationId: string; readonly held: boolean};

export type Leg = {
  readonly id: string;
  readonly kind: 'browser' | 'trunk';
  /** Raised each time the leg joins again (reload, a new media process); an older join is refused. */
  readonly epoch: number;
  readonly status: 'new' | 'ringing' | 'connected' | 'lost';
};

export type Participant = ParticipantFacts & ParticipantPhase;

export type ParticipantFacts = {
  readonly id: string;
  readonly role: ParticipantRole;
  readonly party: Party;
};

/** invited ──▶ joined ──▶ wrap-up ──▶ left; a customer and a dial number never wrap up. */
export type ParticipantPhase =
  /** `conversationId`: where a dial number goes when it answers; null for a customer, who goes to the main one. */
  | {readonly status: 'invited'; readonly leg: Leg | null; readonly conversationId: string | null}
  | {
      readonly status: 'joined';
      readonly joinedAt: number;
      readonly leg: Leg | null;
      /** None of a supervisor's own: see `listening.ts`. */
      readonly seats: readonly Seat[];
      readonly muted: boolean;
      /** Since when the desk or phone is out of reach; null while it is there. */
      readonly lostAt: number | null;
      /** The primary agent has given the wrap-up reason already, in Post Call ([CO-64]). */
      readonly wrapUpGiven?: boolean;
      /** The participant a supervisor listens to; of nobody else. */
      readonly monitors?: string;
    }
  | {
      readonly status: 'wrap-up';
      readonly joinedAt: number;
      readonly startedAt: number;
      /** When the default reason is sent by the hub (design §6.2); later after an extension. */
      readonly deadlineAt: number;
      readonly extensions: number;
      /** The queue in which the agent had the contact; it may be in another by now. Null: in none. */
      readonly queueId: string | null;
    }
  | {readonly status: 'left'; readonly leftAt: number; readonly leftReason: string};

export type JoinedParticipant = Extract<Participant, {status: 'joined'}>;

export const MAIN = 'main';

export function participantOfAgent(contact: Contact, agentId: string): Participant | undefined {
  return contact.participants.find(
    (each) => each.party.kind === 'agent' && each.party.agentId === agentId && each.status !== 'left',
  );
}

export function customerOf(contact: Contact): Participant | undefined {
  return contact.participants.find((each) => each.role === 'customer');
}

export function isJoined(participant: Participant | undefined): participant is JoinedParticipant {
  return participant?.status === 'joined';
}

/** The seat in the main conversation, if the participant is there. */
export function mainSeatOf(participant: Participant | undefined): Seat | undefined {
  return isJoined(participant) ? participant.seats.find((seat) => seat.conversationId === MAIN) : undefined;
}

/** The consult that is under way, if any; at most one at a time. One that became part of a conference is none any more. */
export function consultOf(contact: Contact): Consult | undefined {
  return contact.conversations.filter((each) => each.kind === 'consult').find((each) => !each.merged);
}

/** Whether whoever answers for a consult comes to the customer at once: the conference was begun before. */
export function isBegun({conversations}: Pick<Contact, 'conversations'>, conversationId: string | null): boolean {
  return conversations.some((each) => each.kind === 'consult' && each.id === conversationId && each.merged);
}

/** Everybody who is there or on the way, the customer included; who only listens does not count ([CF-2]). */
export function peopleOf(contact: Contact): readonly Participant[] {
  return contact.participants.filter(
    (each) => (each.status === 'joined' || each.status === 'invited') && each.role !== 'supervisor',
  );
}

/** Those in the main conversation, without who only listens. */
export function mainCircle(contact: Contact): readonly JoinedParticipant[] {
  return contact.participants.filter(isJoined).filter((each) => each.role !== 'supervisor' && mainSeatOf(each));
}

/** How many are being brought into the main conversation: numbers that ring, and who comes for a conference begun early. */
export function onTheWay(contact: Contact): number {
  const rung = contact.participants.filter((each) => each.status === 'invited' && each.conversationId === MAIN);
  const expected = contact.conversations.filter((each) => each.kind === 'consult' && each.merged);
  return rung.length + expected.length;
}

/** Three or more in the main conversation, or somebody on the way to make it three. */
export function isConference(contact: Contact): boolean {
  return mainCircle(contact).length + onTheWay(contact) > 2;
}

/** Whether anybody but the customer and one agent is there, asked or on the way; also who only listens. */
export function isMultiParty({conversations, participants}: Pick<Contact, 'conversations' | 'participants'>): boolean {
  const there = participants.filter((each) => each.status === 'joined' || each.status === 'invited');
  const main = there.filter(({role}) => role === 'customer' || role === 'primary');
  return conversations.length > 1 || there.length > main.length;
}

/** True while the customer is on hold in the main conversation. */
export function isCustomerHeld(contact: Contact): boolean {
  return mainSeatOf(customerOf(contact))?.held ?? false;
}

/** Who had the customer last: the one to ask when a transfer was not taken ([TR-6]). */
export function lastAgentOf(contact: Contact): string | null {
  const agents = contact.participants.filter((each) => each.party.kind === 'agent' && each.role === 'primary');
  const [last] = agents.toSorted((a, b) => partedAt(b) - partedAt(a));
  return last?.party.kind === 'agent' ? last.party.agentId : null;
}

function partedAt(participant: Participant): number {
  if (participant.status === 'wrap-up') return participant.startedAt;
  return participant.status === 'left' ? participant.leftAt : 0;
}

/** The fields that every phase has, without those of the present one. */
export function factsOf(contact: Contact): ContactFacts {
  const {id, channel, direction, kind, priority, enqueuedAt, createdAt, queue, dnis, variables, subject} = contact;
  const {conversations, participants, mediaProcessId, link, announcement, excludedAgentIds, suggestions, version} =
    contact;
  const {cancellable} = contact;
  return {
    id,
    channel,
    direction,
    kind,
    priority,
    enqueuedAt,
    createdAt,
    queue,
    dnis,
    variables,
    conversations,
    participants,
    mediaProcessId,
    link,
    subject,
    announcement,
    excludedAgentIds,
    cancellable,
    suggestions,
    version,
  };
}

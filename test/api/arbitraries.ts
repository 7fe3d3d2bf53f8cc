import fc from 'fast-check';
import type {AgentView, ContactEventType, HubEvent, OfferEventType, Snapshot} from '../../src/api/wire/events.ts';
import type {MissedContact, SoftphoneLease} from '../../src/api/wire/views.ts';
import type {PhoneCall, PhoneState} from '../../src/api/wire/phone.ts';
import type {
  Contact,
  ContactFacts,
  ContactPhase,
  Conversation,
  Leg,
  Participant,
  Party,
  Seat,
  Variable,
} from '../../src/domain/contact.ts';
import type {AskedBy, Offer} from '../../src/domain/offer.ts';
import type {Presence} from '../../src/domain/presence.ts';
import type {Target} from '../../src/domain/target.ts';
import {emergency, settings} from './arbitrary-settings.ts';
import {callbacks, lostCallbacks} from './arbitrary-callbacks.ts';
import {emergencies} from './arbitrary-emergencies.ts';
import {base, count, few, flag, id, record, text, time} from './arbitrary-parts.ts';

export const presences: fc.Arbitrary<Presence> = record({base, reason: fc.option(text), since: time});

const variables: fc.Arbitrary<Variable> = record({
  name: text,
  label: text,
  type: fc.constantFrom('string', 'integer', 'decimal', 'boolean', 'datetime', 'json'),
  value: fc.option(text),
  secure: flag,
  editable: flag,
  popoverPlace: fc.option(fc.nat(20)),
  version: count,
});

const targets: fc.Arbitrary<Target> = fc.oneof(
  record({kind: fc.constant('agent'), agentId: id, name: text}),
  record({kind: fc.constant('queue'), queueId: id, name: text}),
  record({kind: fc.constant('entry-point'), entryPointId: id, name: text, number: fc.option(text)}),
  record({kind: fc.constant('dial-number'), address: text, name: fc.option(text)}),
);

const conversations: fc.Arbitrary<Conversation> = fc.oneof(
  record({id, kind: fc.constant('main'), startedBy: fc.constant(null)}),
  record({
    id,
    kind: fc.constant('consult'),
    startedBy: id,
    target: targets,
    status: fc.constantFrom('requested', 'open'),
    since: time,
    holdsCustomer: flag,
    merged: flag,
  }),
);

const parties: fc.Arbitrary<Party> = fc.oneof(
  record({kind: fc.constant('customer'), address: text, name: fc.option(text)}),
  record({kind: fc.constant('agent'), agentId: id, name: text}),
  record({kind: fc.constant('dial-number'), address: text, name: fc.option(text)}),
);

const legs: fc.Arbitrary<Leg> = record({
  id,
  kind: fc.constantFrom('browser', 'trunk'),
  epoch: count,
  status: fc.constantFrom('new', 'ringing', 'connected', 'lost'),
});

const seats: fc.Arbitrary<Seat> = record({conversationId: id, held: flag});

const who = {
  id,
  role: fc.constantFrom('customer', 'primary', 'consulted', 'conferenced', 'dial-number', 'supervisor'),
  party: parties,
} as const;

/** What only some who joined have. */
const extras: fc.Arbitrary<{readonly wrapUpGiven?: boolean; readonly monitors?: string}> = fc.oneof(
  fc.constant({}),
  record({wrapUpGiven: flag}),
  record({monitors: id}),
);

const participants: fc.Arbitrary<Participant> = fc.oneof(
  record({...who, status: fc.constant('invited'), leg: fc.option(legs), conversationId: fc.option(id)}),
  record<Omit<Extract<Participant, {status: 'joined'}>, 'wrapUpGiven' | 'monitors'>>({
    ...who,
    status: fc.constant('joined'),
    joinedAt: time,
    leg: fc.option(legs),
    seats: fc.array(seats, few),
    muted: flag,
    lostAt: fc.option(time),
  }).chain((joined) => extras.map((extra) => ({...joined, ...extra}))),
  record({
    ...who,
    status: fc.constant('wrap-up'),
    joinedAt: time,
    startedAt: time,
    deadlineAt: time,
    extensions: count,
    queueId: fc.option(id),
  }),
  record({...who, status: fc.constant('left'), leftAt: time, leftReason: text}),
);

const facts: fc.Arbitrary<ContactFacts> = record({
  id,
  channel: fc.constantFrom('voice', 'chat', 'email', 'social'),
  direction: fc.constantFrom('inbound', 'outbound'),
  kind: fc.constantFrom('ordinary', 'callback', 'emergency-callback'),
  priority: count,
  enqueuedAt: time,
  createdAt: time,
  queue: fc.option(record({id, name: text})),
  dnis: fc.option(text),
  variables: fc.array(variables, few),
  conversations: fc.array(conversations, few),
  participants: fc.array(participants, few),
  mediaProcessId: fc.option(id),
  link: fc.option(text),
  subject: fc.option(text),
  announcement: fc.option(record({sound: text, startedAtMs: count})),
  excludedAgentIds: fc.array(id, few),
  cancellable: fc.boolean(),
  suggestions: fc.array(record({agentId: id, name: text, reasonId: fc.option(id), note: text}), few),
  version: count,
});

const phases: fc.Arbitrary<ContactPhase> = fc.oneof(
  record({status: fc.constant('waiting')}),
  record({status: fc.constant('offered'), offerId: id}),
  record({status: fc.constant('dialling')}),
  record({status: fc.constant('connected'), connectedAt: time}),
  record({status: fc.constant('post-call'), connectedAt: time, customerLeftAt: time}),
  record({
    status: fc.constant('ended'),
    endedAt: time,
    endReason: fc.constantFrom(
      'agent-ended',
      'customer-hung-up',
      'abandoned',
      'busy',
      'no-answer',
      'declined',
      'unobtainable',
      'agent-lost',
      'failed',
      'limit-reached',
      'closed',
      'withdrawn',
    ),
  }),
);

export const contacts: fc.Arbitrary<Contact> = fc.tuple(facts, phases).map(([fixed, phase]) => ({...fixed, ...phase}));

export const offers: fc.Arbitrary<Offer> = record({
  id,
  contactId: id,
  agentId: id,
  purpose: fc.constantFrom('answer', 'consult', 'transfer'),
  conversationId: fc.option(id),
  fence: count,
  offeredAt: time,
  expiresAt: time,
  status: fc.constantFrom('connecting', 'ringing', 'accepted', 'declined', 'no-answer', 'withdrawn'),
  askedBy: fc.option(
    record<AskedBy>({
      agentId: id,
      name: text,
      number: fc.option(text),
      team: fc.option(text),
      via: fc.constantFrom('agent', 'queue', 'entry-point'),
      returned: flag,
    }),
  ),
});

const agents: fc.Arbitrary<AgentView> = record({
  id,
  name: text,
  presence: presences,
  emergencySince: fc.option(time),
});

const channel = fc.constantFrom('voice', 'chat', 'email', 'social');

const missed: fc.Arbitrary<MissedContact> = record({
  offerId: id,
  contactId: id,
  channel,
  name: fc.option(text),
  address: text,
  subject: fc.option(text),
  queue: fc.option(text),
  missedAt: time,
  reason: fc.constantFrom('no-answer', 'declined'),
});

const leases: fc.Arbitrary<SoftphoneLease> = record({
  deskId: id,
  fence: count,
  since: time,
  label: text,
  present: flag,
});

const OFFER_EVENTS: readonly OfferEventType[] = ['OfferPresented', 'OfferDeclined', 'OfferNoAnswer', 'OfferWithdrawn'];
const CONTACT_EVENTS: readonly ContactEventType[] = [
  'ContactConnected',
  'ContactDialled',
  'ContactHeld',
  'ContactResumed',
  'ContactMuted',
  'ContactUnmuted',
  'ContactEnded',
  'ContactChanged',
  'WrapUpExtended',
  'ConsultRequested',
  'ConsultOpened',
  'ConsultEnded',
  'ConsultHeld',
  'ConsultResumed',
  'ConferenceBegun',
  'ContactTransferred',
  'ParticipantJoined',
  'ParticipantLeft',
  'CustomerLeft',
];

const envelope = {seq: count, occurredAt: time};

export const events: fc.Arbitrary<HubEvent> = fc.oneof(
  record({...envelope, type: fc.constant('PresenceChanged'), agent: agents}),
  record({...envelope, type: fc.constant('ContactOffered'), offer: offers, contact: contacts}),
  record({...envelope, type: fc.constantFrom(...OFFER_EVENTS), offer: offers}),
  record({...envelope, type: fc.constant('OfferAccepted'), offer: offers, deskId: fc.option(id)}),
  record({...envelope, type: fc.constantFrom(...CONTACT_EVENTS), contact: contacts}),
  record({
    ...envelope,
    type: fc.constant('ConsultFailed'),
    contact: contacts,
    target: targets,
    reason: fc.constantFrom('no-answer', 'declined', 'busy', 'unobtainable', 'device', 'gone'),
  }),
  record({...envelope, type: fc.constant('ControlPassed'), contact: contacts}),
  record({...envelope, type: fc.constant('MonitoringMoved'), contactId: id, agentName: fc.option(text)}),
  record({...envelope, type: fc.constant('ContactReleased'), contactId: id}),
  record({...envelope, type: fc.constant('ContactMissed'), missed}),
  record({...envelope, type: fc.constant('MissedDismissed'), offerIds: fc.array(id, few)}),
  record({...envelope, type: fc.constant('SoftphoneChanged'), lease: fc.option(leases)}),
  record({...envelope, type: fc.constant('CallbackChanged'), callback: callbacks}),
  record({...envelope, type: fc.constant('CallbackLost'), lost: lostCallbacks}),
  record({...envelope, type: fc.constant('LostCallbackDismissed'), callbackId: id}),
  record({...envelope, type: fc.constant('SettingsChanged'), settings: settings}),
  record({...envelope, type: fc.constant('SignedOut'), reason: fc.constantFrom('agent', 'taken-over', 'supervisor')}),
);

export const snapshots: fc.Arbitrary<Snapshot> = record({
  protocol: count,
  now: time,
  seq: count,
  agent: agents,
  offers: fc.array(offers, few),
  contacts: fc.array(contacts, {maxLength: 2}),
  settings,
  missed: fc.array(events, few),
  missedContacts: fc.array(missed, few),
  lostCallbacks: fc.array(lostCallbacks, few),
  softphone: fc.option(leases),
  emergencies,
});

const calls: fc.Arbitrary<PhoneCall> = record({
  callId: id,
  legId: id,
  epoch: count,
  direction: fc.constantFrom('outgoing', 'incoming'),
  status: fc.constantFrom('ringing', 'connected', 'ended'),
  peer: text,
  endReason: fc.option(text),
  lost: fc.boolean(),
});

export const phoneStates: fc.Arbitrary<PhoneState> = record({number: text, emergency, call: fc.option(calls)});

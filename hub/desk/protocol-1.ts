import {decodeEvent, decodeSnapshot} from '../../src/api/wire/decode.ts';
import type {DeskSettings, HubEvent} from '../../src/api/wire/events.ts';
import {toWire} from '../../src/api/wire/time.ts';
import type {Channel} from '../../src/domain/channel.ts';
import type {Contact, EndReason} from '../../src/domain/contact.ts';
import type {Offer} from '../../src/domain/offer.ts';
import type {Presence} from '../../src/domain/presence.ts';
import type {OrganisationSettings} from '../../src/domain/settings.ts';
import {unreachable} from '../../src/domain/unreachable.ts';
import {eventForProtocol2, snapshotForProtocol2} from './protocol-2.ts';

/** How long an offer rings, which a desk of protocol 1 is told in place of how long it may connect. */
export type RingTimes = Pick<OrganisationSettings['timings'], 'ringVoiceMs' | 'ringDigitalMs'>;

/** Why a contact may have ended in protocol 1; every other reason is told as the one nearest to it. */
const END_REASONS: Readonly<Record<EndReason, EndReason>> = {
  'agent-ended': 'agent-ended',
  'customer-hung-up': 'customer-hung-up',
  abandoned: 'abandoned',
  busy: 'busy',
  'no-answer': 'no-answer',
  declined: 'declined',
  unobtainable: 'unobtainable',
  'agent-lost': 'agent-lost',
  failed: 'failed',
  'limit-reached': 'failed',
  closed: 'failed',
  'flow-ended': 'agent-ended',
  withdrawn: 'abandoned',
};

/** Reasons of the system that came later, as the nearest one of protocol 1; null: the base alone says it. */
const PRESENCE_REASONS: Readonly<Record<string, string | null>> = {'channel-failure': 'inactive', supervisor: null};

/**
 * An event as a desk of protocol 1 knows it, ready for the wire; null for one it would not know. The number stays, so
 * such a desk sees gaps, which it has to bear with anyway.
 */
export function eventForProtocol1(stored: object, rings: RingTimes): object | null {
  const older = eventForProtocol2(stored);
  const decoded = older === null ? {malformed: 'unknown there'} : decodeEvent(older);
  if ('malformed' in decoded) return null;
  const event = mapEvent(decoded.value, rings);
  return event === null ? null : Object(toWire(event));
}

/** The snapshot likewise; its missed events without those such a desk would not know. */
export function snapshotForProtocol1(stored: object, rings: RingTimes): object {
  const decoded = decodeSnapshot(snapshotForProtocol2(stored));
  if ('malformed' in decoded) throw new TypeError(`a snapshot of this hub does not fit: ${decoded.malformed}`);
  const {missedContacts: _missed, lostCallbacks: _lost, softphone: _softphone, ...snapshot} = decoded.value;
  const channels = new Map(snapshot.contacts.map((contact) => [contact.id, contact.channel]));
  return Object(
    toWire({
      ...snapshot,
      protocol: 1,
      agent: {...snapshot.agent, presence: presence(snapshot.agent.presence)},
      offers: snapshot.offers.map((each) => offer(each, channels.get(each.contactId) ?? 'voice', rings)),
      contacts: snapshot.contacts.map(contact),
      settings: settings(snapshot.settings),
      missed: snapshot.missed.flatMap((event) => mapEvent(event, rings) ?? []),
    }),
  );
}

/** The offers among these that no desk shows yet: a desk of protocol 1 shows them and cannot say so. */
export function unpresented(message: object): readonly Pick<Offer, 'id' | 'fence'>[] {
  const event = decodeEvent(message);
  if (!('malformed' in event)) return event.value.type === 'ContactOffered' ? connecting([event.value.offer]) : [];
  const snapshot = decodeSnapshot(message);
  return 'malformed' in snapshot ? [] : connecting(snapshot.value.offers);
}

function connecting(offers: readonly Offer[]): readonly Offer[] {
  return offers.filter((each) => each.status === 'connecting');
}

function mapEvent(event: HubEvent, rings: RingTimes): object | null {
  switch (event.type) {
    case 'PresenceChanged':
      return {...event, agent: {...event.agent, presence: presence(event.agent.presence)}};
    case 'ContactOffered':
      return {
        ...event,
        offer: offer(event.offer, event.contact.channel, rings),
        contact: contact(event.contact),
      };
    case 'OfferAccepted':
    case 'OfferDeclined':
    case 'OfferNoAnswer':
    case 'OfferWithdrawn':
      return {...event, offer: offer(event.offer, 'voice', rings)};
    case 'ContactReleased':
    case 'SignedOut':
      return event;
    case 'ContactConnected':
    case 'ContactDialled':
    case 'ContactHeld':
    case 'ContactResumed':
    case 'ContactMuted':
    case 'ContactUnmuted':
    case 'ContactEnded':
    case 'ContactChanged':
    case 'WrapUpExtended':
    case 'ConsultRequested':
    case 'ConsultOpened':
    case 'ConsultEnded':
    case 'ConsultHeld':
    case 'ConsultResumed':
    case 'ConferenceBegun':
    case 'ContactTransferred':
    case 'ParticipantJoined':
    case 'ParticipantLeft':
    case 'CustomerLeft':
    case 'ConsultFailed':
    case 'ControlPassed':
      return {...event, contact: contact(event.contact)};
    case 'MonitoringMoved':
    case 'OfferPresented':
    case 'ContactMissed':
    case 'MissedDismissed':
    case 'SoftphoneChanged':
    case 'SettingsChanged':
    case 'CallbackChanged':
    case 'CallbackLost':
    case 'LostCallbackDismissed':
      return null;
    default:
      return unreachable(event);
  }
}

/** What connects rings for such a desk, from the moment it was offered. */
function offer(given: Offer, channel: Channel, {ringVoiceMs, ringDigitalMs}: RingTimes): Offer {
  if (given.status !== 'connecting') return given;
  return {
    ...given,
    status: 'ringing',
    expiresAt: given.offeredAt + (channel === 'voice' ? ringVoiceMs : ringDigitalMs),
  };
}

function contact({subject: _subject, ...known}: Contact): object {
  return known.status === 'ended' ? {...known, endReason: END_REASONS[known.endReason]} : known;
}

function presence(given: Presence): Presence {
  const {reason} = given;
  if (reason === null || !Object.hasOwn(PRESENCE_REASONS, reason)) return given;
  return {...given, reason: PRESENCE_REASONS[reason] ?? null};
}

function settings({outbound: _outbound, desk: _desk, location: _location, ...known}: DeskSettings): object {
  return known;
}

import type {ContactEventType} from '../../src/api/wire/events.ts';
import {eventForProtocol3} from './protocol-3.ts';

/** What protocol 2 calls that something happened to a contact. */
const KNOWN: readonly string[] = [
  'ContactConnected',
  'ContactDialled',
  'ContactHeld',
  'ContactResumed',
  'ContactMuted',
  'ContactUnmuted',
  'ContactEnded',
  'ContactChanged',
  'WrapUpExtended',
] satisfies readonly ContactEventType[];

/**
 * An event as a desk of protocol 2 knows it: a contact's newer events are told as a change of the contact, which they are
 * too; null for what has no contact and no name there.
 */
export function eventForProtocol2(stored: object): object | null {
  const type = 'type' in stored && typeof stored.type === 'string' ? stored.type : '';
  if (type === 'MonitoringMoved' || eventForProtocol3(stored) === null) return null;
  if (!('contact' in stored) || type === 'ContactOffered') return stored;
  const contact = knownEnd(stored.contact);
  return KNOWN.includes(type) ? {...stored, contact} : {...stored, contact, type: 'ContactChanged'};
}

/** That a flow ended a contact is told as the end nearest to it. */
function knownEnd(contact: unknown): unknown {
  if (typeof contact !== 'object' || contact === null || !('endReason' in contact)) return contact;
  return contact.endReason === 'flow-ended' ? {...contact, endReason: 'closed'} : contact;
}

/** The snapshot likewise. */
export function snapshotForProtocol2(stored: object): object {
  const missed: readonly unknown[] = 'missed' in stored && Array.isArray(stored.missed) ? stored.missed : [];
  const contacts: readonly unknown[] = 'contacts' in stored && Array.isArray(stored.contacts) ? stored.contacts : [];
  return {
    ...stored,
    contacts: contacts.map(knownEnd),
    protocol: 2,
    missed: missed.flatMap((event) =>
      typeof event === 'object' && event !== null ? (eventForProtocol2(event) ?? []) : [],
    ),
  };
}

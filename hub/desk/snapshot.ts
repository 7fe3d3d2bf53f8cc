import type {Emergencies} from '../../src/api/wire/emergency.ts';
import {PROTOCOL_VERSION} from '../../src/api/wire/protocol.ts';
import {toWire} from '../../src/api/wire/time.ts';
import {lostCallbacks} from '../callbacks/lost-callbacks.ts';
import {contactForDesk} from '../contacts/desk-view.ts';
import {lockAgent, viewAgent} from '../store/agent-store.ts';
import {readContacts} from '../store/contact-store.ts';
import {ringingOffers} from '../store/offer-store.ts';
import type {Work} from '../store/unit-of-work.ts';
import {missedContacts} from './missed.ts';
import {type EmergencyCapability, deskSettings} from './desk-settings.ts';
import {softphoneLease} from './softphone.ts';

/** More missed events than this are not replayed: the snapshot says all that still matters. */
const MISSED_MAX = 200;

/**
 * The desk's whole state at one number. The agent's row is locked while it is read: no event can get its number
 * meanwhile, so what is read and the number belong together.
 * @returns a `Snapshot`, ready for the wire
 */
export async function takeSnapshot(
  work: Work,
  agentId: string,
  lastSeq: number | null,
  emergency: EmergencyCapability,
  emergencies: Emergencies,
): Promise<object> {
  const {last_seq: seq} = await lockAgent(work, agentId);
  const offers = await ringingOffers(work, agentId);
  const own = await work.tx
    .selectFrom('participant')
    .select('contact_id')
    .where('agent_id', '=', agentId)
    .where('status', '<>', 'left')
    .execute();
  const ids = [...new Set([...own.map((row) => row.contact_id), ...offers.map((offer) => offer.contactId)])];
  const contacts = await readContacts(work, ids);
  const state = toWire({
    protocol: PROTOCOL_VERSION,
    now: work.now,
    seq,
    agent: await viewAgent(work, agentId),
    offers,
    contacts: contacts.map((contact) => contactForDesk(contact, work.settings.dataProtection)),
    settings: await deskSettings(work, agentId, emergency),
    missedContacts: await missedContacts(work, agentId, work.settings.dataProtection),
    lostCallbacks: await lostCallbacks(work, agentId),
    softphone: await softphoneLease(work, agentId),
    emergencies,
  });
  return {...Object(state), missed: lastSeq === null ? [] : await missedEvents(work, agentId, lastSeq, seq)};
}

async function missedEvents(work: Work, agentId: string, after: number, until: number): Promise<readonly object[]> {
  if (after >= until || until - after > MISSED_MAX) return [];
  const rows = await work.tx
    .selectFrom('agent_outbox')
    .select('event')
    .where('agent_id', '=', agentId)
    .where('seq', '>', after)
    .where('seq', '<=', until)
    .orderBy('seq')
    .execute();
  return rows.map((row) => row.event);
}

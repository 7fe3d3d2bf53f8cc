import type {CustomerFindings} from '../../src/api/wire/customer-data.ts';
import {KNOWN_ZONE} from '../callbacks/callback-store.ts';
import type {Reading} from '../store/contact-store.ts';
import {run} from '../store/statement.ts';
import {recordingFile} from '../voice/recording-file.ts';
import {soundOfVoicemail} from '../voicemail/voicemail-store.ts';
import {THEIRS, findCustomer} from './find-customer.ts';

export type CustomerExport = {
  readonly number: string;
  readonly counted: CustomerFindings;
  readonly callbacks: readonly object[];
  /** What was asked for on pages elsewhere, and what was agreed to. */
  readonly requests: readonly object[];
  readonly contacts: readonly object[];
  readonly guestContacts: readonly object[];
  /** Each with its sound, Ogg Opus in base64. */
  readonly voicemails: readonly object[];
};

/** Times of PostgreSQL's own JSON are ISO 8601 with zone already: the columns are turned there. */
const CALLBACKS = `
  select json_build_object('kind', kind, 'source', source, 'status', status, 'number', number, 'name', callback.name,
    'reason', reason, 'queue', queue.name, 'time', written, 'zone', ${KNOWN_ZONE}, 'from', starts_at, 'to', ends_at,
    'attempts', attempts, 'made', created_at, 'closed', closed_at, 'cancelledBy', cancelled_by) as item
  from callback join queue on queue.id = callback.queue_id where number = $1 order by callback.created_at`;

/** Several may have asked for the same callback. No time: as soon as possible. The traces of address and token name nobody. */
const REQUESTS = `
  select json_build_object('site', site_id, 'queue', queue.name, 'from', request.starts_at, 'to', request.ends_at, 'zone', request.zone,
    'language', language, 'agreedTo', consent_version, 'agreedIn', consent_language, 'asked', request.created_at, 'joined', joined,
    'withdrawn', withdrawn_at) as item
  from callback_request request join callback on callback.id = request.callback_id join queue on queue.id = request.queue_id
  where callback.number = $1 order by request.created_at, request.id`;

/** Secure values are for whoever asked for them, and for nobody who exports: they are named and not told. */
const CONTACTS = `
  select json_build_object('channel', contact.channel, 'direction', direction, 'kind', contact.kind, 'queue', queue.name, 'subject', subject,
    'link', link, 'ourNumber', dnis, 'began', contact.created_at, 'connected', connected_at, 'ended', ended_at, 'endReason', end_reason,
    'participants', (select json_agg(json_build_object('role', part.role,
      'name', case when part.party_kind <> 'agent' then part.name end,
      'number', case when part.address = $1 then part.address end, 'joined', part.joined_at, 'left', part.left_at,
      'wrapUp', reason.label, 'note', part.wrap_up_note) order by part.place)
      from participant part left join wrap_up_reason reason on reason.id = part.wrap_up_reason_id
      where part.contact_id = contact.id),
    'variables', (select json_agg(json_build_object('name', name, 'label', label, 'secure', secure,
      'value', case when not secure then value end) order by place) from variable where contact_id = contact.id)) as item
  from contact left join queue on queue.id = contact.queue_id where contact.id in (${THEIRS}) order by contact.created_at`;

/** Of other customers: only that the number took part, and when. */
const AS_GUEST = `
  select json_build_object('role', role, 'number', address, 'name', name, 'joined', joined_at, 'left', left_at) as item
  from participant where address = $1 and role <> 'customer' order by joined_at`;

const VOICEMAILS = `
  select v.id, json_build_object('queue', queue.name, 'number', v.number, 'name', v.name, 'left', v.began_at, 'lengthMs', v.length_ms,
    'done', v.done_at) as item
  from voicemail v join queue on queue.id = v.queue_id where v.number = $1 and v.finished_at is not null order by v.began_at desc`;

/** Of all together; a supervisor downloads what is beyond. */
const SOUND_MAX_BYTES = 64 * 1024 * 1024;

/** One after the other: each has its sound with it, the newest ones where it would be too much. */
async function voicemailsOf(reading: Reading, number: string): Promise<readonly object[]> {
  const messages: object[] = [];
  let bytes = 0;
  for (const {id, item} of await run<{id: string; item: object}>(reading, VOICEMAILS, [number])) {
    const pieces = bytes < SOUND_MAX_BYTES ? await soundOfVoicemail(reading, id) : null;
    bytes += pieces?.reduce((sum, {length}) => sum + length, 0) ?? 0;
    const audio = pieces === null ? null : recordingFile(pieces).toString('base64');
    messages.push({...item, audio, audioAt: `/voicemails/${id}/audio`});
  }
  return messages;
}

/** [PK-94] Everything about a number, to be read by whose it is. */
export async function exportCustomer(reading: Reading, number: string): Promise<CustomerExport> {
  const items = async (text: string) => (await run<{item: object}>(reading, text, [number])).map(({item}) => item);
  return {
    number,
    counted: await findCustomer(reading, number),
    callbacks: await items(CALLBACKS),
    requests: await items(REQUESTS),
    contacts: await items(CONTACTS),
    guestContacts: await items(AS_GUEST),
    voicemails: await voicemailsOf(reading, number),
  };
}

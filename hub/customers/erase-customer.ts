import type {CustomerErased} from '../../src/api/wire/customer-data.ts';
import {takeOut} from '../callbacks/supervise-callback.ts';
import {record} from '../store/audit.ts';
import type {HubStore} from '../store/hub-store.ts';
import {run} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {IS_OPEN, THEIRS, findCustomer} from './find-customer.ts';
import {STRIP_CONTACTS} from './strip-contacts.ts';

/** So many in a decision: nobody waits for long. */
const BATCH = 200;

type Outcome = {readonly erased: CustomerErased} | {readonly openContacts: number};
type Found = {readonly id: string};

const OPEN_CALLBACKS = 'select id from callback where number = $1 and closed_at is null order by id';

/**
 * [PK-95] Erases what says of closed things that they were this customer's: open callbacks are cancelled, callbacks deleted, contacts stay
 * as figures without name, number, variables, notes. Nothing is done while a contact is open. Done again, it goes on where it stopped.
 * @param actor who asks, for the audit
 */
export async function eraseCustomer(store: HubStore, number: string, actor: string): Promise<Outcome> {
  const {openContacts} = await findCustomer({tx: store.db}, number);
  if (openContacts > 0) return {openContacts};
  await store.decide((work) => record(work, {actor, action: 'begin-customer-erasure'}));
  for (const {id} of await run<Found>({tx: store.db}, OPEN_CALLBACKS, [number])) {
    const refused = await store.decide((work) => takeOut(work, id, {type: 'cancel', by: 'customer'}, actor));
    // It has begun meanwhile: whoever asks is told what stands in the way, and what was done stays done.
    if (refused !== null && refused !== 'callback-gone') return {openContacts: 1};
  }
  const callbacks = await inBatches(store, (work) => deleteCallbacks(work, number));
  const contacts = await inBatches(store, (work) => eraseContacts(work, number));
  const guestContacts = await inBatches(store, (work) => eraseGuests(work, number));
  const voicemails = await inBatches(store, (work) => deleteVoicemails(work, number));
  const erased = {callbacks, contacts, guestContacts, voicemails};
  await store.decide(async (work) => {
    await run(work, FORGET_ANSWERS, [`phone:${number}`]);
    await record(work, {actor, action: 'erase-customer', detail: erased});
  });
  return {erased};
}

async function inBatches(store: HubStore, erase: (work: Work) => Promise<number>): Promise<number> {
  let sum = 0;
  for (;;) {
    const erased = await store.decide(erase);
    sum += erased;
    if (erased < BATCH) return sum;
  }
}

const DELETE_CALLBACKS = `
  delete from callback where id in (
    select id from callback where number = $1 and closed_at is not null order by id limit ${BATCH} for update) returning id`;

/** What desks were told of them is kept for a day. Whoever was told that one came out of their hands was told of the change with it. */
const FORGET_CALLBACKS = [
  `delete from agent_outbox using (
     select distinct agent_id from agent_outbox
     where event->>'type' = 'CallbackChanged' and event->'callback'->>'id' = any($1::text[])) told
   where agent_outbox.agent_id = told.agent_id
     and event->>'type' = 'CallbackLost' and event->'lost'->'callback'->>'id' = any($1::text[])`,
  `delete from agent_outbox where event->>'type' = 'CallbackChanged' and event->'callback'->>'id' = any($1::text[])`,
];

async function deleteCallbacks(work: Work, number: string): Promise<number> {
  const gone = (await run<Found>(work, DELETE_CALLBACKS, [number])).map(({id}) => id);
  for (const text of FORGET_CALLBACKS) await run(work, text, [gone]);
  return gone.length;
}

const DELETE_VOICEMAILS = `
  delete from voicemail where id in (
    select id from voicemail where number = $1 order by id limit ${BATCH} for update) returning id`;

/** [VX-14] With their sound. */
async function deleteVoicemails(work: Work, number: string): Promise<number> {
  return (await run<Found>(work, DELETE_VOICEMAILS, [number])).length;
}

const LOCK_CONTACTS = `
  select id from contact where id in (${THEIRS}) and status = 'ended' and not ${IS_OPEN} order by id limit ${BATCH} for update`;

/** In the order of what refers to what. $1: contacts, $2: the number. */
const ERASE_CONTACTS = [
  `update participant set name = null, address = '' where contact_id = any($1::uuid[]) and address = $2`,
  `update leg set address = null where contact_id = any($1::uuid[]) and address = $2`,
  ...STRIP_CONTACTS,
];

/** Under the agents who took part: their events are kept for a day, and are many. */
const FORGET_CONTACTS = `
  delete from agent_outbox using (
    select agent_id from participant where contact_id = any($1::uuid[]) and agent_id is not null
    union select agent_id from offer where contact_id = any($1::uuid[])) part
  where agent_outbox.agent_id = part.agent_id and (
    event->'contact'->>'id' = any($1::text[]) or event->'missed'->>'contactId' = any($1::text[]))`;

async function eraseContacts(work: Work, number: string): Promise<number> {
  const ids = (await run<Found>(work, LOCK_CONTACTS, [number])).map(({id}) => id);
  // Before their participants are nobody's any more.
  await run(work, FORGET_CONTACTS, [ids]);
  await eachOf(work, ERASE_CONTACTS, ids, number);
  return ids.length;
}

const LOCK_GUESTS = `
  select id from contact where id in (select contact_id from participant where address = $1 and role <> 'customer')
    and status = 'ended' and not ${IS_OPEN} order by id limit ${BATCH} for update`;

/** The rest of those contacts is another customer's. */
const ERASE_GUESTS = [
  `update participant set name = null, address = '' where contact_id = any($1::uuid[]) and address = $2`,
  `update leg set address = null where contact_id = any($1::uuid[]) and address = $2`,
  `update conversation set target = target || '{"address": "", "name": null}'
   where contact_id = any($1::uuid[]) and target->>'address' = $2`,
  `delete from webhook_delivery where contact_id = any($1::uuid[]) and strpos(body, $2) > 0`,
];

/** What a telephone of the simulated network may ask again within a day. */
const FORGET_ANSWERS = 'delete from command where actor = $1';

async function eraseGuests(work: Work, number: string): Promise<number> {
  const ids = (await run<Found>(work, LOCK_GUESTS, [number])).map(({id}) => id);
  await run(work, FORGET_CONTACTS, [ids]);
  await eachOf(work, ERASE_GUESTS, ids, number);
  return ids.length;
}

/** One after the other: they share a connection. */
async function eachOf(
  work: Work,
  statements: readonly string[],
  ids: readonly string[],
  number: string,
): Promise<void> {
  for (const text of statements) await run(work, text, text.includes('$2') ? [ids, number] : [ids]);
}

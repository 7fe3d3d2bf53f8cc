import {RepeatingTask, type TaskLog} from '../background/repeating-task.ts';
import type {HubStore} from '../store/hub-store.ts';
import {run} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';
import {STRIP_CONTACTS} from './strip-contacts.ts';

const EVERY_MS = 600_000;
/** So many in a decision: nobody waits for long. */
const BATCH = 200;
/** So many decisions in a run: a hub that stops does not wait for years of contacts. */
const BATCHES = 100;

type Found = {readonly id: string};

/**
 * Ended, everybody gone from it, and no callback of it open: neither a desk nor a promise needs it any more. Of several hubs each takes what
 * no other one has.
 */
export const TAKE_OLD = `
  select id from contact
  where status = 'ended' and forgotten_at is null and ended_at < now() - $1 * interval '1 millisecond'
    and not exists (select 1 from participant part where part.contact_id = contact.id and part.status <> 'left')
    and not exists (select 1 from callback where closed_at is null and from_contact_id = contact.id)
    and not exists (select 1 from callback where closed_at is null and callback.contact_id = contact.id)
  order by ended_at, id limit ${BATCH} for update of contact skip locked`;

/** Agents stay, and so do their telephones: they are the organisation's. */
const FORGET = [
  `update participant set name = null, address = '' where contact_id = any($1::uuid[]) and party_kind <> 'agent'`,
  `update leg set address = null where contact_id = any($1::uuid[]) and address is not null and participant_id in (
     select id from participant where contact_id = any($1::uuid[]) and party_kind <> 'agent')`,
  `update conversation set target = target || '{"address": "", "name": null}'
   where contact_id = any($1::uuid[]) and target->>'kind' = 'dial-number'`,
  ...STRIP_CONTACTS,
  `update contact set forgotten_at = now() where id = any($1::uuid[])`,
];

/** [PK-110] [PK-111] Contacts that have been over for as long as the organisation keeps them stay as figures, and are nobody's. */
export function contactForgetting(store: HubStore, log: TaskLog): RepeatingTask {
  return new RepeatingTask({
    name: 'contact-forgetting',
    everyMs: EVERY_MS,
    log,
    run: async () => {
      const {contactsKeepMs} = store.settings;
      if (contactsKeepMs !== null) await forgetContacts(store, contactsKeepMs);
    },
  });
}

/** @returns how many it was */
export async function forgetContacts(store: HubStore, keepMs: number): Promise<number> {
  let sum = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const forgotten = await store.decide((work) => forgetOld(work, keepMs));
    sum += forgotten;
    if (forgotten < BATCH) break;
  }
  return sum;
}

async function forgetOld(work: Work, keepMs: number): Promise<number> {
  const ids = (await run<Found>(work, TAKE_OLD, [keepMs])).map(({id}) => id);
  // One after the other: they share a connection.
  if (ids.length > 0) for (const text of FORGET) await run(work, text, [ids]);
  return ids.length;
}

import {sql} from 'kysely';
import {setTimeout as wait} from 'node:timers/promises';
import {handOverEmergencies, isAnyoneLost} from '../emergency/move-emergencies.ts';
import type {HubLog} from '../logger.ts';
import type {HubStore} from '../store/hub-store.ts';
import {forgetProcesses, moveContact} from './move-contacts.ts';

const LOOK_EVERY_MS = 50;
/** Longest wait for browsers to join elsewhere; who is not there then has lost the sound anyway. */
const JOINED_WITHIN_MS = 5_000;

/**
 * Before a media process ends: its emergencies and contacts go to another hub's, and their browsers join there, while the sound here goes
 * on until each of them has. Nothing happens when there is no other hub.
 */
export async function handOver(store: HubStore, log: HubLog, from: string): Promise<void> {
  const to = await livingProcess(store, from);
  if (to === null) return;
  const emergencies = await handOverEmergencies(store, {from, to});
  const contacts = await store.db
    .selectFrom('contact')
    .select('id')
    .where('media_process_id', '=', from)
    .where('status', '<>', 'ended')
    .execute();
  for (const {id} of contacts) await moveContact(store, id, from, to);
  const ids = contacts.map((row) => row.id);
  const until = performance.now() + JOINED_WITHIN_MS;
  const isAnyAway = async (): Promise<boolean> => (await anyAway(store, ids)) || isAnyoneLost(store, emergencies);
  while (performance.now() < until && (await isAnyAway())) await wait(LOOK_EVERY_MS);
  await forgetProcesses(store, [from]);
  if (ids.length > 0) log.info({contacts: ids.length, to}, 'calls were handed over to another hub');
}

/** The one that carries least. */
async function livingProcess(store: HubStore, except: string): Promise<string | null> {
  const {rows} = await sql<{id: string}>`
    select m.id from media_process m join hub_process h on h.id = m.hub_id and h.stopped_at is null
    where m.id <> ${except} and m.gone_at is null and m.heartbeat_at > now() - interval '5 seconds'
      and h.heartbeat_at > now() - interval '5 seconds'
    order by (select count(*) from contact c where c.media_process_id = m.id and c.status <> 'ended'), m.id
    limit 1`.execute(store.db);
  return rows[0]?.id ?? null;
}

/** Whether a browser that had joined here has not joined there yet. */
async function anyAway(store: HubStore, contactIds: readonly string[]): Promise<boolean> {
  if (contactIds.length === 0) return false;
  const leg = await store.db
    .selectFrom('leg')
    .select('id')
    .where('contact_id', 'in', contactIds)
    .where('closed_at', 'is', null)
    .where('epoch', '>', 0)
    .where('status', '=', 'lost')
    .limit(1)
    .executeTakeFirst();
  return leg !== undefined;
}

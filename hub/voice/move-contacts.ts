import {isTelephoneRinging} from '../../src/domain/telephone.ts';
import {applyToContact} from '../contacts/apply.ts';
import {lockContact} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {setTimer} from '../store/timers.ts';
import type {Work} from '../store/unit-of-work.ts';

/** Machine and folder: of the media processes of one place, the newest alone can live. */
export type MediaPlace = {readonly processId: string; readonly place: string; readonly hubId: string};

/** Contacts that are moved at the same time. */
const AT_ONCE = 6;

/**
 * Contacts of processes that lived at this place, or belonged to this hub, get the one that took their place: every leg is
 * lost for the moment, and its browser joins again. So do contacts that began while there was no media process at all.
 */
export async function moveContacts(store: HubStore, {processId, place, hubId}: MediaPlace): Promise<void> {
  const dead = await store.db
    .selectFrom('media_process')
    .select('id')
    .where('id', '<>', processId)
    .where('gone_at', 'is', null)
    .where((or) => or.or([or('place', '=', place), or('hub_id', '=', hubId)]))
    .execute();
  const ids = dead.map((row) => row.id);
  const contacts = await store.db
    .selectFrom('contact')
    .select(['id', 'media_process_id'])
    .where('channel', '=', 'voice')
    .where('status', '<>', 'ended')
    .where((or) =>
      or.or([or('media_process_id', 'is', null), ...(ids.length === 0 ? [] : [or('media_process_id', 'in', ids)])]),
    )
    .execute();
  await inSmallCrowds(contacts, ({id, media_process_id: from}) => moveContact(store, id, from, processId));
  if (ids.length > 0) await forgetProcesses(store, ids);
}

/** All at once would leave no connection of the pool to whoever joins again already. */
async function inSmallCrowds<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  const rest = all.values();
  const takeTurns = async (): Promise<void> => {
    for (const one of rest) await act(one);
  };
  await Promise.all(Array.from({length: AT_ONCE}, takeTurns));
}

/** They carry nothing any more, and nobody needs to look at them again. */
export async function forgetProcesses(store: HubStore, ids: readonly string[]): Promise<void> {
  await store.db.updateTable('media_process').set({gone_at: new Date()}).where('id', 'in', ids).execute();
}

/** @returns false when the contact has ended or was moved by somebody else meanwhile */
export async function moveContact(
  store: HubStore,
  contactId: string,
  from: string | null,
  to: string,
): Promise<boolean> {
  return store.decide(async (work) => {
    const contact = await lockContact(work, contactId);
    if (contact === null || contact.status === 'ended' || contact.mediaProcessId !== from) return false;
    await work.tx
      .updateTable('contact')
      .set({media_process_id: to, media_version: 0})
      .where('id', '=', contactId)
      .execute();
    await loseLegs(work, {...contact, mediaProcessId: to});
    work.wake(`media:${to}`);
    work.wake('trunk');
    return true;
  });
}

async function loseLegs(work: Work, before: NonNullable<Awaited<ReturnType<typeof lockContact>>>): Promise<void> {
  let contact = before;
  for (const participant of before.participants) {
    if (participant.status !== 'joined' || participant.leg === null || isTelephoneRinging(participant)) continue;
    const {id: legId} = participant.leg;
    const applied = await applyToContact(work, contact, {type: 'lose-leg', legId}, 'ContactChanged', 'hub');
    if ('refused' in applied) continue;
    contact = applied.contact;
    await setTimer(work, {kind: 'leg-grace', subject: legId}, work.now + work.settings.timings.agentGraceMs);
  }
}

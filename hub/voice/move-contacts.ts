import {applyToContact} from '../contacts/apply.ts';
import {lockContact} from '../store/contact-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {setTimer} from '../store/timers.ts';

/**
 * Contacts of this hub's media processes that are no more get the one that took their place: every leg is lost for the
 * moment, and its browser joins again. So do contacts that began while there was no media process at all.
 */
export async function moveContacts(store: HubStore, mediaProcessId: string, hubId: string): Promise<void> {
  const dead = await store.db
    .selectFrom('media_process')
    .leftJoin('hub_process', 'hub_process.id', 'media_process.hub_id')
    .select('media_process.id')
    .where('media_process.id', '<>', mediaProcessId)
    .where('media_process.gone_at', 'is', null)
    .where((or) => or.or([or('media_process.hub_id', '=', hubId), or('hub_process.stopped_at', 'is not', null)]))
    .execute();
  const ids = dead.map((row) => row.id);
  const contacts = await store.db
    .selectFrom('contact')
    .select('id')
    .where('channel', '=', 'voice')
    .where('status', '<>', 'ended')
    .where((or) =>
      or.or([or('media_process_id', 'is', null), ...(ids.length === 0 ? [] : [or('media_process_id', 'in', ids)])]),
    )
    .execute();
  for (const {id} of contacts) await moveContact(store, id, mediaProcessId);
  if (ids.length === 0) return;
  await store.db.updateTable('media_process').set({gone_at: new Date()}).where('id', 'in', ids).execute();
}

async function moveContact(store: HubStore, contactId: string, mediaProcessId: string): Promise<void> {
  await store.decide(async (work) => {
    let contact = await lockContact(work, contactId);
    if (contact === null || contact.status === 'ended') return;
    await work.tx
      .updateTable('contact')
      .set({media_process_id: mediaProcessId, media_version: 0})
      .where('id', '=', contactId)
      .execute();
    contact = {...contact, mediaProcessId};
    for (const participant of contact.participants) {
      if (participant.status !== 'joined' || participant.leg === null) continue;
      const applied = await applyToContact(
        work,
        contact,
        {type: 'lose-leg', legId: participant.leg.id},
        'ContactChanged',
        'hub',
      );
      if ('refused' in applied) continue;
      contact = applied.contact;
      await setTimer(
        work,
        {kind: 'leg-grace', subject: participant.leg.id},
        work.now + work.settings.timings.agentGraceMs,
      );
    }
    work.wake(`media:${mediaProcessId}`);
  });
}

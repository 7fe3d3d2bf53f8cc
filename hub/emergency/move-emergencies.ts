import {transitionEmergency} from '../../src/domain/emergency-call.ts';
import {run} from '../store/statement.ts';
import type {HubStore} from '../store/hub-store.ts';
import {lockEmergency, saveEmergency} from './emergency-store.ts';

const LOST = `
  select c.id from emergency_call c
  left join media_process m on m.id = c.media_process_id
  left join hub_process h on h.id = m.hub_id
  where c.media_process_id is distinct from $1 and c.ongoing
    and (m.id is null or m.gone_at is not null or m.heartbeat_at < now() - interval '10 seconds' or m.id = any($2::uuid[])
      or (h.stopped_at is not null and m.heartbeat_at < now() - interval '2 seconds'))`;

/** Emergencies whose media process is out of reach, or that began without one, go on at this one: each leg joins again. */
export async function moveEmergencies(store: HubStore, processId: string, dead: readonly string[]): Promise<void> {
  for (const {id} of await run<{id: string}>({tx: store.db}, LOST, [processId, dead])) {
    await store.decide(async (work) => {
      const stored = await lockEmergency(work, id);
      if (stored === null) return;
      const outcome = transitionEmergency(stored.call, {type: 'lose-legs'}, work.now);
      const {call} = 'refused' in outcome ? stored : outcome;
      await saveEmergency(work, {...stored, call, mediaProcessId: processId});
    });
  }
}

import {transitionEmergency} from '../../src/domain/emergency-call.ts';
import {run} from '../store/statement.ts';
import type {HubStore} from '../store/hub-store.ts';
import {OUT_OF_REACH} from '../voice/out-of-reach.ts';
import {lockEmergency, saveEmergency} from './emergency-store.ts';

const LOST = `
  select call.id from emergency_call call
  left join media_process on media_process.id = call.media_process_id
  left join hub_process on hub_process.id = media_process.hub_id
  where call.media_process_id is distinct from $1 and call.ongoing and (media_process.id is null or ${OUT_OF_REACH})`;

/** Emergencies whose media process is out of reach, or that began without one, go on at this one: each leg joins again. */
export async function moveEmergencies(store: HubStore, processId: string): Promise<void> {
  for (const {id} of await run<{id: string}>({tx: store.db}, LOST, [processId])) {
    await store.decide(async (work) => {
      const stored = await lockEmergency(work, id);
      if (stored === null) return;
      const outcome = transitionEmergency(stored.call, {type: 'lose-legs'}, work.now);
      const {call} = 'refused' in outcome ? stored : outcome;
      await saveEmergency(work, {...stored, call, mediaProcessId: processId});
    });
  }
}

import {hasCall, transitionEmergency} from '../../src/domain/emergency-call.ts';
import {run, runForOne} from '../store/statement.ts';
import type {HubStore} from '../store/hub-store.ts';
import {OUT_OF_REACH} from '../voice/out-of-reach.ts';
import {lockEmergency, saveEmergency} from './emergency-store.ts';

/** Nobody can be heard there, and no clock has to say so. */
const DEAD = `(media_process.id is null or media_process.gone_at is not null)`;
/** As for contacts (`takeover.ts`): a page waits to join there, or a change has not been told to it. */
const WANTED = `(call.media_version < call.version or exists (
  select 1 from emergency_description d where d.call_id = call.id and d.leg_id in (call.agent_leg, call.responder_leg)
    and d.answer is null and d.failure is null))`;

const LOST = `
  select call.id, call.media_process_id as "from" from emergency_call call
  left join media_process on media_process.id = call.media_process_id
  left join hub_process on hub_process.id = media_process.hub_id
  where call.media_process_id is distinct from $1 and call.ongoing and (${DEAD} or ($2 and ${OUT_OF_REACH} and ${WANTED}))`;

/**
 * Emergencies whose media process is dead, or that began without one, go on at this one: each leg joins again. So do those whose
 * process is out of reach, once something is wanted of it: who talks on while no hub is there is not disturbed.
 * @param steady whether this hub has seen the database for long enough to judge by the age of a sign of life
 */
export async function moveEmergencies(store: HubStore, processId: string, steady: boolean): Promise<void> {
  type Found = {readonly id: string; readonly from: string | null};
  for (const {id, from} of await run<Found>({tx: store.db}, LOST, [processId, steady]))
    await moveEmergency(store, id, {from, to: processId});
}

type Way = {readonly from: string | null; readonly to: string};

/** Nothing, when somebody else moved it meanwhile: who has joined there must not join again. */
async function moveEmergency(store: HubStore, id: string, {from, to}: Way): Promise<void> {
  await store.decide(async (work) => {
    const stored = await lockEmergency(work, id);
    if (stored === null || stored.mediaProcessId !== from || !hasCall(stored.call)) return;
    const outcome = transitionEmergency(stored.call, {type: 'lose-legs'}, work.now);
    const {call} = 'refused' in outcome ? stored : outcome;
    await saveEmergency(work, {...stored, call, mediaProcessId: to});
    await run(work, 'update emergency_call set media_version = 0 where id = $1', [id]);
  });
}

/** Before a media process ends: its emergencies go to another, while the sound there goes on. @returns which */
export async function handOverEmergencies(store: HubStore, {from, to}: Way): Promise<readonly string[]> {
  const text = 'select id from emergency_call where media_process_id = $1 and ongoing';
  const ids = (await run<{readonly id: string}>({tx: store.db}, text, [from])).map(({id}) => id);
  for (const id of ids) await moveEmergency(store, id, {from, to});
  return ids;
}

/** Whether one of these has a side that spoke before and has not joined again. */
export async function isAnyoneLost(store: HubStore, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false;
  const text = `
    select 1 from emergency_call where id = any($1::uuid[]) and ongoing
      and 'lost' in (state->'legs'->'agent'->>'status', state->'legs'->'responder'->>'status') limit 1`;
  return (await runForOne({tx: store.db}, text, [ids])) !== null;
}

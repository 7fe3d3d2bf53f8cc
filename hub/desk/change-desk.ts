import {decodeDeskChange} from '../../src/api/wire/decode.ts';
import {HubError} from '../signalr/index.ts';
import {lockAgent} from '../store/agent-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {storable} from '../store/storable.ts';
import {noteAbsence, noteReturn} from './absence.ts';

/** An element that shows what rings came into the page, or the last one went. */
export async function changeDesk(
  store: HubStore,
  connectionId: string,
  agentId: string,
  received: unknown,
): Promise<null> {
  const decoded = decodeDeskChange(storable(received));
  if ('malformed' in decoded) throw new HubError(`invalid-command: ${decoded.malformed}`);
  const {takesWork} = decoded.value;
  await store.decide(async (work) => {
    await lockAgent(work, agentId);
    await work.tx
      .updateTable('agent_session')
      .set({takes_work: takesWork})
      .where('connection_id', '=', connectionId)
      .execute();
    if (takesWork) await noteReturn(work, agentId);
    else await noteAbsence(work, [agentId]);
    work.wake(`route-agent:${agentId}`);
  });
  return null;
}

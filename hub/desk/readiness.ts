import type {CommandBodies} from '../../src/api/wire/commands.ts';
import {lockAgent} from '../store/agent-store.ts';
import type {Work} from '../store/unit-of-work.ts';

/**
 * Keeps what the agent's desk can do with sound and notices, for supervisors. Of several pages the one that has the
 * sound counts: what another one cannot do costs no call.
 */
export async function reportReadiness(
  work: Work,
  agentId: string,
  {deskId, readiness}: CommandBodies['ReportReadiness'],
): Promise<void> {
  await lockAgent(work, agentId);
  const holder = await work.tx
    .selectFrom('softphone')
    .innerJoin('agent_session', (join) =>
      join
        .onRef('agent_session.agent_id', '=', 'softphone.agent_id')
        .onRef('agent_session.desk_id', '=', 'softphone.desk_id'),
    )
    .select('softphone.desk_id')
    .where('softphone.agent_id', '=', agentId)
    .executeTakeFirst();
  if (holder !== undefined && holder.desk_id !== deskId) return;
  await work.tx
    .updateTable('agent')
    .set({readiness: JSON.stringify(readiness)})
    .where('id', '=', agentId)
    .execute();
}

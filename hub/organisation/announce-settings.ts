import {sql} from 'kysely';
import type {DeskSettings} from '../../src/api/wire/events.ts';
import {toWire} from '../../src/api/wire/time.ts';
import {type EmergencyCapability, deskSettingsOf} from '../desk/desk-settings.ts';
import type {Work} from '../store/unit-of-work.ts';

type SettingsByAgent = ReadonlyMap<string, DeskSettings>;

/** What the desks that are connected now go by. A desk that connects later gets it with its snapshot. */
export async function connectedSettings(work: Work, emergency: EmergencyCapability): Promise<SettingsByAgent> {
  const rows = await work.tx.selectFrom('agent_session').select('agent_id').distinct().execute();
  return deskSettingsOf(
    work,
    rows.map((row) => row.agent_id),
    emergency,
  );
}

/** Tells each connected agent whose settings are others now, all in one statement: an organisation can be large. */
export async function announceSettings(
  work: Work,
  before: SettingsByAgent,
  emergency: EmergencyCapability,
): Promise<void> {
  const after = await connectedSettings(work, emergency);
  const told = [...after]
    .filter(([agentId, settings]) => JSON.stringify(settings) !== JSON.stringify(before.get(agentId)))
    .map(([agentId, settings]) => ({
      agent: agentId,
      event: toWire({type: 'SettingsChanged', settings, occurredAt: work.now}),
    }));
  if (told.length === 0) return;
  // The agents' rows are locked already, in the order of their ids (`configureAgents`).
  await sql`
    with told as (select * from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as t(agent uuid, event jsonb)),
      numbered as (
        update agent set last_seq = last_seq + 1 from told where agent.id = told.agent
        returning agent.id, agent.last_seq, told.event)
    insert into agent_outbox (agent_id, seq, occurred_at, event)
    select id, last_seq, ${new Date(work.now)}, event || jsonb_build_object('seq', last_seq) from numbered`.execute(
    work.tx,
  );
  for (const {agent} of told) work.wake(`agent:${agent}`);
}

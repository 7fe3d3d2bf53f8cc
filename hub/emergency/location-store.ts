import type {ConfirmedLocation} from '../../src/domain/confirmed-location.ts';
import type {Reading} from '../store/contact-store.ts';
import {run, runForOne} from '../store/statement.ts';
import type {Work} from '../store/unit-of-work.ts';

const COLUMNS = `address, country, confirmed_at as "confirmedAt"`;

/** Where the agent has said that they work; null: nowhere. For the mail about an emergency, and for their own desk. */
export function locationOf(asking: Reading, agentId: string): Promise<ConfirmedLocation | null> {
  return runForOne(asking, `select ${COLUMNS} from agent_location where agent_id = $1`, [agentId]);
}

/** The same of many agents; who has said nothing is not in it. */
export async function locationsOf(
  asking: Reading,
  agentIds: readonly string[],
): Promise<ReadonlyMap<string, ConfirmedLocation>> {
  const text = `select agent_id as "agentId", ${COLUMNS} from agent_location where agent_id = any($1::uuid[])`;
  const rows = await run<ConfirmedLocation & {readonly agentId: string}>(asking, text, [agentIds]);
  return new Map(rows.map(({agentId, ...location}) => [agentId, location]));
}

const PUT = `
  insert into agent_location (agent_id, address, country, confirmed_at) values ($1, $2, $3, $4)
  on conflict (agent_id) do update set address = excluded.address, country = excluded.country,
    confirmed_at = excluded.confirmed_at`;

export async function putLocation(
  work: Work,
  agentId: string,
  {address, country, confirmedAt}: ConfirmedLocation,
): Promise<void> {
  await run(work, PUT, [agentId, address, country, new Date(confirmedAt)]);
}

/** Nothing of it is left, in what waits for desks neither. */
export async function removeLocation(work: Work, agentId: string): Promise<void> {
  await run(work, 'delete from agent_location where agent_id = $1', [agentId]);
  await scrub(work, agentId);
}

/** Events are kept for a day: of what a desk was told earlier the place is taken out again. */
export async function scrub(work: Work, agentId: string): Promise<void> {
  const text = `
    update agent_outbox set event = event #- '{settings,location}'
    where agent_id = $1 and event->>'type' = 'SettingsChanged' and event #> '{settings,location}' is not null`;
  await run(work, text, [agentId]);
}

import type {AgentReadiness, CallbackNumbers, ReadinessList} from '../../src/api/wire/emergency-readiness.ts';
import type {Readiness} from '../../src/api/wire/views.ts';
import {
  type EmergencyCapability,
  NO_FINDINGS,
  type ReadinessFacts,
  onlyTrunk,
  readinessOf,
} from '../../src/domain/emergency-readiness.ts';
import type {OrganisationSettings} from '../../src/domain/settings.ts';
import {lastRevision} from '../organisation/revisions.ts';
import type {Reading} from '../store/contact-store.ts';
import {run, runForOne} from '../store/statement.ts';

type Row = {
  readonly id: string;
  readonly name: string | null;
  readonly team: string | null;
  readonly callerNumber: string | null;
  readonly readiness: Readiness | null;
  readonly neverSignedIn: boolean;
};

/** Whoever is configured, and whoever has signed in as an agent without being so. */
const AGENTS = `
  select coalesce(configured.id, agent.id::text) as id, coalesce(agent.name, configured.user_name) as name,
    team.name as team, profile.caller_number as "callerNumber", agent.readiness, agent.id is null as "neverSignedIn"
  from configured_agent configured full join agent on agent.id = configured.agent_id
    left join team on team.id = coalesce(configured.team_id, agent.team_id)
    left join outbound_profile profile on profile.id =
      case when agent.id is null then configured.outbound_profile_id else agent.outbound_profile_id end
  where configured.id is not null or 'agent' = any(agent.roles)`;

const NUMBERS = `
  select count(*) filter (where known.number is null or not known.held and known.rests_until <= now())::int as free,
    count(*) filter (where not known.held and known.rests_until > now())::int as resting,
    count(*) filter (where known.held)::int as held
  from unnest($1::text[]) pool(number) left join emergency_number known using (number)`;

/** [EM-38] Who is ready for an emergency call, for administrators; by what desks said last. */
export async function readinessList(
  asking: Reading,
  {country, emergency}: OrganisationSettings,
  capability: EmergencyCapability,
): Promise<ReadinessList> {
  const rows = await run<Row>(asking, AGENTS, []);
  const names = await configuredNames(asking);
  const shared = {trunks: onlyTrunk(capability), country, countries: emergency.countries};
  const agents = rows.map((row) => agentOf(row, names.get(row.id) ?? null, shared));
  return {
    agents: agents.toSorted((one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id)),
    callbackNumbers: await numbersOf(asking, emergency.callbackNumbers),
  };
}

function agentOf(
  {id, name, team, callerNumber, readiness, neverSignedIn}: Row,
  configured: string | null,
  shared: Pick<ReadinessFacts, 'trunks' | 'country' | 'countries'>,
): AgentReadiness {
  const findings = readiness?.emergency ?? NO_FINDINGS;
  const items = readinessOf({...shared, callerNumber, findings});
  return {id, name: neverSignedIn ? (configured ?? name ?? id) : (name ?? id), team, neverSignedIn, items};
}

/** Of who never signed in, the sign-in service has not told the name. */
async function configuredNames(asking: Reading): Promise<ReadonlyMap<string, string>> {
  const last = await lastRevision(asking);
  const agents = last?.organisation.agents ?? [];
  return new Map(agents.flatMap(({id, name}) => (name === undefined ? [] : [[id, name] as const])));
}

async function numbersOf(asking: Reading, pool: readonly string[]): Promise<CallbackNumbers> {
  const counted = await runForOne<CallbackNumbers>(asking, NUMBERS, [pool]);
  return counted ?? {free: 0, resting: 0, held: 0};
}

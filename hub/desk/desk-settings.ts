import type {DeskSettings} from '../../src/api/wire/events.ts';
import type {EmergencyCapability} from '../../src/domain/emergency-readiness.ts';
import {maskAddress} from '../../src/domain/popover-variables.ts';
import {locationsOf} from '../emergency/location-store.ts';
import type {AgentDesk} from '../store/organisation-tables.ts';
import type {Work} from '../store/unit-of-work.ts';

export type {EmergencyCapability} from '../../src/domain/emergency-readiness.ts';

/** What one agent's desk needs of the organisation. */
export async function deskSettings(work: Work, agentId: string, emergency: EmergencyCapability): Promise<DeskSettings> {
  const settings = (await deskSettingsOf(work, [agentId], emergency)).get(agentId);
  if (settings === undefined) throw new TypeError('settings were asked for an agent there is not');
  return settings;
}

/** The same for many agents at once. */
export async function deskSettingsOf(
  work: Work,
  agentIds: readonly string[],
  emergency: EmergencyCapability,
): Promise<ReadonlyMap<string, DeskSettings>> {
  if (agentIds.length === 0) return new Map();
  const shared = await sharedSettings(work, emergency);
  const agents = await work.tx
    .selectFrom('agent')
    .leftJoin('outbound_profile', 'outbound_profile.id', 'agent.outbound_profile_id')
    .select(['agent.id', 'agent.desk', 'outbound_profile.name as profile', 'outbound_profile.caller_number'])
    .where('agent.id', 'in', agentIds)
    .execute();
  const locations = await locationsOf(work, agentIds);
  return new Map(
    agents.map(({id, desk, profile, caller_number: callerNumber}) => [
      id,
      {
        ...shared,
        outbound: profile === null || callerNumber === null ? null : {profile, callerNumber},
        desk: {
          autoAnswer: desk.autoAnswer,
          numbersMasked: work.settings.dataProtection,
          telephone: shownTelephone(desk, work.settings.dataProtection),
        },
        location: locations.get(id) ?? null,
      },
    ]),
  );
}

/** The agent's own; what is on screen may be seen by others all the same ([PO-22]). */
function shownTelephone({telephone = null}: AgentDesk, masked: boolean): string | null {
  return telephone === null || !masked ? telephone : maskAddress(telephone);
}

async function sharedSettings(
  work: Work,
  emergency: EmergencyCapability,
): Promise<Omit<DeskSettings, 'outbound' | 'desk' | 'location'>> {
  const reasons = await work.tx
    .selectFrom('wrap_up_reason')
    .selectAll()
    .where('active', '=', true)
    .orderBy('place')
    .execute();
  const presences = await work.tx.selectFrom('presence_choice').selectAll().orderBy('place').execute();
  return {
    wrapUpReasons: reasons.map(({id, label, standard, queues}) => ({id, label, standard, queues})),
    presenceChoices: presences.map(({base, reason, label}) => ({base, reason: reason === '' ? null : reason, label})),
    country: work.settings.country,
    emergencyCountries: work.settings.emergency.countries,
    emergency,
  };
}

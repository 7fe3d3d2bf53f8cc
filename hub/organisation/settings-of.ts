import {DEFAULT_TIMINGS, type OrganisationSettings} from '../../src/domain/settings.ts';
import type {Organisation} from './organisation.ts';

/** What the settings of decisions are in an organisation. */
export function settingsOf(organisation: Organisation): OrganisationSettings {
  const {timings, dataProtection, country, callerNumber, limits} = organisation;
  return {timings, dataProtection, country, callerNumber, concurrentCallsMax: limits.concurrentCalls};
}

/** A hub without an organisation yet: it runs, and has no queues. */
export const NOTHING: Organisation = {
  name: '',
  country: 'US',
  dataProtection: true,
  callerNumber: '',
  timings: DEFAULT_TIMINGS,
  limits: {concurrentCalls: null},
  numbers: [],
  hours: [],
  teams: [],
  skills: [],
  variables: [],
  outboundProfiles: [],
  agents: [],
  queues: [],
  flows: [],
  entryPoints: [],
  sites: [],
  wrapUpReasons: [],
  presences: [],
  addressBook: [],
};

export const NO_SETTINGS: OrganisationSettings = settingsOf(NOTHING);

import {DEFAULT_TEMPLATES} from '../../src/domain/emergency-mail.ts';
import {EMERGENCY_COUNTRIES, type EmergencyCountry} from '../../src/domain/emergency-numbers.ts';
import {parseAddresses} from '../../src/domain/mail-addresses.ts';
import {
  type CallbackSettings,
  DEFAULT_TIMINGS,
  type EmergencySettings,
  type OrganisationSettings,
} from '../../src/domain/settings.ts';
import {NO_CALLBACK_SETTINGS} from './callback-schema.ts';
import {NO_EMERGENCY_SETTINGS} from './emergency-schema.ts';
import type {Organisation} from './organisation.ts';
import {NO_VOICEMAIL_SETTINGS} from './voicemail-schema.ts';

/** What the settings of decisions are in an organisation. */
export function settingsOf(organisation: Organisation): OrganisationSettings {
  const {timings, dataProtection, country, callerNumber, limits, emergency, callbacks, voicemail, contacts} =
    organisation;
  return {
    ...{timings, dataProtection, country, callerNumber},
    concurrentCallsMax: limits.concurrentCalls,
    emergency: emergencySettings(emergency),
    callbacks: callbackSettings(callbacks),
    voicemail,
    contactsKeepMs: contacts.keepMs,
  };
}

function emergencySettings(emergency: Organisation['emergency']): EmergencySettings {
  const {callbackNumbers, restMs, numbers, mailLanguage: language, zone, template} = emergency;
  return {
    ...{callbackNumbers, restMs, countries: emergencyCountries(numbers)},
    mail: {
      contacts: parseAddresses(emergency.notifications).addresses,
      testContacts: parseAddresses(emergency.testNotifications).addresses,
      template: template[language] ?? DEFAULT_TEMPLATES[language],
      ...{language, zone},
    },
  };
}

function callbackSettings(callbacks: Organisation['callbacks']): CallbackSettings {
  const {entryPoint, attempts, retryMs, lateMs, directMs, personalAbsentMs, callingHours: hours} = callbacks;
  const {offerAfterMs, offerEveryMs, languageVariable, webCancel} = callbacks;
  const {leadMs, aheadMs, shortestMs, longestMs, keepMs, requests} = callbacks;
  return {
    ...{entryPointId: entryPoint, keepMs},
    rules: {attemptsMax: attempts, ...{retryMs, lateMs, directMs, personalAbsentMs, hours}},
    limits: {leadMs, aheadMs, shortestMs, longestMs, hours},
    menu: {afterMs: offerAfterMs, everyMs: offerEveryMs},
    languageVariable,
    webCancel,
    requests,
  };
}

/** [EM-3] All that are known, or only those whose number is 911. */
function emergencyCountries(numbers: 'all' | '911'): readonly EmergencyCountry[] {
  return numbers === 'all' ? EMERGENCY_COUNTRIES : EMERGENCY_COUNTRIES.filter((each) => each.numbers.includes('911'));
}

/** A hub without an organisation yet: it runs, and has no queues. */
export const NOTHING: Organisation = {
  name: '',
  country: 'US',
  dataProtection: true,
  callerNumber: '',
  timings: DEFAULT_TIMINGS,
  limits: {concurrentCalls: null},
  emergency: NO_EMERGENCY_SETTINGS,
  callbacks: NO_CALLBACK_SETTINGS,
  voicemail: NO_VOICEMAIL_SETTINGS,
  contacts: {keepMs: null},
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

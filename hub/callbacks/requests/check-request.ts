import type {CallbackRequestProblem} from '../../../src/api/wire/callback-request.ts';
import {type CallbackPersonProblem, callbackPerson} from '../../../src/domain/callback-customer.ts';
import {faultOfSlot} from '../../../src/domain/callback-slots.ts';
import type {CallbackWindow} from '../../../src/domain/callback-time.ts';
import {EMERGENCY_COUNTRIES} from '../../../src/domain/emergency-numbers.ts';
import {isAddress} from '../../../src/domain/mail-addresses.ts';
import {isZone} from '../../../src/domain/zone-time.ts';
import type {Work} from '../../store/unit-of-work.ts';
import type {Asked} from '../pages/written.ts';
import {type RequestSite, consentOf, slotRulesOf} from './find-site.ts';
import {calledNumber} from './number-kind.ts';
import {nowOf} from './offered-times.ts';

/** The same, as it is stored. */
export type CheckedRequest = {
  readonly person: {readonly number: string; readonly name: string; readonly reason: string};
  /** Null: as soon as somebody is free. */
  readonly slot: CallbackWindow | null;
  readonly email: string | null;
  readonly consent: {readonly version: string; readonly language: string};
};

const MAIL_MAX = 254;

/** [PK-41] What was asked for, or everything that is wrong with it, each at its field. Whether a slot is full is found out later. */
export async function checkRequest(
  work: Work,
  site: RequestSite,
  asked: Asked,
): Promise<{readonly checked: CheckedRequest} | {readonly problems: readonly CallbackRequestProblem[]}> {
  const person = checkPerson(work, site, asked);
  const email = (asked.email ?? '').trim();
  const problems: readonly CallbackRequestProblem[] = [
    ...('problems' in person ? person.problems : []),
    ...problemsOfMail(email),
    ...(await problemsOfTime(work, site, asked)),
    ...problemsOfConsent(site, asked),
  ];
  if ('problems' in person || problems.length > 0) return {problems};
  const {version, language} = consentOf(site.callbacks, asked.language);
  const wanted = site.callbacks.mailFrom === null || email === '' ? null : email;
  return {checked: {person: person.person, slot: slotOf(site, asked), email: wanted, consent: {version, language}}};
}

function checkPerson(
  work: Work,
  {callbacks}: RequestSite,
  asked: Asked,
): {readonly person: CheckedRequest['person']} | {readonly problems: readonly CallbackRequestProblem[]} {
  const {country} = work.settings;
  const person = callbackPerson(asked, country, EMERGENCY_COUNTRIES);
  const wrong: readonly CallbackPersonProblem[] = 'problems' in person ? person.problems : [];
  if (wrong.some(({field}) => field === 'number')) return {problems: wrong};
  const countries = callbacks.countries.length === 0 ? [country] : callbacks.countries;
  const called = calledNumber(asked.number, country, countries);
  if ('fault' in called) return {problems: [{field: 'number', fault: called.fault}, ...wrong]};
  return 'problems' in person ? {problems: wrong} : {person: {...person.person, number: called.number}};
}

function problemsOfMail(email: string): readonly CallbackRequestProblem[] {
  if (email.length > MAIL_MAX) return [{field: 'email', fault: 'too-long'}];
  return email === '' || isAddress(email) ? [] : [{field: 'email', fault: 'invalid'}];
}

async function problemsOfTime(
  work: Work,
  site: RequestSite,
  {zone, when}: Asked,
): Promise<readonly CallbackRequestProblem[]> {
  if (!isZone(zone)) return [{field: 'zone', fault: zone.trim() === '' ? 'required' : 'unknown-zone'}];
  if (when.kind === 'now') {
    const {possible} = await nowOf(work, site);
    return possible ? [] : [{field: 'when', fault: 'closed'}];
  }
  const rules = slotRulesOf(work, site, zone);
  const fault =
    rules === null ? ({field: 'when', fault: 'slot-gone'} as const) : faultOfSlot(rules, when.startsAt, work.now);
  return fault === null ? [] : [fault];
}

function problemsOfConsent({callbacks}: RequestSite, {consent}: Asked): readonly CallbackRequestProblem[] {
  if (consent.version === '') return [{field: 'consent', fault: 'required'}];
  return consent.version === callbacks.consent.version ? [] : [{field: 'consent', fault: 'outdated'}];
}

function slotOf({callbacks: {slots}}: RequestSite, {when}: Asked): CallbackWindow | null {
  if (when.kind === 'now' || slots === null) return null;
  return {startsAt: when.startsAt, endsAt: when.startsAt + slots.lengthMs};
}

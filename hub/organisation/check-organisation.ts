import {parseDialNumber} from '../../src/domain/dial-number.ts';
import {matchEmergency} from '../../src/domain/emergency-match.ts';
import {EMERGENCY_COUNTRIES} from '../../src/domain/emergency-numbers.ts';
import {overlapIn} from '../../src/domain/opening-hours.ts';
import {isSystemReason} from '../../src/domain/presence.ts';
import {checkCallbacks} from './check-callbacks.ts';
import {checkOrganisationFlows} from './check-flows.ts';
import {checkOverflow} from './check-overflow.ts';
import {checkSites} from './check-sites.ts';
import {checkTelephones} from './check-telephones.ts';
import {checkVariables} from './check-variables.ts';
import {sameText} from './fields.ts';
import type {Problem} from './organisation-error.ts';
import type {Organisation} from './organisation-schema.ts';

/** What no single field can tell: names that lead nowhere, things that are there twice, rules between them. */
export function checkOrganisation(organisation: Organisation): readonly Problem[] {
  return [
    ...checkOnce(organisation),
    ...checkReferences(organisation),
    ...checkEntryPoints(organisation),
    ...checkHours(organisation),
    ...checkChoices(organisation),
    ...checkNumbers(organisation),
    ...checkVariables(organisation),
    ...checkSites(organisation),
    ...checkCallbacks(organisation),
    ...checkOrganisationFlows(organisation),
    ...checkOverflow(organisation),
    ...checkTelephones(organisation),
  ];
}

type Named = {readonly id: string};

function checkOnce(organisation: Organisation): readonly Problem[] {
  const {agents, entryPoints, numbers, presences, variables} = organisation;
  const {hours, teams, skills, outboundProfiles, queues, flows, sites, wrapUpReasons, addressBook} = organisation;
  const lists = {hours, teams, skills, outboundProfiles, agents, queues, flows, entryPoints, sites, wrapUpReasons};
  const withId = {...lists, addressBook};
  return [
    ...Object.entries(withId).flatMap(([collection, items]) => twice<Named>(items, ({id}) => id, collection, 'id')),
    ...twice(entryPoints, ({number}) => number, 'entryPoints', 'number'),
    ...twice(numbers, ({number}) => number, 'numbers', 'number'),
    ...twice(sites, ({key}) => key, 'sites', 'key'),
    ...twice(variables, ({name}) => name, 'variables', 'name'),
    ...twice(presences, ({base, reason}) => `${base} ${reason ?? ''}`, 'presences', 'reason'),
    ...twice(agents, ({subject}) => subject ?? null, 'agents', 'subject'),
    ...twice(agents, ({userName}) => (userName === undefined ? null : sameText(userName)), 'agents', 'userName'),
  ];
}

function twice<T>(
  items: readonly T[],
  keyOf: (item: T) => string | null,
  collection: string,
  field: string,
): readonly Problem[] {
  const seen = new Set<string>();
  return items.flatMap((item, at) => {
    const key = keyOf(item);
    if (key === null) return [];
    if (seen.has(key)) return [{path: `${collection}.${at}.${field}`, expected: `each ${field} once`}];
    seen.add(key);
    return [];
  });
}

function checkReferences(organisation: Organisation): readonly Problem[] {
  const {agents, queues, entryPoints, wrapUpReasons} = organisation;
  const known = {
    team: idsOf(organisation.teams),
    skill: idsOf(organisation.skills),
    queue: idsOf(queues),
    agent: idsOf(agents),
    hours: idsOf(organisation.hours),
    profile: idsOf(organisation.outboundProfiles),
  };
  const found: Problem[] = [];
  const need = (what: keyof typeof known, id: string | null | undefined, path: string): void => {
    if (id !== null && id !== undefined && !known[what].has(id)) found.push({path, expected: EXPECTED[what]});
  };
  const needSkills = (levels: Readonly<Record<string, number>>, path: string): void =>
    Object.keys(levels).forEach((id) => need('skill', id, path));
  for (const [at, {subject, userName, team, skills, outboundProfile}] of agents.entries()) {
    const path = `agents.${at}`;
    if (subject === undefined && userName === undefined)
      found.push({path: `${path}.subject`, expected: 'a subject or a userName'});
    need('team', team, `${path}.team`);
    needSkills(skills, `${path}.skills`);
    need('profile', outboundProfile, `${path}.outboundProfile`);
  }
  for (const [at, {members, skills, hours}] of queues.entries()) {
    const path = `queues.${at}`;
    need('hours', hours, `${path}.hours`);
    needSkills(skills, `${path}.skills`);
    if (members === 'everyone') continue;
    members.agents.forEach((id, place) => need('agent', id, `${path}.members.agents.${place}`));
    members.teams.forEach((id, place) => need('team', id, `${path}.members.teams.${place}`));
  }
  for (const [at, {queue, skills}] of entryPoints.entries()) {
    need('queue', queue, `entryPoints.${at}.queue`);
    needSkills(skills, `entryPoints.${at}.skills`);
  }
  for (const [at, reason] of wrapUpReasons.entries())
    reason.queues?.forEach((id, place) => need('queue', id, `wrapUpReasons.${at}.queues.${place}`));
  return found;
}

const EXPECTED = {
  team: 'the id of a team',
  skill: 'ids of skills',
  queue: 'the id of a queue',
  agent: 'the id of an agent',
  hours: 'the id of opening hours',
  profile: 'the id of an outbound profile',
};

function idsOf(items: readonly Named[]): ReadonlySet<string> {
  return new Set(items.map(({id}) => id));
}

function checkEntryPoints({entryPoints, queues}: Organisation): readonly Problem[] {
  return entryPoints.flatMap(({channel, number, queue}, at): readonly Problem[] => {
    const path = `entryPoints.${at}`;
    const channels = queues.find((each) => each.id === queue)?.channels;
    const served = channels === undefined || channels.includes(channel);
    return [
      ...(channel === 'voice' && number === null ? [{path: `${path}.number`, expected: 'the number of the line'}] : []),
      ...(channel !== 'voice' && number !== null ? [{path: `${path}.number`, expected: 'none but for voice'}] : []),
      ...(served ? [] : [{path: `${path}.channel`, expected: 'a channel that its queue takes'}]),
    ];
  });
}

function checkHours({hours}: Organisation): readonly Problem[] {
  return hours.flatMap((each, at): readonly Problem[] => {
    const path = `hours.${at}`;
    const overlap = overlapIn(each);
    const intervals = [
      ...each.weekly.map((interval, place) => ({...interval, path: `${path}.weekly.${place}.to`})),
      ...each.holidays.flatMap(({open}, day) =>
        open.map((interval, place) => ({...interval, path: `${path}.holidays.${day}.open.${place}.to`})),
      ),
    ];
    const where = overlap === 'weekly' ? `${path}.weekly` : `${path}.holidays.${overlap}.open`;
    return [
      ...intervals
        .filter(({from, to}) => from === to)
        .map((interval) => ({path: interval.path, expected: 'another time than from (24:00 for the end of the day)'})),
      ...twice(each.holidays, ({date}) => date, `${path}.holidays`, 'date'),
      ...(overlap === null ? [] : [{path: where, expected: 'intervals that do not overlap'}]),
    ];
  });
}

function checkChoices({presences, wrapUpReasons, outboundProfiles}: Organisation): readonly Problem[] {
  const found: Problem[] = [];
  const standard = wrapUpReasons.filter((each) => each.standard);
  if (standard.length !== 1) found.push({path: 'wrapUpReasons', expected: 'exactly one reason that is standard'});
  if (standard.some(({queues}) => queues !== null))
    found.push({path: 'wrapUpReasons', expected: 'the standard reason to be one of all queues'});
  if (outboundProfiles.length > 0 && outboundProfiles.filter((each) => each.standard).length !== 1)
    found.push({path: 'outboundProfiles', expected: 'exactly one profile that is standard'});
  if (!presences.some(({base}) => base === 'available'))
    found.push({path: 'presences', expected: 'one whose base is available'});
  presences.forEach(({reason}, at) => {
    if (isSystemReason(reason))
      found.push({path: `presences.${at}.reason`, expected: 'a reason of your own: the system gives this one itself'});
  });
  return found;
}

/** Whoever calls an emergency number shall reach help, and never a queue; nobody shall be called from one either. */
function checkNumbers(organisation: Organisation): readonly Problem[] {
  const {country, callerNumber, numbers, entryPoints, outboundProfiles, addressBook, emergency} = organisation;
  const {callbackNumbers} = emergency;
  const all = [
    {path: 'callerNumber', number: callerNumber},
    ...numbers.map(({number}, at) => ({path: `numbers.${at}.number`, number})),
    ...entryPoints.map(({number}, at) => ({path: `entryPoints.${at}.number`, number})),
    ...outboundProfiles.map((profile, at) => ({
      path: `outboundProfiles.${at}.callerNumber`,
      number: profile.callerNumber,
    })),
    ...addressBook.map(({number}, at) => ({path: `addressBook.${at}.number`, number})),
    ...callbackNumbers.map((number, at) => ({path: `emergency.callbackNumbers.${at}`, number})),
  ];
  const leading = new Set(entryPoints.map(({number}) => number));
  const own = new Set(numbers.map(({number}) => number));
  return all.flatMap(({path, number}): readonly Problem[] => {
    if (number === null) return [];
    const isEmergency = matchEmergency(number, country, EMERGENCY_COUNTRIES).kind !== 'none';
    if (isEmergency || !parseDialNumber(number).ok) return [{path, expected: 'no emergency number'}];
    // Responders who ring back must never reach a queue ([EM-23]).
    if (path.startsWith('emergency.') && leading.has(number))
      return [{path, expected: 'a number that no entry point has'}];
    if (path.startsWith('emergency.') && callbackNumbers.indexOf(number) !== Number(path.split('.').at(-1)))
      return [{path, expected: 'each number once'}];
    const listed = own.size === 0 || own.has(number) || path.startsWith('addressBook.');
    return listed ? [] : [{path, expected: 'one of the numbers listed in numbers'}];
  });
}

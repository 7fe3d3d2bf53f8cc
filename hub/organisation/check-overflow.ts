import {parseDialNumber} from '../../src/domain/dial-number.ts';
import {toE164} from '../../src/domain/e164.ts';
import {matchEmergency} from '../../src/domain/emergency-match.ts';
import {EMERGENCY_COUNTRIES, callingCodeOf} from '../../src/domain/emergency-numbers.ts';
import type {OverflowAction, OverflowRules} from '../../src/domain/overflow.ts';
import type {Problem} from './organisation-error.ts';
import type {Organisation} from './organisation-schema.ts';

type Place = {
  readonly path: string;
  /** Of the queue that those rules are for. */
  readonly queue: string;
  readonly rules: OverflowRules | null;
};

/** Overflow leads somewhere, offers what can be kept, and leads nobody in a circle. */
export function checkOverflow(organisation: Organisation): readonly Problem[] {
  return placesOf(organisation).flatMap((place) => checkRules(organisation, place));
}

function placesOf({queues, entryPoints, flows}: Organisation): readonly Place[] {
  return [
    ...queues.map(({id, overflow}, at) => ({path: `queues.${at}.overflow`, queue: id, rules: overflow})),
    ...entryPoints.map(({queue, overflow}, at) => ({path: `entryPoints.${at}.overflow`, queue, rules: overflow})),
    ...flows.flatMap(({steps}, at) =>
      steps.flatMap((step, place) =>
        step.kind === 'queue'
          ? [{path: `flows.${at}.steps.${place}.overflow`, queue: step.queue, rules: step.overflow}]
          : [],
      ),
    ),
  ];
}

function checkRules(organisation: Organisation, {path, queue, rules}: Place): readonly Problem[] {
  if (rules === null) return [];
  const {before, waiting} = rules;
  const all = [
    ...before.map(({action}, at) => ({action, at: `${path}.before.${at}.action`})),
    ...waiting.map(({action}, at) => ({action, at: `${path}.waiting.${at}.action`})),
  ];
  const closes = organisation.queues.find(({id}) => id === queue)?.hours != null;
  return [
    ...all.flatMap(({action, at}) => checkAction(organisation, queue, action, at)),
    ...before.flatMap(({when}, at) =>
      when.kind === 'closed' && !closes
        ? [{path: `${path}.before.${at}.when`, expected: 'a queue with opening hours, since others never close'}]
        : [],
    ),
    ...waiting.flatMap(({afterMs}, at) =>
      waiting.findIndex((each) => each.afterMs === afterMs) === at
        ? []
        : [{path: `${path}.waiting.${at}.afterMs`, expected: 'each time once'}],
    ),
  ];
}

function checkAction(
  organisation: Organisation,
  queue: string,
  action: OverflowAction,
  path: string,
): readonly Problem[] {
  switch (action.kind) {
    case 'queue': {
      const target = organisation.queues.find(({id}) => id === action.queue);
      const takesCalls = target?.channels.includes('voice') === true;
      const expected = 'the id of another queue that takes calls';
      return takesCalls && action.queue !== queue ? [] : [{path: `${path}.queue`, expected}];
    }
    case 'number':
      return checkNumber(organisation, action.number, `${path}.number`);
    case 'voicemail':
      return isDeserted(organisation, queue) ? [{path, expected: 'a queue with agents, who listen to messages'}] : [];
    case 'callback': {
      // [DC-8] Somebody has to make the call.
      const served = isDeserted(organisation, queue) ? [{path, expected: 'a queue with agents, who call back'}] : [];
      const missing = organisation.callbacks.entryPoint === null;
      return missing ? [...served, {path, expected: 'callbacks.entryPoint, through which callbacks go'}] : served;
    }
    default:
      return [];
  }
}

/** A team in which there is nobody serves no queue. */
function isDeserted({queues, agents}: Organisation, queue: string): boolean {
  const members = queues.find(({id}) => id === queue)?.members;
  if (members === undefined || members === 'everyone' || members.agents.length > 0) return false;
  return !agents.some(({team}) => team !== null && members.teams.includes(team));
}

function checkNumber({country, entryPoints}: Organisation, typed: string, path: string): readonly Problem[] {
  if (matchEmergency(typed, country, EMERGENCY_COUNTRIES).kind !== 'none')
    return [{path, expected: 'no emergency number'}];
  const parsed = parseDialNumber(typed);
  const called = parsed.ok ? toE164(parsed.number, callingCodeOf(country)) : null;
  const ours = entryPoints.some(({number}) => number !== null && number === called);
  return ours ? [{path, expected: 'a number elsewhere; name the queue for one of ours'}] : [];
}

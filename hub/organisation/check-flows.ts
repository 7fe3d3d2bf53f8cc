import {parseDialNumber} from '../../src/domain/dial-number.ts';
import {toE164} from '../../src/domain/e164.ts';
import {matchEmergency} from '../../src/domain/emergency-match.ts';
import {EMERGENCY_COUNTRIES, callingCodeOf} from '../../src/domain/emergency-numbers.ts';
import {variablesOf} from '../../src/domain/flow.ts';
import {type FlowSurroundings, checkFlows} from '../../src/domain/flow-check.ts';
import type {Problem} from './organisation-error.ts';
import type {Organisation} from './organisation-schema.ts';
import {resolveVariable} from './variables.ts';

/** Flows by themselves, and that their entry points have what they need. */
export function checkOrganisationFlows(organisation: Organisation): readonly Problem[] {
  const {flows} = organisation;
  return [
    ...checkFlows(flows, surroundingsOf(organisation)).map((each) => ({...each, path: `flows.${each.path}`})),
    ...checkFlowsOfEntryPoints(organisation),
  ];
}

function surroundingsOf({country, queues, hours, skills, variables, entryPoints}: Organisation): FlowSurroundings {
  const lines = entryPoints.filter(({channel}) => channel === 'voice');
  return {
    queues: new Set(queues.filter(({channels}) => channels.includes('voice')).map(({id}) => id)),
    hours: new Set(hours.map(({id}) => id)),
    skills: new Set(skills.map(({id}) => id)),
    variables: new Map(variables.map(({name, type, secure}) => [name, {type, secure}])),
    entryPoints: new Set(lines.map(({id}) => id)),
    flowBehind: ({entryPoint, number}) => {
      const called = number === null ? null : calledNumber(number, country);
      return lines.find((each) => each.id === entryPoint || (called !== null && each.number === called))?.flow ?? null;
    },
    numberProblem: (number) =>
      matchEmergency(number, country, EMERGENCY_COUNTRIES).kind === 'none' ? null : 'no emergency number',
  };
}

function calledNumber(typed: string, country: string): string | null {
  const parsed = parseDialNumber(typed);
  return parsed.ok ? toE164(parsed.number, callingCodeOf(country)) : null;
}

/** A value of a flow is a variable of the contact: the entry point must ask for it, and mean the same by it. */
function checkFlowsOfEntryPoints(organisation: Organisation): readonly Problem[] {
  const {entryPoints, flows, variables} = organisation;
  return entryPoints.flatMap(({channel, flow: id, variables: used}, at): readonly Problem[] => {
    if (id === null) return [];
    const path = `entryPoints.${at}`;
    const flow = flows.find((each) => each.id === id);
    if (flow === undefined) return [{path: `${path}.flow`, expected: 'the id of a flow'}];
    if (channel !== 'voice') return [{path: `${path}.flow`, expected: 'none but for voice'}];
    const names = new Set(flow.steps.flatMap((step) => variablesOf(step).map(([, name]) => name)));
    return [...names].flatMap((name): readonly Problem[] => {
      const defined = variables.find((each) => each.name === name);
      if (defined === undefined) return [];
      const own = used.find((each) => each.name === name);
      if (own === undefined)
        return [{path: `${path}.variables`, expected: `the variable ${name}, which its flow uses`}];
      const {type, secure} = resolveVariable(organisation, own, 'popoverPlace');
      if (type === defined.type && secure === defined.secure) return [];
      return [{path: `${path}.variables`, expected: `the variable ${name} as it is defined, since its flow uses it`}];
    });
  });
}

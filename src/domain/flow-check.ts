import {
  type DigitsStep,
  type Flow,
  type FlowStep,
  type HttpStep,
  type SetStep,
  type TransferStep,
  leadsOf,
  variablesOf,
} from './flow.ts';
import {checkWays} from './flow-ways.ts';
import {isPrompt} from './prompts.ts';
import type {VariableType} from './variable-types.ts';
import {isOfType, mayHold} from './variable-types.ts';

/** What flows may name. */
export type FlowSurroundings = {
  readonly queues: ReadonlySet<string>;
  readonly hours: ReadonlySet<string>;
  readonly skills: ReadonlySet<string>;
  readonly variables: ReadonlyMap<string, {readonly type: VariableType; readonly secure: boolean}>;
  /** Voice entry points. */
  readonly entryPoints: ReadonlySet<string>;
  /** The flow that a transfer leads to, if it leads to one. */
  readonly flowBehind: (transfer: TransferStep) => string | null;
  /** Null: it may be rung; else what is expected in its place. */
  readonly numberProblem: (number: string) => string | null;
};

/** `path` leads from the list of flows: `0.steps.2.next`. */
export type FlowProblem = {readonly path: string; readonly expected: string};

/**
 * Everything in flows that would lead a caller nowhere: steps that are not there or cannot be reached, ways that never come
 * to a queue, a transfer or an end, and loops that ask the caller for nothing, which would go round without time passing.
 * So a flow that is accepted always comes to an end, or waits for the caller.
 */
export function checkFlows(flows: readonly Flow[], around: FlowSurroundings): readonly FlowProblem[] {
  const own = flows.flatMap((flow, at) => checkFlow(flow, `${at}.steps`, around));
  // Where a step is not there, nothing can be said of the ways over it.
  return own.length > 0 ? own : checkWays(flows, around.flowBehind);
}

function checkFlow({steps}: Flow, path: string, around: FlowSurroundings): readonly FlowProblem[] {
  const ids = new Set(steps.map(({id}) => id));
  if (ids.size < steps.length) {
    const twice = steps.findIndex(({id}, at) => steps.findIndex((each) => each.id === id) !== at);
    return [{path: `${path}.${twice}.id`, expected: 'each step’s id once'}];
  }
  return steps.flatMap((step, at) => [
    ...checkLeads(step, `${path}.${at}`, ids),
    ...checkNames(step, `${path}.${at}`, around),
    ...checkStep(step, `${path}.${at}`, around),
  ]);
}

function checkLeads(step: FlowStep, path: string, ids: ReadonlySet<string>): readonly FlowProblem[] {
  return leadsOf(step).flatMap(([field, to]): readonly FlowProblem[] => {
    if (to === null) return [{path: `${path}.${field}`, expected: LEADS[field] ?? 'the step that comes then'}];
    return ids.has(to) ? [] : [{path: `${path}.${field}`, expected: 'the id of a step of this flow'}];
  });
}

const LEADS: Readonly<Record<string, string>> = {
  onTimeout: 'the step that comes when no digit is pressed in time',
  onInvalid: 'the step that comes when the digits are not right',
  onFailure: 'the step that comes when the request fails',
  open: 'the step that comes while it is open',
  closed: 'the step that comes while it is closed',
};

function checkNames(step: FlowStep, path: string, around: FlowSurroundings): readonly FlowProblem[] {
  const sounds = step.kind === 'play' ? step.sounds : [];
  const unknown = [
    ...sounds.map((sound, at) => ({field: `sounds.${at}`, known: isPrompt(sound), expected: A_SOUND})),
    ...variablesOf(step).map(([field, name]) => ({field, known: around.variables.has(name), expected: A_VARIABLE})),
    ...(step.kind === 'digits'
      ? [
          {field: 'sound', known: isPrompt(step.sound), expected: A_SOUND},
          {field: 'retrySound', known: step.retrySound === null || isPrompt(step.retrySound), expected: A_SOUND},
        ]
      : []),
    ...(step.kind === 'hours'
      ? [{field: 'hours', known: around.hours.has(step.hours), expected: 'the id of opening hours'}]
      : []),
    ...(step.kind === 'queue'
      ? [
          {field: 'queue', known: around.queues.has(step.queue), expected: 'the id of a queue that takes calls'},
          ...Object.keys(step.skills).map((skill) => ({
            field: 'skills',
            known: around.skills.has(skill),
            expected: 'ids of skills',
          })),
        ]
      : []),
  ];
  return unknown.filter(({known}) => !known).map(({field, expected}) => ({path: `${path}.${field}`, expected}));
}

const A_SOUND = 'the name of a sound';
const A_VARIABLE = 'the name of one of the variables';

function checkStep(step: FlowStep, path: string, around: FlowSurroundings): readonly FlowProblem[] {
  switch (step.kind) {
    case 'digits':
      return checkDigits(step, path, around);
    case 'set':
      return checkSet(step, path, around);
    case 'http':
      return checkHttp(step, path, around);
    case 'transfer': {
      const {number, entryPoint} = step;
      if ((number === null) === (entryPoint === null))
        return [{path, expected: 'a number or an entry point, one of the two'}];
      const expected = number === null ? null : around.numberProblem(number);
      if (expected !== null) return [{path: `${path}.number`, expected}];
      const known = entryPoint === null || around.entryPoints.has(entryPoint);
      return known ? [] : [{path: `${path}.entryPoint`, expected: 'the id of a voice entry point'}];
    }
    default:
      return [];
  }
}

/** Longest that a number may be; more digits would never be one. */
const NUMBER_DIGITS_MAX = 15;

function checkDigits(step: DigitsStep, path: string, {variables}: FlowSurroundings): readonly FlowProblem[] {
  const found: FlowProblem[] = [];
  if (step.max < step.min) found.push({path: `${path}.max`, expected: 'no fewer than min'});
  for (const digits of Object.keys(step.branches)) {
    const possible = digits.length >= step.min && digits.length <= step.max && digits !== step.terminator;
    if (!possible) found.push({path: `${path}.branches.${digits}`, expected: 'digits that can be entered here'});
  }
  const type = step.variable === null ? undefined : variables.get(step.variable)?.type;
  if (type === 'boolean' || type === 'datetime' || type === 'json')
    found.push({path: `${path}.variable`, expected: 'a variable of the type string, integer or decimal'});
  if ((type === 'integer' || type === 'decimal') && step.max > NUMBER_DIGITS_MAX)
    found.push({
      path: `${path}.max`,
      expected: `at most ${NUMBER_DIGITS_MAX} digits for a variable of the type ${type}`,
    });
  return found;
}

function checkSet(step: SetStep, path: string, {variables}: FlowSurroundings): readonly FlowProblem[] {
  if (step.value !== null && step.from !== null)
    return [{path, expected: 'a value or the variable it is copied from, one of the two'}];
  const [to, from] = [variables.get(step.variable), step.from === null ? undefined : variables.get(step.from)];
  if (to === undefined) return [];
  if (step.value !== null && !isOfType(to.type, step.value))
    return [{path: `${path}.value`, expected: `a value of the type ${to.type}`}];
  if (from === undefined) return [];
  if (from.secure && !to.secure) return [{path: `${path}.from`, expected: NOT_SECURE}];
  return mayHold(to.type, from.type) ? [] : [{path: `${path}.from`, expected: `a variable of the type ${to.type}`}];
}

const NOT_SECURE = 'no secure variable: its value would leave its protection';

function checkHttp(step: HttpStep, path: string, {variables}: FlowSurroundings): readonly FlowProblem[] {
  const sent = variablesOf(step).filter(([field]) => field === 'url' || field.startsWith('body.'));
  const leaking = sent.filter(([, name]) => variables.get(name)?.secure === true);
  const found = leaking.map(([field]) => ({path: `${path}.${field}`, expected: NOT_SECURE}));
  return step.method === 'GET' && step.body.length > 0
    ? [...found, {path: `${path}.body`, expected: 'nothing but for POST'}]
    : found;
}

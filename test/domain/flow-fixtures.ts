import {soundLengthMs} from '../../src/domain/prompts.ts';
import type {DigitsStep, FlowStep, HttpStep, PlayStep} from '../../src/domain/flow.ts';
import {
  type FlowEvent,
  type FlowFacts,
  type FlowRun,
  type FlowTransition,
  beginRun,
  transitionFlow,
} from '../../src/domain/flow-run.ts';

export function play(id: string, next: string | null, more: Partial<PlayStep> = {}): PlayStep {
  return {id, kind: 'play', sounds: ['welcome'], language: null, interruptible: true, next, ...more};
}

export function digits(id: string, more: Partial<DigitsStep> = {}): DigitsStep {
  return {
    id,
    kind: 'digits',
    sound: 'menu-example',
    retrySound: 'not-understood',
    language: null,
    min: 1,
    max: 1,
    terminator: '#',
    timeoutMs: 5_000,
    attempts: 2,
    variable: null,
    branches: {},
    next: 'queue',
    onTimeout: 'queue',
    onInvalid: 'queue',
    ...more,
  };
}

export function set(id: string, variable: string, value: string | null, next: string | null = 'queue'): FlowStep {
  return {id, kind: 'set', variable, value, from: null, next};
}

export function copy(id: string, variable: string, from: string, next: string | null = 'queue'): FlowStep {
  return {id, kind: 'set', variable, value: null, from, next};
}

export function http(id: string, more: Partial<HttpStep> = {}): HttpStep {
  return {
    id,
    kind: 'http',
    method: 'GET',
    url: 'https://crm.example/customers/{customerId}',
    body: [],
    timeoutMs: 2_000,
    variables: {},
    next: 'queue',
    onFailure: 'queue',
    ...more,
  };
}

export function hours(id: string, open: string | null, closed: string | null): FlowStep {
  return {id, kind: 'hours', hours: 'office', open, closed};
}

export function queue(id = 'queue', queueId = 'billing'): FlowStep {
  return {id, kind: 'queue', queue: queueId, priority: null, skills: {}, overflow: null};
}

export const END: FlowStep = {id: 'end', kind: 'end'};

export const FACTS: FlowFacts = {
  variables: [
    {name: 'customerId', type: 'integer', value: null},
    {name: 'tier', type: 'string', value: 'Standard'},
    {name: 'language', type: 'string', value: 'English'},
  ],
  isOpen: () => true,
  lengthMsOf: soundLengthMs,
};

/** A flow that has just been heard. */
export function begun(steps: readonly FlowStep[], facts: FlowFacts = FACTS): FlowTransition {
  const taken = transitionFlow(steps, beginRun(steps, 0), {type: 'leg-connected'}, facts);
  if (taken === null) throw new TypeError('a flow begins when it can be heard');
  return taken;
}

/** What became of a run after events that each mean something to it. */
export function after(
  steps: readonly FlowStep[],
  run: FlowRun | null,
  events: readonly FlowEvent[],
  facts: FlowFacts = FACTS,
): FlowTransition {
  let taken: FlowTransition = {run, effects: []};
  for (const event of events) {
    const next = taken.run === null ? null : transitionFlow(steps, taken.run, event, facts);
    if (next === null) throw new TypeError(`${event.type} meant nothing`);
    taken = next;
  }
  return taken;
}

export const ended = (sound: string): FlowEvent => ({type: 'sound-ended', sound});
export const pressed = (keys: string): readonly FlowEvent[] =>
  Array.from(keys, (digit) => ({type: 'digit', digit}) as const);
export const TIME_OUT: FlowEvent = {type: 'time-out'};

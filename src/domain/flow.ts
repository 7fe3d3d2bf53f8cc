import type {OverflowRules} from './overflow.ts';
import type {SkillNeeds} from './skills.ts';
import {unreachable} from './unreachable.ts';

/**
 * What happens to a caller before a queue: a list of steps, of which the first is where it begins. Each names the step it
 * leads to; null leads nowhere, which `checkFlows` finds and a run bears with (docs/flows.md).
 */
export type Flow = {readonly id: string; readonly name: string; readonly steps: readonly FlowStep[]};

type Lead = string | null;

export type PlayStep = {
  readonly id: string;
  readonly kind: 'play';
  /** Prompts, one after the other. */
  readonly sounds: readonly string[];
  /** The variable that says the customer's language; null: English. */
  readonly language: string | null;
  /** Whether a digit ends it; that digit counts for the next step that asks for some. */
  readonly interruptible: boolean;
  readonly next: Lead;
};

export type DigitsStep = {
  readonly id: string;
  readonly kind: 'digits';
  readonly sound: string;
  /** Said before the prompt when it is said again. */
  readonly retrySound: string | null;
  readonly language: string | null;
  readonly min: number;
  readonly max: number;
  /** Ends the digits before there are `max`; null: nothing but time does. */
  readonly terminator: '#' | '*' | null;
  /** How long the first and each further digit is waited for. */
  readonly timeoutMs: number;
  readonly attempts: number;
  /** Where the digits are kept. */
  readonly variable: string | null;
  readonly branches: Readonly<Record<string, string>>;
  /** Where digits without a branch lead; null: with branches they are not right, and asked for again. */
  readonly next: Lead;
  readonly onTimeout: Lead;
  readonly onInvalid: Lead;
};

export type SetStep = {
  readonly id: string;
  readonly kind: 'set';
  readonly variable: string;
  /** A constant, or nothing where `from` names a variable. */
  readonly value: string | null;
  readonly from: string | null;
  readonly next: Lead;
};

export type HttpStep = {
  readonly id: string;
  readonly kind: 'http';
  readonly method: 'GET' | 'POST';
  /** `{name}` stands for a variable's value. */
  readonly url: string;
  /** Variables that a POST sends. */
  readonly body: readonly string[];
  readonly timeoutMs: number;
  /** Variable → where its value is in the answer: `customer.name`, `orders.0.id`. */
  readonly variables: Readonly<Record<string, string>>;
  readonly next: Lead;
  readonly onFailure: Lead;
};

export type QueueStep = {
  readonly id: string;
  readonly kind: 'queue';
  readonly queue: string;
  /** Null: the queue's. */
  readonly priority: number | null;
  readonly skills: SkillNeeds;
  /** [DC-6] In place of the queue's; null: the queue's. */
  readonly overflow: OverflowRules | null;
};

export type HoursStep = {
  readonly id: string;
  readonly kind: 'hours';
  readonly hours: string;
  readonly open: Lead;
  readonly closed: Lead;
};

export type TransferStep = {
  readonly id: string;
  readonly kind: 'transfer';
  readonly number: string | null;
  readonly entryPoint: string | null;
};

export type EndStep = {readonly id: string; readonly kind: 'end'};

export type FlowStep = PlayStep | DigitsStep | SetStep | HttpStep | QueueStep | HoursStep | TransferStep | EndStep;

/** Where a step leads, by the name of the field that says so. */
export type Leads = readonly (readonly [field: string, to: Lead])[];

export function leadsOf(step: FlowStep): Leads {
  switch (step.kind) {
    case 'play':
    case 'set':
      return [['next', step.next]];
    case 'digits':
      return [
        ...Object.entries(step.branches).map(([digits, to]) => [`branches.${digits}`, to] as const),
        // With branches, digits that have none may be asked for again.
        ...(step.next === null && Object.keys(step.branches).length > 0 ? [] : [['next', step.next] as const]),
        ['onTimeout', step.onTimeout],
        ['onInvalid', step.onInvalid],
      ];
    case 'http':
      return [
        ['next', step.next],
        ['onFailure', step.onFailure],
      ];
    case 'hours':
      return [
        ['open', step.open],
        ['closed', step.closed],
      ];
    case 'queue':
    case 'transfer':
    case 'end':
      return [];
    default:
      return unreachable(step);
  }
}

/** The variables a step reads and writes, by the field that names them. */
export function variablesOf(step: FlowStep): readonly (readonly [field: string, name: string])[] {
  const named = (field: string, name: string | null) => (name === null ? [] : [[field, name] as const]);
  switch (step.kind) {
    case 'play':
      return named('language', step.language);
    case 'digits':
      return [...named('language', step.language), ...named('variable', step.variable)];
    case 'set':
      return [...named('variable', step.variable), ...named('from', step.from)];
    case 'http':
      return [
        ...placeholdersOf(step.url).map((name) => ['url', name] as const),
        ...step.body.map((name, at) => [`body.${at}`, name] as const),
        ...Object.keys(step.variables).map((name) => [`variables.${name}`, name] as const),
      ];
    default:
      return [];
  }
}

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/** The variables an address is filled with. */
export function placeholdersOf(template: string): readonly string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** @param write gives what stands in a variable's place */
export function fillPlaceholders(template: string, write: (name: string) => string): string {
  return template.replace(PLACEHOLDER, (_whole, name: string) => write(name));
}

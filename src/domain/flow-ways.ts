import {type Flow, type FlowStep, type TransferStep, leadsOf} from './flow.ts';
import type {FlowProblem} from './flow-check.ts';

/** The flow that a transfer leads to, if it leads to one. */
type FlowBehind = (transfer: TransferStep) => string | null;

/** A step of any flow, as ways over several flows need it. */
type Place = {
  readonly path: string;
  readonly step: FlowStep;
  readonly to: readonly string[];
  readonly out: boolean;
};

/**
 * Ways through flows of which every lead is a step's: what no way reaches, from where none leads out, and loops that ask the
 * caller for nothing. A transfer to an entry point with a flow is a way into that flow.
 */
export function checkWays(flows: readonly Flow[], flowBehind: FlowBehind): readonly FlowProblem[] {
  const places = new Map<string, Place>();
  for (const [at, flow] of flows.entries())
    for (const [place, step] of flow.steps.entries())
      places.set(`${flow.id}/${step.id}`, placeOf(step, `${at}.steps.${place}`, flow, flows, flowBehind));
  return [
    ...flows.flatMap((flow) => unreachableSteps(flow, places)),
    ...flows.flatMap((flow) => deadEnds(flow, places)),
    ...idleLoops(places),
  ];
}

function placeOf(step: FlowStep, path: string, flow: Flow, flows: readonly Flow[], flowBehind: FlowBehind): Place {
  const to = leadsOf(step).flatMap(([, lead]) => (lead === null ? [] : [`${flow.id}/${lead}`]));
  const elsewhere = step.kind === 'transfer' ? flowBehind(step) : null;
  const next = flows.find(({id}) => id === elsewhere);
  const [first] = next?.steps ?? [];
  if (next !== undefined && first !== undefined) return {path, step, to: [`${next.id}/${first.id}`], out: false};
  return {path, step, to, out: step.kind === 'queue' || step.kind === 'transfer' || step.kind === 'end'};
}

function unreachableSteps(flow: Flow, places: ReadonlyMap<string, Place>): readonly FlowProblem[] {
  const reached = new Set<string>();
  const visit = (key: string): void => {
    if (reached.has(key)) return;
    reached.add(key);
    for (const to of places.get(key)?.to ?? []) if (to.startsWith(`${flow.id}/`)) visit(to);
  };
  visit(`${flow.id}/${flow.steps[0]?.id}`);
  return flow.steps.flatMap(({id}) => {
    const key = `${flow.id}/${id}`;
    return reached.has(key) ? [] : [{path: places.get(key)?.path ?? '', expected: 'a step that another one leads to'}];
  });
}

/** Steps from which no way leads out. */
function deadEnds(flow: Flow, places: ReadonlyMap<string, Place>): readonly FlowProblem[] {
  const leaving = new Set([...places].filter(([, {out}]) => out).map(([key]) => key));
  for (let grown = true; grown;) {
    const more = [...places].filter(([key, {to}]) => !leaving.has(key) && to.some((each) => leaving.has(each)));
    for (const [key] of more) leaving.add(key);
    grown = more.length > 0;
  }
  return flow.steps.flatMap(({id}) => {
    const key = `${flow.id}/${id}`;
    const path = places.get(key)?.path ?? '';
    return leaving.has(key) ? [] : [{path, expected: 'a way from here to a queue, a transfer or an end'}];
  });
}

/** Loops in which no step asks the caller for digits: each is reported once, where it closes. */
function idleLoops(places: ReadonlyMap<string, Place>): readonly FlowProblem[] {
  const found: FlowProblem[] = [];
  const seen = new Map<string, 'open' | 'done'>();
  const visit = (key: string): void => {
    const place = places.get(key);
    if (place === undefined || place.step.kind === 'digits' || seen.has(key)) return;
    seen.set(key, 'open');
    for (const to of place.to) {
      if (seen.get(to) === 'open')
        found.push({path: place.path, expected: 'no way back to a step before it without asking for digits on it'});
      else visit(to);
    }
    seen.set(key, 'done');
  };
  for (const key of places.keys()) visit(key);
  return found;
}

import fc from 'fast-check';
import type {ContactAction} from '../../src/domain/contact-transition.ts';
import {type Step, type Walk, walks} from './contact-walk.ts';

/**
 * Checks every step of random lives. What fails is told with the actions that led there, and by fast-check with the seed
 * that brings it back.
 */
export function everyStep(check: (step: Step) => void, numRuns = 1_000): void {
  fc.assert(
    fc.property(walks, (walk) => {
      for (const [index, step] of walk.steps.entries()) {
        try {
          check(step);
        } catch (error) {
          throw new Error(`${String(error)}\nafter ${historyOf(walk, index)}`, {cause: error});
        }
      }
    }),
    {numRuns},
  );
}

/** What happened from the start up to this step; what was refused or changed nothing is left out. */
function historyOf({start, steps}: Walk, last: number): string {
  const done = steps.slice(0, last + 1).filter((step) => step.after !== step.before || step === steps[last]);
  return [start.status, ...done.map(({action}) => wordsOf(action))].join('\n  ');
}

function wordsOf(action: ContactAction): string {
  const {type, ...rest} = action;
  return `${type} ${JSON.stringify(rest)}`;
}

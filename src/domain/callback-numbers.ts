/** A line that cannot be a callback number. `line` counts from 1. */
export type CallbackNumberFault = {
  readonly line: number;
  readonly typed: string;
  readonly why: 'not-a-number' | 'twice';
};

const E164 = /^\+[1-9]\d{6,14}$/;

/** One number a line, empty lines left out. Spaces, hyphens, dots and brackets are for reading. Every fault is there. */
export function parseCallbackNumbers(typed: string): {
  readonly numbers: readonly string[];
  readonly faults: readonly CallbackNumberFault[];
} {
  const numbers: string[] = [];
  const faults: CallbackNumberFault[] = [];
  for (const [at, line] of typed.split('\n').entries()) {
    const written = line.trim();
    if (written === '') continue;
    const number = written.replaceAll(/[\s().-]/g, '');
    const place = {line: at + 1, typed: written};
    if (!E164.test(number)) faults.push({...place, why: 'not-a-number'});
    else if (numbers.includes(number)) faults.push({...place, why: 'twice'});
    else numbers.push(number);
  }
  return {numbers, faults};
}
